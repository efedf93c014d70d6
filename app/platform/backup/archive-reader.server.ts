// Reads an archive entry by entry with limits on everything; trusts nothing in it. Long error texts are the caller's:
// here a reason is named, in Russian, as it will stand in them.
import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { MAX_FILE_BYTES } from '../files/file-store';
import { fail } from './errors';
import { MAX_CHUNK_BYTES } from './manifest.schema';
import { BLOCK, decodeHeader, isZeroBlock, paddingOf, type TarEntry } from './tar.server';

const unpack = promisify(gunzip);
/** A packed chunk is never larger than its content and a little. */
const MAX_ENTRY_BYTES = Math.max(MAX_FILE_BYTES, MAX_CHUNK_BYTES) + 1024 * 1024;

export class ArchiveReader {
  private at = 0;
  private left = 0;

  private constructor(
    readonly file: string,
    private readonly handle: FileHandle,
    private readonly size: number,
  ) {}

  /** Throws backup/unreadable. */
  static async open(file: string): Promise<ArchiveReader> {
    try {
      const handle = await open(file, 'r');
      const stats = await handle.stat();
      if (stats.isFile()) return new ArchiveReader(file, handle, stats.size);
      await handle.close();
    } catch (error) {
      throw fail(
        'unreadable',
        { file, reason: (error as NodeJS.ErrnoException).code ?? String(error) },
        error,
      );
    }
    throw fail('unreadable', { file, reason: 'это не файл' });
  }

  /** The next entry, its bytes not yet read; null at the end of the archive. Throws backup/damaged, backup/truncated. */
  async next(): Promise<TarEntry | null> {
    this.at += this.left + paddingOf(this.left);
    this.left = 0;
    if (this.at === this.size && this.at > 0) throw this.truncated('нет её конца');
    const block = await this.bytes(BLOCK);
    if (isZeroBlock(block)) return this.end();
    const entry = decodeHeader(block);
    if (!entry) throw this.damaged(`на месте ${this.at - BLOCK} нет заголовка записи`);
    if (entry.size > MAX_ENTRY_BYTES) throw this.damaged(`запись ${entry.name} больше допустимого`);
    this.left = entry.size;
    return entry;
  }

  /** The bytes of the entry that `next` gave. */
  async read(): Promise<Buffer> {
    const size = this.left;
    const bytes = await this.bytes(size);
    const padding = await this.bytes(paddingOf(size));
    this.left = 0;
    if (!isZeroBlock(padding)) throw this.damaged('между записями стоит лишнее');
    return bytes;
  }

  /** As `read`, unpacked; a bomb is stopped at the size that no chunk of ours has. */
  async readPacked(name: string): Promise<Buffer> {
    const packed = await this.read();
    try {
      return await unpack(packed, { maxOutputLength: MAX_CHUNK_BYTES });
    } catch (error) {
      const bomb = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
      throw this.damaged(
        bomb ? `запись ${name} распаковывается сверх меры` : `запись ${name} не распаковывается`,
      );
    }
  }

  close(): Promise<void> {
    return this.handle.close();
  }

  damaged(reason: string) {
    return fail('damaged', { file: this.file, reason });
  }

  truncated(reason: string) {
    return fail('truncated', { file: this.file, reason });
  }

  // Exactly one zero block more: what a cut took, or somebody added, shows.
  private async end(): Promise<null> {
    const block = await this.bytes(BLOCK);
    if (!isZeroBlock(block) || this.at !== this.size) throw this.damaged('после конца стоит лишнее');
    return null;
  }

  private async bytes(count: number): Promise<Buffer> {
    if (this.at + count > this.size) throw this.truncated(`нужно ещё ${this.at + count - this.size} байт`);
    const buffer = Buffer.allocUnsafe(count);
    let filled = 0;
    while (filled < count) {
      const { bytesRead } = await this.handle.read(buffer, filled, count - filled, this.at + filled);
      if (bytesRead === 0) throw this.truncated('файл стал короче');
      filled += bytesRead;
    }
    this.at += count;
    return buffer;
  }
}
