// The port of the editable content: files of an installation with their history.
export interface ContentAuthor {
  readonly name: string;
  readonly email?: string | undefined;
}

export type ContentState =
  | { readonly mode: 'writable' }
  /** The editor is hidden and says `reason` (Russian). Reading and releases go on. */
  | { readonly mode: 'read-only'; readonly reason: string };

export interface ContentCommit {
  readonly commit: string;
  readonly author: string;
  readonly at: Date;
  readonly message: string;
}

/** An entry changed here for which the new version of the product brings another text: merging is a person's choice. */
export interface OfferedSeed {
  /** A file, or the folder of a template. */
  readonly entry: string;
  readonly files: readonly string[];
}

export interface SaveContent {
  readonly path: string;
  readonly text: string;
  readonly author: ContentAuthor;
  readonly message?: string;
  /** The text the edit began from; when given and no longer current: `content/changed-meanwhile`. */
  readonly base?: string;
}

export interface ContentStore {
  state(): ContentState;
  /** Paths of all files, sorted; `content/…`, `workflows/…`, `templates/…`. */
  list(prefix?: string): Promise<string[]>;
  /** null when there is no such file. */
  read(path: string): Promise<string | null>;
  /** One commit in the author's name; null when the text is as it was. Throws `content/…` errors. */
  save(input: SaveContent): Promise<string | null>;
  /** One commit; null when there was no such file. `base` as in {@link save}. */
  remove(input: Omit<SaveContent, 'text'>): Promise<string | null>;
  /**
   * For an editor that writes the files itself (Keystatic): runs `work` alone, then commits what it changed.
   * A file against the rules of paths, or outside the folders `within`, is taken back, and `content/bad-path` thrown after the
   * rest is committed.
   */
  edit<T>(
    author: ContentAuthor,
    work: () => Promise<T>,
    message?: string,
    within?: readonly string[],
  ): Promise<T>;
  /** Newest first. */
  history(path: string, limit?: number): Promise<ContentCommit[]>;
  /** The text as that commit has it. Throws `content/version-not-found`. */
  readAt(path: string, commit: string): Promise<string>;
  offered(): Promise<OfferedSeed[]>;
  /** The text the product brings for a path; null when it brings none. */
  readSeed(path: string): Promise<string | null>;
  /** The folder that an editor is pointed at. */
  readonly folder: string;
}
