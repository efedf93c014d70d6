// The repository of the content, by isomorphic-git: no git program is needed.
import fs from 'node:fs';
import git from 'isomorphic-git';
import type { Clock } from '../clock';
import type { ContentAuthor, ContentCommit } from './content-store';

export interface ContentGit {
  /** Makes the repository if there is none. */
  init(): Promise<void>;
  /** Paths that differ from the last commit, whether the rules allow them or not. */
  changes(): Promise<ContentChange[]>;
  /** Commits these paths as they are on disk. */
  commit(input: CommitInput): Promise<string>;
  /** Puts the file back as the last commit has it. */
  restore(path: string): Promise<void>;
  /** Removes a file that no commit knows. */
  removeNew(path: string): Promise<void>;
  log(path: string, limit: number): Promise<ContentCommit[]>;
  /** null when the commit or the file in it is unknown. */
  readAt(path: string, commit: string): Promise<Uint8Array | null>;
}

export interface ContentChange {
  readonly path: string;
  readonly removed: boolean;
  /** No commit knows it. */
  readonly isNew: boolean;
}

export interface CommitInput {
  readonly paths: readonly ContentChange[];
  readonly author: ContentAuthor;
  readonly message: string;
}

const BRANCH = 'main';

export function createContentGit(dir: string, clock: Clock): ContentGit {
  return new IsomorphicGit(dir, clock);
}

class IsomorphicGit implements ContentGit {
  readonly #at: { readonly fs: typeof fs; readonly dir: string };
  readonly #clock: Clock;

  constructor(dir: string, clock: Clock) {
    this.#at = { fs, dir };
    this.#clock = clock;
  }

  async init(): Promise<void> {
    if (!fs.existsSync(`${this.#at.dir}/.git/HEAD`)) await git.init({ ...this.#at, defaultBranch: BRANCH });
  }

  async changes(): Promise<ContentChange[]> {
    const rows = await git.statusMatrix(this.#at);
    return rows
      .filter(([, head, workdir, stage]) => head !== 1 || workdir !== 1 || stage !== 1)
      .map(([path, head, workdir]) => ({ path, removed: workdir === 0, isNew: head === 0 }));
  }

  async commit({ paths, author, message }: CommitInput): Promise<string> {
    for (const { path, removed } of paths) {
      if (removed) await git.remove({ ...this.#at, filepath: path });
      else await git.add({ ...this.#at, filepath: path });
    }
    const identity = this.#identity(author);
    return git.commit({ ...this.#at, message, author: identity, committer: identity });
  }

  async restore(path: string): Promise<void> {
    await git.checkout({ ...this.#at, filepaths: [path], force: true });
  }

  async removeNew(path: string): Promise<void> {
    await fs.promises.rm(`${this.#at.dir}/${path}`, { force: true });
  }

  async log(path: string, limit: number): Promise<ContentCommit[]> {
    const entries = await git.log({ ...this.#at, filepath: path, depth: limit, force: true, follow: false });
    return entries.map(({ oid, commit }) => ({
      commit: oid,
      author: commit.author.name,
      at: new Date(commit.author.timestamp * 1000),
      message: commit.message.trim(),
    }));
  }

  async readAt(path: string, commit: string): Promise<Uint8Array | null> {
    try {
      const { blob } = await git.readBlob({ ...this.#at, oid: commit, filepath: path });
      return blob;
    } catch (error) {
      if (isUnknown(error)) return null;
      throw error;
    }
  }

  // One line each: a name is data of a person, git's format knows only lines.
  #identity(author: ContentAuthor) {
    return {
      name: oneLine(author.name) || 'Неизвестный автор',
      email: oneLine(author.email ?? '') || 'no-reply@localhost',
      timestamp: Math.floor(this.#clock.now().getTime() / 1000),
      timezoneOffset: 0,
    };
  }
}

function isUnknown(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? '';
  return ['NotFoundError', 'ObjectTypeError', 'InvalidOidError'].includes(code);
}

const oneLine = (text: string) => text.replace(/[\r\n<>\0]+/g, ' ').trim();
