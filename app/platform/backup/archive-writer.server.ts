// Writes one archive: under another name first, flushed and renamed when whole, readable by its owner only
// (it holds everybody's personal data).
import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { fail } from './errors';
import { CHUNK_BYTES } from './manifest.schema';
import { BLOCK, encodeHeader, paddingOf } from './tar.server';

const pack = promisify(gzip);

export interface PartSum {
  readonly bytes: number;
  readonly sha256: string;
}

export class ArchiveWriter {
  size = 0;

  private constructor(
    private readonly file: string,
    private readonly draft: string,
    private readonly handle: FileHandle,
    private readonly modified: Date,
  ) {}

  /** Throws backup/not-written. */
  static async create(file: string, modified: Date): Promise<ArchiveWriter> {
    const draft = `${file}.${randomBytes(6).toString('hex')}.part`;
    const handle = await open(draft, 'wx', 0o600).catch((error: Error) => {
      throw fail('not-written', { file, reason: error.message }, error);
    });
    return new ArchiveWriter(file, draft, handle, modified);
  }

  async add(name: string, bytes: Uint8Array): Promise<void> {
    const padding = Buffer.alloc(paddingOf(bytes.length));
    await this.write([encodeHeader({ name, size: bytes.length }, this.modified), bytes, padding]);
  }

  /** Durable and in its place when it resolves. */
  async finish(): Promise<void> {
    await this.write([Buffer.alloc(BLOCK * 2)]);
    await this.handle.sync();
    await this.handle.close();
    await rename(this.draft, this.file).catch((error: Error) => {
      throw fail('not-written', { file: this.file, reason: error.message }, error);
    });
  }

  /** Leaves nothing behind; what stood under the name stays. */
  async abandon(): Promise<void> {
    await this.handle.close().catch(() => undefined); // closed already when finish() itself failed
    await rm(this.draft, { force: true });
  }

  private async write(pieces: readonly Uint8Array[]): Promise<void> {
    try {
      for (const piece of pieces) {
        await this.handle.writeFile(piece);
        this.size += piece.length;
      }
    } catch (error) {
      throw fail('not-written', { file: this.file, reason: (error as Error).message }, error);
    }
  }
}

/** Records of one part, gathered into packed entries `<prefix>/000001.bson.gz`. */
export class ChunkWriter {
  private readonly hash = createHash('sha256');
  private held: Uint8Array[] = [];
  private heldBytes = 0;
  private chunks = 0;
  private bytes = 0;

  constructor(
    private readonly archive: ArchiveWriter,
    private readonly prefix: string,
  ) {}

  /** Counts into the sum of the part what stands in an entry of its own. */
  count(bytes: Uint8Array): void {
    this.hash.update(bytes);
    this.bytes += bytes.length;
  }

  async push(record: Uint8Array): Promise<void> {
    this.held.push(record);
    this.heldBytes += record.length;
    if (this.heldBytes >= CHUNK_BYTES) await this.flush();
  }

  async end(): Promise<PartSum> {
    await this.flush();
    return { bytes: this.bytes, sha256: this.hash.digest('hex') };
  }

  private async flush(): Promise<void> {
    if (this.held.length === 0) return;
    const raw = Buffer.concat(this.held);
    this.held = [];
    this.heldBytes = 0;
    this.chunks += 1;
    this.count(raw);
    await this.archive.add(`${this.prefix}/${String(this.chunks).padStart(6, '0')}.bson.gz`, await pack(raw));
  }
}
