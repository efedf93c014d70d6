// Files of the three folders on disk. Symbolic links are not followed: they could lead anywhere.
import { lstat, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomically } from '../files/atomic-write.server';
import { assertContentPath, CONTENT_ROOTS, isContentPath } from './content-path';
import { fail } from './errors';

/** All files below the three folders, sorted; names that the rules refuse are left out unless `all`. */
export async function listFiles(folder: string, { all = false } = {}): Promise<string[]> {
  const found: string[] = [];
  const walk = async (path: string) => {
    for (const entry of await readFolder(join(folder, path))) {
      const below = `${path}/${entry.name}`;
      if (entry.isDirectory()) await walk(below);
      else if (all || (entry.isFile() && isContentPath(below))) found.push(below);
    }
  };
  for (const root of CONTENT_ROOTS) await walk(root);
  return found.sort();
}

async function readFolder(path: string) {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}

/** null when there is no such file. Throws `content/bad-path` for a link or a path outside. */
export async function readBytes(folder: string, path: string): Promise<Uint8Array | null> {
  await assertNoLink(folder, assertContentPath(path));
  try {
    return new Uint8Array(await readFile(join(folder, path)));
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

export async function writeBytes(folder: string, path: string, bytes: Uint8Array | string): Promise<void> {
  await assertNoLink(folder, assertContentPath(path));
  await writeFileAtomically(join(folder, path), bytes);
}

export async function removeFile(folder: string, path: string): Promise<void> {
  await assertNoLink(folder, assertContentPath(path));
  await rm(join(folder, path), { force: true });
}

async function assertNoLink(folder: string, path: string): Promise<void> {
  const parts = path.split('/');
  for (let n = 1; n <= parts.length; n += 1) {
    const stats = await lstat(join(folder, ...parts.slice(0, n))).catch(nullIfAbsent);
    if (stats?.isSymbolicLink()) throw fail('bad-path', { path });
  }
}

function nullIfAbsent(error: unknown): null {
  if (isAbsent(error)) return null;
  throw error;
}

function isAbsent(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
}
