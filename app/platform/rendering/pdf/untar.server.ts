// The small part of tar that the npm Chromium's own archives use: plain files, folders and symbolic links.
// A name that leaves the folder is refused, whoever wrote the archive.
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';

const BLOCK = 512;

function field(header: Buffer, from: number, length: number): string {
  const raw = header.toString('utf8', from, from + length);
  const end = raw.indexOf('\0');
  return end === -1 ? raw : raw.slice(0, end);
}

function inside(folder: string, name: string): string {
  const path = resolve(folder, name);
  if (path !== resolve(folder) && !path.startsWith(resolve(folder) + sep)) {
    throw new Error(`archive entry leaves its folder: ${name}`);
  }
  return path;
}

/** Unpacks a ustar archive into an existing folder; keeps the executable bit. Throws on a name with «..». */
export async function untar(archive: Buffer, folder: string): Promise<void> {
  for (let at = 0; at + BLOCK <= archive.length; ) {
    const header = archive.subarray(at, at + BLOCK);
    const name = [field(header, 345, 155), field(header, 0, 100)].filter((part) => part !== '').join('/');
    if (name === '') return;
    const size = Number.parseInt(field(header, 124, 12).trim() || '0', 8);
    const type = field(header, 156, 1);
    const mode = Number.parseInt(field(header, 100, 8).trim() || '644', 8);
    const path = inside(folder, name);
    if (type === '5') await mkdir(path, { recursive: true });
    if (type === '2') {
      inside(dirname(path), field(header, 157, 100));
      await mkdir(dirname(path), { recursive: true });
      await symlink(field(header, 157, 100), path);
    }
    if (type === '0' || type === '') {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, archive.subarray(at + BLOCK, at + BLOCK + size), { mode: mode & 0o755 });
    }
    at += BLOCK * (1 + Math.ceil(size / BLOCK));
  }
}
