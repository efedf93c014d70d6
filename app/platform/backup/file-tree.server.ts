// Files by their SHA-256 as the disk file store lays them out: `<folder>/ab/<sha256>`.
import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface StoredBytes {
  readonly sha256: string;
  readonly bytes: Uint8Array;
  /** False: what lies on the disk under this name is something else. */
  readonly intact: boolean;
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Every file in the order of its hash. A file that is put meanwhile may come or not; none is ever removed. */
export async function* readFiles(folder: string): AsyncGenerator<StoredBytes> {
  for (const start of await namesIn(folder, /^[0-9a-f]{2}$/)) {
    for (const sha256 of await namesIn(join(folder, start), /^[0-9a-f]{64}$/)) {
      const bytes = await readFile(join(folder, start, sha256));
      yield { sha256, bytes, intact: sha256.startsWith(start) && sha256Of(bytes) === sha256 };
    }
  }
}

async function namesIn(folder: string, pattern: RegExp): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => pattern.test(name)).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Puts one file into a folder being made, which is flushed when whole. */
export async function writeStored(folder: string, sha256: string, bytes: Uint8Array): Promise<void> {
  await mkdir(join(folder, sha256.slice(0, 2)), { recursive: true });
  await writeFile(join(folder, sha256.slice(0, 2), sha256), bytes, { flag: 'wx' });
}

const AT_ONCE = 16;

/** Everything below the folder is on the disk when this resolves; several at once, since they share the disk's work. */
export async function flushTree(folder: string): Promise<void> {
  const paths: string[] = [folder];
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    // Windows cannot flush a folder.
    if (entry.isFile() || process.platform !== 'win32') paths.push(join(entry.parentPath, entry.name));
  }
  const flushNext = async () => {
    for (let path = paths.pop(); path !== undefined; path = paths.pop()) {
      const handle = await open(path, 'r');
      await handle.sync().finally(() => handle.close());
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, flushNext));
}
