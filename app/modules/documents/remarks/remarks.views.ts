// What the page and the panel of remarks receive: plain JSON-safe shapes.
import type { RemarkStatus, SuggestionStatus } from './remarks.schema';

/** A stretch of text: what stays, what goes, what comes, or words that a remark quotes. */
export interface TextPiece {
  kind: 'same' | 'del' | 'ins' | 'quote';
  text: string;
}

export interface TextBlockView {
  id: string;
  type: string;
  number: string;
  depth: number;
  lines: TextPiece[][];
  /** The block as a whole is proposed to go, to come, or to move. */
  mark: 'ins' | 'del' | 'move' | null;
  openRemarks: number;
  openSuggestions: number;
}

export interface AuthorView {
  name: string;
  organisation: string;
  at: string;
  editedAt: string | null;
  mine: boolean;
  /** «из файла «…», внёс NN»; null for words written here. */
  source: string | null;
}

export interface ReplyView extends AuthorView {
  id: string;
  text: string;
  canEdit: boolean;
}

export interface ThreadView extends AuthorView {
  id: string;
  text: string;
  status: RemarkStatus;
  /** Came with a decision of the route. */
  onRoute: boolean;
  block: string | null;
  /** Number of the point as printed now; as printed then when it is gone. */
  point: string;
  quote: string | null;
  /** `gone`: the block; `lost`: the quoted words; `changed`: they were edited. */
  place: 'ok' | 'changed' | 'lost' | 'gone' | 'document';
  replies: ReplyView[];
  answer: { outcome: 'accepted' | 'partly' | 'declined'; text: string; byName: string; at: string } | null;
  can: { edit: boolean; answer: boolean; resolve: boolean; reopen: boolean; reply: boolean };
}

export interface SuggestionItemView {
  id: string;
  kind: 'replace-text' | 'insert-block' | 'delete-block' | 'move-block' | 'change-block';
  status: SuggestionStatus;
  /** What is proposed, as stretches: the whole block for text, the block's words for the rest. */
  pieces: TextPiece[];
  /** «перенести после п. 3». */
  note: string;
  /** False: the text has changed since. */
  fits: boolean;
  /** «правка без отметки». */
  untracked: boolean;
  decision: { byName: string; at: string; reason: string } | null;
}

/** What one author proposed in one go for one block. */
export interface SuggestionGroupView extends AuthorView {
  key: string;
  block: string | null;
  point: string;
  comment: string;
  baseNumber: number;
  items: SuggestionItemView[];
  /** The block with all open changes of the group marked; empty when it holds no words' changes. */
  whole: TextPiece[][];
  /** The block as it stands now, when something no longer fits; null when it is gone. */
  now: string | null;
  unfit: boolean;
  openIds: string[];
  canWithdraw: boolean;
}

/** What a partner's file holds, before it is taken over. */
export interface ReturnedFileView {
  id: string;
  name: string;
  byName: string;
  at: string;
  taken: boolean;
  /** `guessed`: the file does not say which version it was made from. */
  base: { number: number; guessed: boolean };
  groups: SuggestionGroupView[];
  remarks: {
    author: string;
    text: string;
    point: string;
    quote: string;
    replies: { author: string; text: string }[];
  }[];
  lost: { author: string; text: string }[];
  counts: { suggestions: number; remarks: number; untracked: number; lost: number; known: number };
  can: { take: boolean };
}

export interface RemarksFilter {
  status: 'open' | 'all';
  mine: boolean;
  author: string;
  block: string;
  page: number;
  part: number;
}

export interface RemarksView {
  version: { number: number; sha256: string };
  /** The working copy says something else than the version shown. */
  hasDraft: boolean;
  blocks: TextBlockView[];
  part: number;
  parts: { number: number; label: string }[];
  threads: ThreadView[];
  page: number;
  pages: number;
  groups: SuggestionGroupView[];
  counts: { open: number; all: number; mine: number; openSuggestions: number; allSuggestions: number };
  authors: { id: string; name: string }[];
  points: { block: string; label: string }[];
  /** The block whose form is open, as lines to edit. */
  target: { block: string; label: string; text: string; onlyWords: boolean } | null;
  files: { id: string; name: string; at: string; byName: string; taken: boolean }[];
  filter: RemarksFilter;
  can: { remark: boolean; decide: boolean; answer: boolean };
}
