// Files in MongoDB in GridFS's layout (files.files, files.chunks; any GridFS tool reads them), for several machines.
// The _id of file and chunks comes from the SHA-256, so writing is idempotent: a broken upload is simply finished
// by the next one, two at once write the same. The driver's own bucket would trip over the chunks left behind.
import { Binary, type Collection, type Db } from 'mongodb';
import { sha256Hex } from '~/shared/sha256.server';
import { isDuplicateKey } from '../storage/duplicate-key.server';
import { assertHash, assertIntact, assertStorable } from './checks.server';
import { fail } from './errors';
import { type FileStore, MAX_FILE_BYTES, type StoredFile } from './file-store';

export interface GridFsFileStoreOptions {
  readonly db: Db;
  readonly maxBytes?: number;
  readonly bucketName?: string;
  readonly now?: () => Date;
}

interface FileDocument {
  _id: string;
  length: number;
  chunkSize: number;
  uploadDate: Date;
  filename: string;
  metadata: { mediaType: string };
}
interface ChunkDocument {
  _id: string;
  files_id: string;
  n: number;
  data: Binary;
}

const CHUNK_BYTES = 255 * 1024;

export function createGridFsFileStore(options: GridFsFileStoreOptions): FileStore {
  return new GridFsFileStore(options);
}

class GridFsFileStore implements FileStore {
  readonly #files: Collection<FileDocument>;
  readonly #chunks: Collection<ChunkDocument>;
  readonly #maxBytes: number;
  readonly #now: () => Date;

  constructor({ db, maxBytes, bucketName = 'files', now }: GridFsFileStoreOptions) {
    this.#files = db.collection<FileDocument>(`${bucketName}.files`);
    this.#chunks = db.collection<ChunkDocument>(`${bucketName}.chunks`);
    this.#maxBytes = maxBytes ?? MAX_FILE_BYTES;
    this.#now = now ?? (() => new Date());
  }

  async has(sha256: string): Promise<boolean> {
    assertHash(sha256);
    return (await this.#files.findOne({ _id: sha256 }, { projection: { _id: 1 } })) !== null;
  }

  async put(bytes: Uint8Array, { mediaType }: { mediaType: string }): Promise<StoredFile> {
    assertStorable(bytes, mediaType, this.#maxBytes);
    const sha256 = sha256Hex(bytes);
    await this.#writeChunks(sha256, bytes);
    // Last: the file exists from this write on.
    const file = { length: bytes.length, chunkSize: CHUNK_BYTES, uploadDate: this.#now(), filename: sha256 };
    await isInserted(this.#files.insertOne({ _id: sha256, ...file, metadata: { mediaType } }));
    return { sha256, size: bytes.length };
  }

  async get(sha256: string): Promise<Uint8Array | null> {
    assertHash(sha256);
    const file = await this.#files.findOne({ _id: sha256 });
    if (!file) return null;
    const bytes = await this.#readChunks(file);
    assertIntact(sha256, bytes);
    return bytes;
  }

  async #writeChunks(sha256: string, bytes: Uint8Array): Promise<void> {
    for (let n = 0; n * CHUNK_BYTES < bytes.length; n += 1) {
      const data = new Binary(bytes.subarray(n * CHUNK_BYTES, (n + 1) * CHUNK_BYTES));
      const _id = `${sha256}:${n}`;
      const chunk = { files_id: sha256, n, data };
      // What is there may be of a broken upload or damaged: the same bytes once more mend it.
      const isNew = await isInserted(this.#chunks.insertOne({ _id, ...chunk }));
      if (!isNew) await this.#chunks.replaceOne({ _id }, chunk);
    }
  }

  async #readChunks(file: FileDocument): Promise<Uint8Array> {
    const bytes = new Uint8Array(file.length);
    for (let n = 0; n * file.chunkSize < file.length; n += 1) {
      const chunk = await this.#chunks.findOne({ _id: `${file._id}:${n}` });
      const data = chunk?.data.value();
      if (!data || n * file.chunkSize + data.length > file.length)
        throw fail('damaged', { sha256: file._id });
      bytes.set(data, n * file.chunkSize);
    }
    return bytes;
  }
}

/** False when it was there already. */
async function isInserted(insert: Promise<unknown>): Promise<boolean> {
  try {
    await insert;
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}
