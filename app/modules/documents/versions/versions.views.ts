// What pages get of versions and their comparison: plain JSON, words ready to read.
import type { WordPart } from '../body/changes';

export interface VersionMark {
  kind: 'sent' | 'adopted' | 'issued' | 'basis';
  /** «отправлена на согласование», «принята». */
  word: string;
  /** ISO instant or day; null when not recorded. */
  at: string | null;
}

export interface VersionItem {
  number: number;
  sha256: string;
  /** The name given by people, else the note it was saved with. */
  note: string;
  renamed: boolean;
  /** Made by the program at a step, not called by a person. */
  automatic: boolean;
  authorName: string;
  at: string;
  current: boolean;
  marks: VersionMark[];
  /** «изменено: 3 пункта; добавлено: 1 пункт», «первая версия». */
  changes: string;
}

export type VersionFilter = 'all' | 'named' | 'automatic';

export interface VersionsView {
  items: VersionItem[];
  filter: VersionFilter;
  counts: Record<VersionFilter, number>;
  page: number;
  pages: number;
  /** Unsaved changes of the working copy; null where there are none or the person may not see them. */
  draftChanges: number | null;
  canRestore: boolean;
  canRename: boolean;
}

/** A piece of a change told in words: what, and how it reads before and after. */
export interface ChangeDetail {
  label: string;
  words: WordPart[];
}

export type RowKind =
  | 'same'
  | 'added'
  | 'removed'
  | 'changed'
  | 'moved'
  | 'moved-changed'
  | 'left'
  | 'renumbered';

export interface CompareRow {
  kind: RowKind;
  blockId: string;
  /** Ordinal among what is to be looked at, from 1; 0 for unchanged rows. */
  n: number;
  /** «пункт», «абзац», «таблица». */
  noun: string;
  heading: boolean;
  depth: number;
  numberBefore: string;
  numberAfter: string;
  words: WordPart[];
  details: ChangeDetail[];
  /** Unchanged rows left out before this one. */
  skipped: number;
}

export interface ComparedSide {
  /** `draft` or the number, as in the address. */
  ref: string;
  /** «Версия 2», «Рабочая копия». */
  name: string;
  note: string;
  authorName: string;
  at: string;
}

export interface ComparisonView {
  from: ComparedSide;
  to: ComparedSide;
  same: boolean;
  summary: string;
  card: ChangeDetail[];
  fields: ChangeDetail[];
  rows: CompareRow[];
  /** How many rows are to be looked at. */
  changed: number;
  skippedAtEnd: number;
  scope: 'changes' | 'all';
  /** What can be compared. */
  choices: { ref: string; label: string }[];
}

export interface VersionPaperView {
  number: number;
  note: string;
  authorName: string;
  at: string;
  sha256: string;
  current: boolean;
  marks: VersionMark[];
  paperHtml: string;
  previous: number | null;
  next: number | null;
  canRestore: boolean;
  draftChanges: number | null;
  currentNumber: number;
  currentSha256: string;
}
