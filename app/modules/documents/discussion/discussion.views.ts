// What the pages of a discussion receive: plain JSON-safe shapes.
import type { Outcome, ProposalKind, ProposalStatus } from './discussion.schema';

/** The open page, `/d/<code>`. */
export interface DiscussionPageView {
  code: string;
  title: string;
  kindName: string;
  ownerName: string;
  /** «ПРОЕКТ, версия 3 от 20.09.2026». */
  stamp: string;
  versionNumber: number;
  /** «до 25 сентября 2026 г. включительно, осталось 4 дня». */
  term: string;
  taking: boolean;
  place: string;
  notes: string;
  /** «Принята за основу 20 сентября 2026 г.: без возражений»; null before. */
  basis: string | null;
  paperHtml: string;
  /** How many proposals came; never who or what. */
  received: number;
  /** The adopted and published document, once there is one. */
  publicUrl: string | null;
  etag: string;
}

export interface PointChoice {
  id: string;
  label: string;
  excerpt: string;
}

export interface ProposalFormView {
  code: string;
  title: string;
  taking: boolean;
  term: string;
  versionNumber: number;
  points: PointChoice[];
  /** The point the reader came from, with its words. */
  chosen: { id: string; label: string; text: string } | null;
  token: string;
  consents: { processing: string; publishName: string };
}

/** The author's own page. */
export interface ReceiptView {
  code: string;
  receipt: string;
  /** In fives, for reading aloud. */
  spaced: string;
  title: string;
  number: number;
  versionNumber: number;
  place: string;
  kind: ProposalKind;
  text: string;
  reason: string;
  at: string;
  status: ProposalStatus;
  answer: { outcome: Outcome; reason: string; wording: string; at: string } | null;
  hiddenReason: string | null;
  mayWithdraw: boolean;
  consents: { processing: boolean; publishName: boolean };
}

export interface ProposalView {
  id: string;
  number: number;
  at: string;
  place: string;
  /** The block in the current text; null when it is gone, or the proposal is about the whole. */
  block: string | null;
  blockText: string;
  placeKind: 'block' | 'new' | 'whole';
  kind: ProposalKind;
  text: string;
  reason: string;
  organisation: string | null;
  hasAuthor: boolean;
  hasName: boolean;
  printsName: boolean;
  channel: 'form' | 'oral' | 'paper' | 'mail';
  enteredBy: string | null;
  scan: { href: string; name: string } | null;
  versionNumber: number;
  status: ProposalStatus;
  answer: { outcome: Outcome; reason: string; wording: string; byName: string; at: string } | null;
  /** Numbers of the others in its group. */
  alike: number[];
  taken: { block: string } | null;
  hidden: { reason: string; byName: string } | null;
}

export interface ProposalFilter {
  status?: string | undefined;
  /** Block id, or `whole`. */
  point?: string | undefined;
  section?: string | undefined;
  page?: number | undefined;
}

/** The page of the organisers. */
export interface ModerationView {
  documentId: string;
  can: { run: boolean; moderate: boolean; take: boolean };
  /** What the kind allows. */
  allowed: 'public' | 'inside' | 'none';
  mayStart: boolean;
  /** Proposals may be answered in this state. */
  mayDecide: boolean;
  mayRecordBasis: boolean;
  basisWord: string;
  basis: { text: string; objections: string } | null;
  today: string;
  discussion: {
    code: string;
    url: string;
    openPage: boolean;
    taking: boolean;
    closed: boolean;
    until: string;
    term: string;
    place: string;
    notes: string;
    versionNumber: number;
    /** False: a newer version was saved and can be put up. */
    isCurrent: boolean;
  } | null;
  counts: Record<'all' | ProposalStatus | 'alike', number>;
  points: { value: string; label: string; count: number }[];
  sections: string[];
  proposals: ProposalView[];
  total: number;
  page: number;
  pageSize: number;
  /** Sets that may say the same. */
  suggestions: { ids: string[]; numbers: number[]; place: string }[];
  choices: PointChoice[];
}

export interface SummaryView {
  titleLines: string[];
  notes: string[];
  date: string;
  rows: {
    number: string;
    point: string;
    author: string;
    kind: string;
    text: string;
    grounds: string;
    outcome: string;
    reason: string;
    wording: string;
  }[];
}
