// The content folder with its history, out and in. Read while the site commits: references first, then the files,
// then the objects. A commit's objects are written before the reference moves, so what a reference names is there.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { mkdir, open, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import { type Document, deserialize, serialize } from 'bson';
import git from 'isomorphic-git';
import { isContentPath } from '../content/content-path';
import { writeFileAtomically } from '../files/atomic-write.server';

const unpack = promisify(inflate);
const PIECE_BYTES = 4 * 1024 * 1024;
const MAX_OBJECT_BYTES = 64 * 1024 * 1024;
const SEEDS_FILE = '.khartia/seeds.json';
/** What an archive may hold of a repository: no configuration, no hooks, nothing that another program would run. */
const GIT_PATHS = [
  /^\.git\/HEAD$/,
  /^\.git\/packed-refs$/,
  /^\.git\/refs\/(heads|tags)\/[\w][\w-]{0,80}$/,
  /^\.git\/objects\/[0-9a-f]{2}\/[0-9a-f]{38}$/,
  /^\.git\/objects\/pack\/pack-[0-9a-f]{40}\.(pack|idx)$/,
];
const LOOSE = /^\.git\/objects\/([0-9a-f]{2})\/([0-9a-f]{38})$/;

/** A stretch of a file; `at` is its offset. */
export interface ContentPiece {
  readonly path: string;
  readonly at: number;
  readonly data: Uint8Array;
}

export const encodePiece = (piece: ContentPiece): Uint8Array => serialize(piece as unknown as Document);

/** Throws an Error when the record is no piece, or its path is none that a content folder has. */
export function decodePiece(bytes: Uint8Array): ContentPiece {
  const { path, at, data } = deserialize(bytes, { promoteBuffers: true });
  const isSound =
    typeof path === 'string' &&
    isArchivedPath(path) &&
    Number.isSafeInteger(at) &&
    at >= 0 &&
    data instanceof Uint8Array &&
    (at === 0 || data.length > 0);
  if (!isSound) throw new Error(`недопустимый путь или запись содержания: ${String(path).slice(0, 100)}`);
  return { path, at, data };
}

export const isArchivedPath = (path: string): boolean =>
  path === SEEDS_FILE || isContentPath(path) || GIT_PATHS.some((pattern) => pattern.test(path));

/** The files of the folder in the order that keeps the history whole; none when there is no folder. */
export async function* readContent(folder: string): AsyncGenerator<ContentPiece> {
  const roots = [
    '.git/HEAD',
    '.git/packed-refs',
    '.git/refs',
    '.khartia',
    'content',
    'workflows',
    'templates',
  ];
  for (const root of roots) {
    for (const path of await listBelow(folder, root)) yield* readPieces(folder, path);
  }
  const objects = await listBelow(folder, '.git/objects');
  for (const path of objects.filter((each) => LOOSE.test(each))) {
    if (await isWholeObject(folder, path)) yield* readPieces(folder, path);
  }
  // A program that packs loose objects writes the pack first: asked for last, it is there.
  for (const path of await listBelow(folder, '.git/objects/pack')) yield* readPieces(folder, path);
}

async function listBelow(folder: string, root: string): Promise<string[]> {
  const entries = await readdir(join(folder, root), { withFileTypes: true }).catch(absent);
  if (entries === 'file') return isArchivedPath(root) ? [root] : [];
  const found: string[] = [];
  for (const entry of (entries ?? []).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = `${root}/${entry.name}`;
    if (entry.isDirectory()) found.push(...(await listBelow(folder, path)));
    else if (entry.isFile() && isArchivedPath(path)) found.push(path);
  }
  return found;
}

function absent(error: NodeJS.ErrnoException): 'file' | null {
  if (error.code === 'ENOTDIR') return 'file';
  if (error.code === 'ENOENT') return null;
  throw error;
}

async function* readPieces(folder: string, path: string): AsyncGenerator<ContentPiece> {
  const file = await open(join(folder, path), 'r').catch(absent);
  if (file === null || file === 'file') return; // removed since it was listed
  try {
    for (let at = 0; ; ) {
      const data = Buffer.alloc(PIECE_BYTES);
      const { bytesRead } = await file.read(data, 0, PIECE_BYTES, at);
      if (bytesRead > 0 || at === 0) yield { path, at, data: data.subarray(0, bytesRead) };
      at += bytesRead;
      if (bytesRead === 0) return;
    }
  } finally {
    await file.close();
  }
}

// An object that is being written just now is not yet named by any reference; half of it in the copy would stay there.
async function isWholeObject(folder: string, path: string): Promise<boolean> {
  const [, start, rest] = LOOSE.exec(path) as unknown as [string, string, string];
  try {
    const raw = await unpack(await readFile(join(folder, path)), { maxOutputLength: MAX_OBJECT_BYTES });
    return createHash('sha1').update(raw).digest('hex') === start + rest;
  } catch {
    return false; // gone, or not whole: either way nothing points to it
  }
}

/** Puts one piece into a folder being made, which is flushed when whole. Pieces of a file come one after another. */
export async function writePiece(folder: string, { path, at, data }: ContentPiece): Promise<void> {
  const target = join(folder, path);
  await mkdir(dirname(target), { recursive: true });
  const file = await open(target, at === 0 ? 'wx' : 'r+');
  try {
    await file.write(data, 0, data.length, at);
  } finally {
    await file.close();
  }
}

/**
 * Makes a working repository of the written pieces: list of files, tree checked. What the files said beyond the last
 * commit stays as it was; the site commits it at its start. Throws an Error when the history is not whole or names
 * paths that content may not have. Without a history it does nothing.
 */
export async function completeContent(folder: string): Promise<string | null> {
  const at = { fs, dir: folder };
  if (!fs.existsSync(join(folder, '.git', 'HEAD'))) return null;
  await git.init({ ...at, defaultBranch: 'main' });
  const head = await git.resolveRef({ ...at, ref: 'HEAD' }).catch(() => null); // no commit yet
  if (head === null) return null;
  await assertTree(at, head);
  const own = await readWorkingFiles(folder);
  await git.checkout({ ...at, force: true });
  for (const [path, bytes] of own) await writeFileAtomically(join(folder, path), bytes);
  return head;
}

async function assertTree(at: { fs: typeof fs; dir: string }, ref: string): Promise<void> {
  const trees = [git.TREE({ ref })];
  await git.walk({
    ...at,
    trees,
    map: async (path, [entry]) => {
      if (path === '.' || !entry) return undefined;
      const type = await entry.type();
      if (type === 'tree') return undefined;
      const mode = await entry.mode();
      const isSound = type === 'blob' && mode === 0o100644 && (path === SEEDS_FILE || isContentPath(path));
      if (!isSound) throw new Error(`история содержания называет недопустимый файл: ${path.slice(0, 100)}`);
      await entry.content();
      return undefined;
    },
  });
}

// Content is some megabytes of small texts (1 MB at most each).
async function readWorkingFiles(folder: string): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for (const root of ['.khartia', 'content', 'workflows', 'templates']) {
    for (const path of await listBelow(folder, root)) files.set(path, await readFile(join(folder, path)));
  }
  return files;
}
