// The repository of the content, by isomorphic-git: no git program is needed.
import fs from 'node:fs';
import git from 'isomorphic-git';
import type { Clock } from '../clock';
import type { ContentAuthor, ContentCommit } from './content-store';

export interface ContentGit {
  /** Makes the repository if there is none. */
  init(): Promise<void>;
  /** Paths that differ from the last commit, whether the rules allow them or not. */
  changes(): Promise<{ path: string; removed: boolean; isNew: boolean }[]>;
  /** Commits these paths as they are on disk. */
  commit(input: { paths: readonly CommitPath[]; author: ContentAuthor; message: string }): Promise<string>;
  /** Puts the file back as the last commit has it. */
  restore(path: string): Promise<void>;
  /** Removes a file that no commit knows. */
  removeNew(path: string): Promise<void>;
  log(path: string, limit: number): Promise<ContentCommit[]>;
  /** null when the commit or the file in it is unknown. */
  readAt(path: string, commit: string): Promise<Uint8Array | null>;
}

export interface CommitPath {
  readonly path: string;
  readonly removed: boolean;
}

const BRANCH = 'main';

export function createContentGit(dir: string, clock: Clock): ContentGit {
  const at = { fs, dir };
  // One line each: a name is data of a person, git's format knows only lines.
  const identity = (author: ContentAuthor) => ({
    name: oneLine(author.name) || 'Неизвестный автор',
    email: oneLine(author.email ?? '') || 'no-reply@localhost',
    timestamp: Math.floor(clock.now().getTime() / 1000),
    timezoneOffset: 0,
  });
  return {
    async init() {
      if (!fs.existsSync(`${dir}/.git/HEAD`)) await git.init({ ...at, defaultBranch: BRANCH });
    },
    async changes() {
      const rows = await git.statusMatrix(at);
      return rows
        .filter(([, head, workdir, stage]) => head !== 1 || workdir !== 1 || stage !== 1)
        .map(([path, head, workdir]) => ({ path, removed: workdir === 0, isNew: head === 0 }));
    },
    async commit({ paths, author, message }) {
      for (const { path, removed } of paths) {
        if (removed) await git.remove({ ...at, filepath: path });
        else await git.add({ ...at, filepath: path });
      }
      return git.commit({ ...at, message, author: identity(author), committer: identity(author) });
    },
    async restore(path) {
      await git.checkout({ ...at, filepaths: [path], force: true });
    },
    removeNew: (path) => fs.promises.rm(`${dir}/${path}`, { force: true }),
    async log(path, limit) {
      const entries = await git.log({ ...at, filepath: path, depth: limit, force: true, follow: false });
      return entries.map(({ oid, commit }) => ({
        commit: oid,
        author: commit.author.name,
        at: new Date(commit.author.timestamp * 1000),
        message: commit.message.trim(),
      }));
    },
    async readAt(path, commit) {
      try {
        const { blob } = await git.readBlob({ ...at, oid: commit, filepath: path });
        return blob;
      } catch (error) {
        if (isUnknown(error)) return null;
        throw error;
      }
    },
  };
}

function isUnknown(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? '';
  return ['NotFoundError', 'ObjectTypeError', 'InvalidOidError'].includes(code);
}

const oneLine = (text: string) => text.replace(/[\r\n<>\0]+/g, ' ').trim();
