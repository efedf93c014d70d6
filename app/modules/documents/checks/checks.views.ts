// What pages get of the check; no zod, no body.
export const SEVERITIES = ['error', 'warning', 'hint'] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface Problem {
  /** `rule:block` and, where a block has several, a key; stable while the text stays. */
  id: string;
  rule: string;
  title: string;
  severity: Severity;
  /** Null when it is about the document as a whole. */
  blockId: string | null;
  /** Anchor of the block on the page of the text. */
  anchor: string;
  /** «п. 1.2», «раздел 3», '' for what has no number. */
  place: string;
  message: string;
  detail: string;
  quote: string;
  field: string | null;
  /** What «Исправить» would do, or null. */
  fix: string | null;
  /** Of rule, block text and finding: a skip holds as long as this is the same. */
  fingerprint: string;
}

export interface SkippedProblem extends Problem {
  reason: string;
  byName: string;
  at: string;
}

export interface FixPreview {
  problemIds: string[];
  blockId: string;
  place: string;
  before: string;
  /** Null when the block goes. */
  after: string | null;
  words: { kind: 'same' | 'added' | 'removed'; text: string }[];
}

export interface ProblemCounts {
  error: number;
  warning: number;
  hint: number;
}

export interface ChecksView {
  source: 'draft' | 'version';
  versionNumber: number;
  problems: Problem[];
  skipped: SkippedProblem[];
  counts: ProblemCounts;
  /** How many can be fixed at one click. */
  fixable: number;
  /** Why of each rule that found something. */
  why: Record<string, string>;
  /** May this person fix and skip? */
  mayFix: boolean;
}
