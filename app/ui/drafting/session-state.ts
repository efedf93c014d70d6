// What a browser tab knows about the text it edits, and the words of the machine (draft-session.ts).
import type {
  BodyPatch,
  ConflictView,
  DocumentBody,
  MergeConflict,
  SaveDraftResult,
} from '~/modules/documents';

/** A body as the server gave it, with its hash. */
export interface KnownBody {
  readonly body: DocumentBody;
  readonly sha256: string;
  readonly revision: number;
}

/** A conflict that the browser met while merging what came in into what was being typed. */
export interface ReportedConflict {
  readonly conflict: Exclude<MergeConflict, { kind: 'hoisted' }>;
  readonly rightName: string;
}

/** A save under way or unanswered: sent again as it is until the server answers (client, n). */
export interface Pending {
  readonly client: string;
  readonly n: number;
  readonly sent: DocumentBody;
  readonly conflicts: readonly ReportedConflict[];
  readonly resolved: readonly string[];
  /** The server asked for more: the whole text, or the base along with it. */
  readonly whole: boolean;
  readonly withBase: boolean;
}

export type TroubleKind =
  /** No answer: lost connection or server. */
  | 'offline'
  /** The session has ended: «войдите снова». */
  | 'signed-out'
  /** Another person has signed in in this browser. */
  | 'other-person'
  /** The server refuses the text: state, rights, section, limits; `message` says it. */
  | 'refused';

export interface Trouble {
  readonly kind: TroubleKind;
  readonly message: string;
}

export interface SessionState {
  readonly client: string;
  readonly base: KnownBody;
  /** What stands in the editor, in canonical form as of the last look. */
  readonly local: DocumentBody;
  readonly n: number;
  readonly pending: Pending | null;
  /** The request is on its way now. */
  readonly sending: boolean;
  /** Something was typed since the editor was last read into `local`. */
  readonly touched: boolean;
  readonly fetching: boolean;
  readonly conflicts: readonly ConflictView[];
  readonly reported: readonly ReportedConflict[];
  readonly resolved: readonly string[];
  readonly changes: number;
  readonly trouble: Trouble | null;
  readonly attempts: number;
  readonly retryAt: number;
  /** Milliseconds of the first unsent and of the last change; 0 = nothing unsent. */
  readonly firstChangeAt: number;
  readonly lastChangeAt: number;
  readonly savedAt: number | null;
  /** Newest revision heard of on the live feed. */
  readonly heard: number;
}

export type SaveAnswer = SaveDraftResult;

export type FailureKind = 'network' | 'signed-out' | 'other-person' | 'patch' | 'refused';

export type SessionEvent =
  /** Something was typed; the editor is read later, when somebody needs the text. */
  | { readonly type: 'touched' }
  /** The editor was read. */
  | { readonly type: 'changed'; readonly body: DocumentBody }
  /** A conflict was settled; `body` is the text after the choice. */
  | { readonly type: 'settled'; readonly id: string; readonly body: DocumentBody }
  | { readonly type: 'tick' }
  /** Send now: the tab loses focus, closes, or the person asks. */
  | { readonly type: 'flush' }
  /** The network is back, the tab is looked at again, somebody signed in: try at once. */
  | { readonly type: 'retry' }
  | { readonly type: 'heard'; readonly revision: number }
  | { readonly type: 'answered'; readonly n: number; readonly answer: SaveAnswer }
  | { readonly type: 'save-failed'; readonly n: number; readonly kind: FailureKind; readonly message: string }
  | { readonly type: 'updated'; readonly update: UpdateAnswer }
  | { readonly type: 'update-failed'; readonly kind: FailureKind; readonly message: string };

export interface UpdateAnswer {
  readonly revision: number;
  readonly sha256: string;
  readonly patch: BodyPatch | null;
  readonly body: DocumentBody | null;
  /** Hash the patch leads from. */
  readonly since: string;
  readonly conflicts: readonly ConflictView[];
  readonly changes: number;
  readonly updatedBy: string | null;
}

export type Effect =
  | { readonly type: 'send'; readonly pending: Pending; readonly base: KnownBody }
  | { readonly type: 'fetch'; readonly since: string }
  /** Put this body into the editor: what others wrote, merged with what is typed. */
  | { readonly type: 'show'; readonly body: DocumentBody }
  /** Keep what is unsent in the browser's storage; `withBase` when it must survive without the server. */
  | { readonly type: 'keep'; readonly withBase: boolean }
  | { readonly type: 'forget' };

export interface Transition {
  readonly state: SessionState;
  readonly effects: readonly Effect[];
}

export const PAUSE_MS = 1000;
export const LONGEST_MS = 5000;
export const FIRST_RETRY_MS = 1000;
export const LAST_RETRY_MS = 30_000;
