// The content of one installation: a folder that is a git repository of its own. Every write is one commit in the
// author's name; writes go one at a time. On opening it takes the product's new seeds for what nobody touched, and
// commits what a crash left uncommitted.

import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '~/shared/sha256.server';
import { mutex } from '~/shared/turns';
import type { Clock } from '../clock';
import { writeFileAtomically } from '../files/atomic-write.server';
import type { Logger } from '../log';
import { listFiles, readBytes, removeFile, writeBytes } from './content-files.server';
import { type ContentGit, createContentGit } from './content-git.server';
import { assertContentPath, isContentPath, isWithin } from './content-path';
import type { ContentAuthor, ContentState, ContentStore, OfferedSeed } from './content-store';
import { fail } from './errors';
import { type FileIds, planUpgrade } from './seed-upgrade';

export interface ContentStoreOptions {
  /** `<data>/content` */
  readonly folder: string;
  /** The folder that holds the product's `content/`, `workflows/` and `templates/`. */
  readonly seeds: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** Can files be made here? Injected in tests; by default it is tried. */
  readonly canWrite?: (folder: string) => Promise<boolean>;
}

const TAKEN_FILE = '.khartia/seeds.json';
const PRODUCT: ContentAuthor = { name: 'Хартия' };
const MAX_BYTES = 1024 * 1024;

/** Opens the content, making it from the seeds at first. Never throws because of a read-only folder: see `state()`. */
export async function openContentStore(options: ContentStoreOptions): Promise<ContentStore> {
  const canWrite = options.canWrite ?? tryToWrite;
  if (!(await canWrite(options.folder))) return openReadOnly(options);
  const git = createContentGit(options.folder, options.clock);
  await openRepository(git, options);
  await recover(git, options);
  const offers = await upgrade(git, options);
  return createStore(git, options, offers);
}

function createStore(git: ContentGit, options: ContentStoreOptions, offers: OfferedSeed[]): ContentStore {
  const { folder, seeds } = options;
  const alone = mutex();
  const commitAll = (author: ContentAuthor, message: string) => commitChanges(git, author, message);
  return {
    folder,
    state: () => ({ mode: 'writable' }),
    list: async (prefix = '') => (await listFiles(folder)).filter((path) => path.startsWith(prefix)),
    read: (path) => readText(folder, path),
    readSeed: (path) => readText(seeds, path),
    offered: async () => offers,
    save: ({ path, text, author, message, base }) =>
      alone(async () => {
        assertContentPath(path);
        assertSize(path, Buffer.byteLength(text));
        await assertBase(folder, path, base);
        await writeBytes(folder, path, text);
        return commitAll(author, message ?? `Изменено: ${path}`);
      }),
    remove: ({ path, author, message, base }) =>
      alone(async () => {
        await assertBase(folder, path, base);
        await removeFile(folder, path);
        return commitAll(author, message ?? `Удалено: ${path}`);
      }),
    edit: (author, work, message = 'Правка в редакторе', within) =>
      alone(() => runEdit(git, { author, message, within }, work)),
    history: async (path, limit = 50) => git.log(assertContentPath(path), limit),
    async readAt(path, commit) {
      const bytes = await git.readAt(assertContentPath(path), commit);
      if (!bytes) throw fail('version-not-found', { path, commit });
      return decode(bytes);
    },
  };
}

async function assertBase(folder: string, path: string, base: string | undefined): Promise<void> {
  if (base !== undefined && (await readText(folder, path)) !== base)
    throw fail('changed-meanwhile', { path });
}

// What the editor wrote is committed even when it then failed: the history tells what lies on disk.
interface EditInput {
  readonly author: ContentAuthor;
  readonly message: string;
  readonly within: readonly string[] | undefined;
}

async function runEdit<T>(git: ContentGit, input: EditInput, work: () => Promise<T>): Promise<T> {
  const isAllowed = (path: string) => isContentPath(path) && (!input.within || isWithin(path, input.within));
  // What lay there before (a desktop's hidden file) is not this editor's doing.
  const before = new Set((await git.changes()).map(({ path }) => path));
  const settle = async () => {
    const refused = (await git.changes()).filter(({ path }) => !before.has(path) && !isAllowed(path));
    for (const { path, isNew } of refused) await (isNew ? git.removeNew(path) : git.restore(path));
    await commitChanges(git, input.author, input.message);
    return refused[0]?.path;
  };
  let result: T;
  try {
    result = await work();
  } catch (error) {
    await settle();
    throw error;
  }
  const refused = await settle();
  if (refused) throw fail('bad-path', { path: refused });
  return result;
}

async function commitChanges(
  git: ContentGit,
  author: ContentAuthor,
  message: string,
): Promise<string | null> {
  const paths = (await git.changes()).filter(({ path }) => isCommitted(path));
  return paths.length === 0 ? null : git.commit({ paths, author, message });
}

