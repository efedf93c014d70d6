// Files in MongoDB in GridFS's layout (files.files, files.chunks; any GridFS tool reads them), for several machines.
// The _id of file and chunks comes from the SHA-256, so writing is idempotent: a broken upload is simply finished
// by the next one, two at once write the same. The driver's own bucket would trip over the chunks left behind.
import { Binary, type Db } from 'mongodb';
import { sha256Hex } from '~/shared/sha256.server';
import { isDuplicateKey } from '../jobs/lease.server';
import { assertHash, assertIntact, assertStorable } from './checks.server';
import { fail } from './errors';
import { type FileStore, MAX_FILE_BYTES } from './file-store';

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
  const { db, maxBytes = MAX_FILE_BYTES, bucketName = 'files', now = () => new Date() } = options;
  const files = db.collection<FileDocument>(`${bucketName}.files`);
  const chunks = db.collection<ChunkDocument>(`${bucketName}.chunks`);

  const write = async (sha256: string, bytes: Uint8Array, mediaType: string) => {
    for (let n = 0; n * CHUNK_BYTES < bytes.length; n += 1) {
      const data = new Binary(bytes.subarray(n * CHUNK_BYTES, (n + 1) * CHUNK_BYTES));
      const _id = `${sha256}:${n}`;
      const chunk = { files_id: sha256, n, data };
      // What is there may be of a broken upload or damaged: the same bytes once more mend it.
      const isThere = !(await isInserted(chunks.insertOne({ _id, ...chunk })));
      if (isThere) await chunks.replaceOne({ _id }, chunk);
    }
    // Last: a file exists from this write on.
    const file = { length: bytes.length, chunkSize: CHUNK_BYTES, uploadDate: now(), filename: sha256 };
    await isInserted(files.insertOne({ _id: sha256, ...file, metadata: { mediaType } }));
  };
  const read = async (file: FileDocument): Promise<Uint8Array> => {
    const bytes = new Uint8Array(file.length);
    for (let n = 0; n * file.chunkSize < file.length; n += 1) {
      const chunk = await chunks.findOne({ _id: `${file._id}:${n}` });
      if (!chunk) throw fail('damaged', { sha256: file._id });
      bytes.set(chunk.data.value(), n * file.chunkSize);
    }
    return bytes;
  };
  return {
    async has(sha256) {
      assertHash(sha256);
      return (await files.findOne({ _id: sha256 }, { projection: { _id: 1 } })) !== null;
    },
    async put(bytes, { mediaType }) {
      assertStorable(bytes, mediaType, maxBytes);
      const sha256 = sha256Hex(bytes);
      await write(sha256, bytes, mediaType);
      return { sha256, size: bytes.length };
    },
    async get(sha256) {
      assertHash(sha256);
      const file = await files.findOne({ _id: sha256 });
      if (!file) return null;
      const bytes = await read(file);
      assertIntact(sha256, bytes);
      return bytes;
    },
  };
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
