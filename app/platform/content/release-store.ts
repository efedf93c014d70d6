// The port of releases: immutable states of a template, a workflow or a content entry. The running site reads releases
// only, and whatever uses one pins its sha.
export type ReleaseKind = 'template' | 'workflow' | 'content';

export interface Release {
  /** SHA-256 of the canonical JSON of {kind, id, files}. */
  readonly sha: string;
  readonly kind: ReleaseKind;
  /** Path of the entry below its root, without extension: `resolution/flat`, `resolution`, `glossary/mediaciya`. */
  readonly id: string;
  /** File name within the entry -> text. */
  readonly files: Record<string, string>;
  readonly publishedAt: Date;
}

export interface ReleaseStore {
  /** Idempotent: the same files give the same release; then the current one points at it. */
  publish(kind: ReleaseKind, id: string, files: Record<string, string>): Promise<Release>;
  /** Throws `content/release-not-found`. Releases never change: cached for good. */
  get(sha: string): Promise<Release>;
  /** null when the entry was never published or is retired. */
  current(kind: ReleaseKind, id: string): Promise<Release | null>;
  /** The current release of every entry of the kind, by id. */
  list(kind: ReleaseKind): Promise<Release[]>;
  /** The entry is no longer offered; its releases stay for whoever pinned them. */
  retire(kind: ReleaseKind, id: string): Promise<void>;
}