const isCommitted = (path: string) => path === TAKEN_FILE || isContentPath(path);

/** A repository that a crash damaged is mended: first its list of files is made anew, then all of it is set aside. */
async function openRepository(git: ContentGit, { folder, clock, log }: ContentStoreOptions): Promise<void> {
  await git.init();
  if (await isSound(git)) return;
  await rm(join(folder, '.git', 'index'), { force: true });
  if (await isSound(git)) {
    log.warn('content: the index of the history was damaged and made anew', { folder });
    return;
  }
  const aside = `${folder}.damaged-history-${clock.now().getTime()}`;
  await rename(join(folder, '.git'), aside);
  log.error('content: the history is damaged and set aside; a new one is begun', { aside });
  await git.init();
}

async function isSound(git: ContentGit): Promise<boolean> {
  try {
    await git.changes();
    return true;
  } catch {
    // Whatever it is, the answer is the same: mend it, and the log says so.
    return false;
  }
}

async function recover(git: ContentGit, { log }: ContentStoreOptions): Promise<void> {
  const commit = await commitChanges(
    git,
    PRODUCT,
    'Сохранено при запуске: изменения, оставшиеся без записи в историю',
  );
  if (commit) log.warn('content: changes were found outside the history and committed', { commit });
}

async function upgrade(git: ContentGit, { folder, seeds, log }: ContentStoreOptions): Promise<OfferedSeed[]> {
  const taken = await readTaken(folder);
  const plan = planUpgrade({ seeds: await idsOf(seeds), taken, current: await idsOf(folder) });
  for (const path of plan.take) await writeBytes(folder, path, (await readBytes(seeds, path)) as Uint8Array);
  for (const path of plan.drop) await removeFile(folder, path);
  await writeFileAtomically(
    join(folder, TAKEN_FILE),
    `${JSON.stringify(plan.taken, Object.keys(plan.taken).sort(), 2)}\n`,
  );
  const commit = await commitChanges(git, PRODUCT, 'Взято из поставки');
  if (commit) log.info('content: seeds taken', { files: plan.take.length, offered: plan.offer.length });
  return [...plan.offer];
}

async function readTaken(folder: string): Promise<FileIds> {
  try {
    return JSON.parse(await readFile(join(folder, TAKEN_FILE), 'utf8')) as FileIds;
  } catch (error) {
    // Without the record every own file that differs counts as touched: nothing is overwritten.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || error instanceof SyntaxError) return {};
    throw error;
  }
}

async function idsOf(folder: string): Promise<FileIds> {
  const ids: Record<string, string> = {};
  for (const path of await listFiles(folder))
    ids[path] = sha256Hex((await readBytes(folder, path)) as Uint8Array);
  return ids;
}

async function tryToWrite(folder: string): Promise<boolean> {
  const probe = join(folder, `.probe-${process.pid}`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(probe, '');
    await rm(probe);
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (['EROFS', 'EACCES', 'EPERM', 'ENOTDIR', 'EEXIST'].includes(code)) return false;
    throw error;
  }
}

async function openReadOnly({ folder, seeds, clock, log }: ContentStoreOptions): Promise<ContentStore> {
  const reason = fail('read-only', { folder }).message;
  log.warn('content: the folder is read-only, the editor is hidden', { folder });
  const hasOwn = (await listFiles(folder)).length > 0;
  const from = hasOwn ? folder : seeds;
  const git = createContentGit(folder, clock);
  const state: ContentState = { mode: 'read-only', reason };
  const refuse = async () => Promise.reject(fail('read-only', { folder }));
  return {
    folder,
    state: () => state,
    list: async (prefix = '') => (await listFiles(from)).filter((path) => path.startsWith(prefix)),
    read: (path) => readText(from, path),
    readSeed: (path) => readText(seeds, path),
    offered: async () => [],
    save: refuse,
    remove: refuse,
    edit: refuse,
    history: async (path, limit = 50) => (hasOwn ? git.log(assertContentPath(path), limit) : []),
    async readAt(path, commit) {
      const bytes = hasOwn ? await git.readAt(assertContentPath(path), commit) : null;
      if (!bytes) throw fail('version-not-found', { path, commit });
      return decode(bytes);
    },
  };
}

async function readText(folder: string, path: string): Promise<string | null> {
  const bytes = await readBytes(folder, path);
  return bytes === null ? null : decode(bytes);
}

function assertSize(path: string, size: number): void {
  if (size > MAX_BYTES) throw fail('too-large', { path, size, limit: MAX_BYTES });
}

// A byte order mark is dropped: parsers downstream count columns.
const decode = (bytes: Uint8Array) => new TextDecoder('utf-8').decode(bytes);
