// The port of the file store: bytes by their SHA-256. What is stored is a record: it is never changed and never
// removed through this port.
export interface StoredFile {
  /** Lower-case hex. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

export interface FileStore {
  /**
   * Stores the bytes durably before it resolves; idempotent by content. Throws `files/too-large`, and
   * `files/type-mismatch` when the bytes are recognisably something else than `mediaType` says.
   */
  put(bytes: Uint8Array, input: { readonly mediaType: string }): Promise<StoredFile>;
  /** The bytes, verified against the hash; null when there is no such file. Throws `files/damaged`, `files/bad-hash`. */
  get(sha256: string): Promise<Uint8Array | null>;
  has(sha256: string): Promise<boolean>;
}

/** Default limit of one file. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;
