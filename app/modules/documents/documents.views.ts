// What pages and the command line receive: plain JSON-safe shapes, presented by documents.present.ts.
import type { ConsentVerb } from '~/modules/workflows';
import type { LifecycleState } from './lifecycle';
import type { RemarkStatus } from './remarks/remarks.schema';

export interface DocumentListItem {
  id: string;
  title: string;
  kind: string;
  kindName: string;
  state: LifecycleState;
  stateWord: string;
  number: string | null;
  /** ISO day of adoption. */
  date: string | null;
  versionNumber: number;
  updatedAt: string;
  ownerName: string;
  /** «ждём ответа: 2 из 5», or null outside approval. */
  waiting: string | null;
  /** ISO day from which a newer edition is in force instead of this one. */
  supersededFrom: string | null;
  /** Citations that lead to what has lapsed. */
  lapsedNorms: number;
}

export interface DocumentList {
  items: DocumentListItem[];
  total: number;
  page: number;
  pageSize: number;
  facets: {
    kind: { value: string; label: string; count: number }[];
    state: { value: string; label: string; count: number }[];
  };
}

export interface DocumentListInput {
  q?: string | undefined;
  kind?: string | undefined;
  state?: string | undefined;
  sort?: 'updated' | 'title' | 'date' | undefined;
  page?: number | undefined;
}

export interface OutlineEntry {
  id: string;
  number: string;
  text: string;
  level: number;
}

export type NextActionName =
  | 'submit'
  | 'decide'
  | 'revise'
  | 'adopt'
  | 'issue'
  | 'publish'
  | 'download'
  | 'discuss'
  | 'wait';
export interface NextAction {
  name: NextActionName;
  /** Button or status words: «Отправить на согласование», «Ждём ответа: 2 из 5». */
  label: string;
  /** False for «wait»: nothing to press for this person. */
  enabled: boolean;
}

export interface RouteStepView {
  id: string;
  title: string;
  order: 'parallel' | 'sequential';
  /** «все», «не менее 2». */
  rule: string;
  status: 'waiting' | 'active' | 'done' | 'returned' | 'rejected' | 'skipped';
  dueAt: string | null;
  /** «осталось 2 рабочих дня», «просрочено на день». */
  dueText: string | null;
  assignees: {
    key: string;
    name: string;
    position: string | null;
    organisation: string | null;
    decision: string | null;
    decisionWord: string | null;
    at: string | null;
    remark: string | null;
    channel: string | null;
    versionSha256: string | null;
    /** `waiting`, `asked`, `decided`, `dropped`, `removed`, `delegated`. */
    state: 'waiting' | 'asked' | 'decided' | 'dropped' | 'removed' | 'delegated';
    /** The consent was given on an earlier version and stands. */
    carried: boolean;
    reason: string | null;
    /** Scan of the letter that a decision came by. */
    scanSha256: string | null;
  }[];
}
export interface RouteView {
  status: 'none' | 'running' | 'approved' | 'returned' | 'rejected' | 'withdrawn' | 'stopped';
  steps: RouteStepView[];
}

export interface IssuedFileView {
  format: string;
  name: string;
  sha256: string;
  size: number;
  at: string;
  href: string;
}

export interface RemarkView {
  id: string;
  block: string | null;
  authorName: string;
  text: string;
  at: string;
  status: RemarkStatus;
  answer: string | null;
}

export interface HistoryEntryView {
  /** Number in the sealed journal. */
  seq: number;
  at: string;
  actorName: string;
  /** Russian sentence: «согласовал версию 2». */
  text: string;
}

export interface HistoryView {
  entries: HistoryEntryView[];
  /** `before` of the next page; null at the end. */
  nextBefore: number | null;
  canExport: boolean;
}

/** The shared working copy beside the current version, for who may revise it. */
export interface DraftInfo {
  revision: number;
  sha256: string;
  /** Blocks that differ from the version; 0 = nothing unsaved. */
  changes: number;
  /** Wordings that wait for a choice. */
  conflicts: number;
  updatedAt: string;
  updatedBy: string;
}

/** A place of the route where this person is asked now. */
export interface DecisionPlace {
  stepId: string;
  stepTitle: string;
  assigneeKey: string;
  /** The one whom this person substitutes; null when he decides for himself. */
  onBehalfOf: string | null;
  /** Decisions that a step of this kind has. */
  decisions: string[];
  /** What deciding for is called at this step. */
  verb: ConsentVerb;
  /** The step approves: an act or a protocol may be its ground. */
  mayHaveGround: boolean;
}

