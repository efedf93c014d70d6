// What a session needs from the browser: each port has a fake in the tests (simulated networks, a lost disk).
import type { BodyPatch, DocumentBody } from '~/modules/documents';
import type { FailureKind, Pending, ReportedConflict, SaveAnswer, UpdateAnswer } from './session-state';

/** A failure with its kind; anything else thrown counts as «no answer». */
export class TransportError extends Error {
  constructor(
    readonly kind: FailureKind,
    message: string,
  ) {
    super(message);
  }
}

export interface SaveRequest {
  readonly client: string;
  readonly n: number;
  readonly baseSha256: string;
  readonly patch?: BodyPatch | undefined;
  readonly body?: DocumentBody | undefined;
  readonly baseBody?: DocumentBody | undefined;
  readonly conflicts: readonly ReportedConflict[];
  readonly resolved: readonly string[];
}

export interface Transport {
  /** `last`: the page is going away; the request must outlive it. */
  save(request: SaveRequest, last: boolean): Promise<SaveAnswer>;
  update(since: string): Promise<UpdateAnswer>;
  /** The body with this hash; null when the server no longer keeps it. */
  bodyAt(sha256: string): Promise<DocumentBody | null>;
}

/** Unsent work of one tab as the browser keeps it. */
export interface WorkRecord {
  readonly key: string;
  readonly documentId: string;
  readonly userId: string;
  readonly client: string;
  readonly at: number;
  readonly baseSha256: string;
  /** Kept while the server is out of reach; otherwise the server is asked for it. */
  readonly baseBody: DocumentBody | null;
  readonly patch: BodyPatch;
  readonly pending: (Omit<Pending, 'sent'> & { readonly patch: BodyPatch }) | null;
  readonly reported: readonly ReportedConflict[];
  readonly resolved: readonly string[];
}

export interface WorkStore {
  /** False: this browser keeps nothing (private mode, no space). */
  put(record: WorkRecord): Promise<boolean>;
  remove(key: string): Promise<void>;
  /** What other tabs or an earlier visit left unsent, tabs still open left out. */
  takeOrphans(documentId: string, userId: string): Promise<readonly WorkRecord[]>;
}

export interface Timer {
  now(): number;
  /** Calls once; the result cancels. */
  after(ms: number, run: () => void): () => void;
}

export interface EditorPort {
  /** The text as it stands now, in whatever form the editor has it. */
  read(): DocumentBody;
  show(body: DocumentBody): void;
}
