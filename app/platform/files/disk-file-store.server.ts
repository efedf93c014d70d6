// Files on one machine's disk: <folder>/ab/<sha256>, written atomically, verified on reading.
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '~/shared/sha256.server';
import { writeFileAtomically } from './atomic-write.server';
import { assertHash, assertIntact, assertStorable } from './checks.server';
import { type FileStore, MAX_FILE_BYTES } from './file-store';

export interface DiskFileStoreOptions {
  readonly folder: string;
  readonly maxBytes?: number;
}

export function createDiskFileStore({ folder, maxBytes = MAX_FILE_BYTES }: DiskFileStoreOptions): FileStore {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);
  const has = async (sha256: string) => {
    assertHash(sha256);
    return access(pathOf(sha256)).then(
      () => true,
      () => false,
    );
  };
  return {
    has,
    async put(bytes, { mediaType }) {
      assertStorable(bytes, mediaType, maxBytes);
      const sha256 = sha256Hex(bytes);
      if (!(await isIntact(pathOf(sha256), sha256))) await writeFileAtomically(pathOf(sha256), bytes);
      return { sha256, size: bytes.length };
    },
    async get(sha256) {
      assertHash(sha256);
      const bytes = await readOrNull(pathOf(sha256));
      if (bytes) assertIntact(sha256, bytes);
      return bytes;
    },
  };
}

// A damaged copy is replaced by a good one that comes again.
async function isIntact(path: string, sha256: string): Promise<boolean> {
  const bytes = await readOrNull(path);
  return bytes !== null && sha256Hex(bytes) === sha256;
}

async function readOrNull(path: string): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