/** What every page of one document shows: the header, the tabs and the next step for this person. */
export interface DocumentHead extends DocumentListItem {
  /** Looked at by a personal link: only the version asked about and its remarks, nothing else of the document. */
  guest: boolean;
  /** Of a guest: there is a newer version than the one he was asked about. */
  outdated: boolean;
  versionSha256: string;
  /** Null where nobody has drafted since the document was made, and for who may not revise it. */
  draft: DraftInfo | null;
  next: NextAction;
  /** What this person may do now; the page shows nothing else. */
  can: {
    /** Change the text or the fields. */
    revise: boolean;
    submit: boolean;
    withdraw: boolean;
    decide: DecisionPlace[];
    /** Change who is asked while the route runs. */
    steer: boolean;
    stop: boolean;
    adopt: boolean;
    issue: boolean;
    publish: boolean;
    /** Adopt it without a number in the register. */
    skipNumber: boolean;
    /** An extract of its points. */
    extract: boolean;
    /** Begin a new edition of what is in force. */
    startEdition: boolean;
  };
  counts: {
    files: number;
    openRemarks: number;
    /** Who were asked to read the text and have not; null where the kind has no such sheet. */
    unread: number | null;
    openSuggestions: number;
    /** Errors and warnings of the check; null for who does not write the text, and while nothing is known yet. */
    problems: number | null;
  };
  verifyUrl: string | null;
  publicUrl: string | null;
  /** Neighbours in the line of editions, those that this person may read. */
  editions: EditionsView;
}

export interface EditionLink {
  id: string;
  title: string;
  number: string | null;
}
export interface EditionsView {
  /** Takes this one's place, from `supersededFrom` on. */
  newer: EditionLink | null;
  /** Was begun and is not issued. */
  begun: EditionLink | null;
  former: EditionLink | null;
  inForceFrom: string | null;
}

export interface DocumentView extends DocumentHead {
  /** What `paperHtml` and `outline` are of. */
  shown: 'version' | 'draft';
  /** The body as safe HTML fragment of the paper (numbers computed), for the centre of the page. */
  paperHtml: string;
  outline: OutlineEntry[];
  route: RouteView;
  files: IssuedFileView[];
  remarks: RemarkView[];
}

export interface ApprovalTask {
  documentId: string;
  title: string;
  kindName: string;
  stepId: string;
  stepTitle: string;
  assigneeKey: string;
  /** The version that is on the route. */
  versionSha256: string;
  /** The one whom this person substitutes. */
  onBehalfOf: string | null;
  versionNumber: number;
  sentBy: string | null;
  dueAt: string | null;
  dueText: string | null;
  overdue: boolean;
}

export interface PublicDocumentView {
  slug: string;
  title: string;
  kindName: string;
  stateWord: string;
  number: string | null;
  date: string | null;
  ownerName: string;
  paperHtml: string;
  outline: OutlineEntry[];
  files: IssuedFileView[];
  verifyCode: string;
  supersededFrom: string | null;
  /** Public page of the newer edition. */
  successorUrl: string | null;
  inForceFrom: string | null;
  publishedAt: string;
  updatedAt: string;
  /** Strong ETag value without quotes: changes with the version, its state and the page's layout. */
  etag: string;
}

export interface VerificationView {
  code: string;
  found: boolean;
  /** «проект», «согласовано», «утверждено», «заменено», «утратило силу»; «подлинник» for private kinds. */
  status: string | null;
  title: string | null;
  kindName: string | null;
  number: string | null;
  date: string | null;
  ownerName: string | null;
  files: { format: string; name: string; sha256: string; textSha256: string; size: number; at: string }[];
  publicUrl: string | null;
  successorUrl: string | null;
  /** ISO day from which the successor is in force. */
  supersededFrom: string | null;
}

/** What became of a file held against the issued ones; never what stands in it. */
export type FileComparison =
  | { outcome: 'same-bytes'; name: string }
  | { outcome: 'same-text'; name: string }
  | { outcome: 'other-text' }
  /** Russian sentence. */
  | { outcome: 'unread'; reason: string };

export interface FeedEntry {
  slug: string;
  title: string;
  kindName: string;
  date: string | null;
  publishedAt: string;
  updatedAt: string;
  summary: string;
}
