// The shapes a citation has. They follow the exchange format of the evaluation sets: one span, one act, targets top down.

import type { RuleName } from './rule-catalogue';

/** Structural units from the top down (§ «Слова» of the README). */
export type Level =
  | 'приложение'
  | 'раздел'
  | 'подраздел'
  | 'глава'
  | 'параграф'
  | 'статья'
  | 'примечание'
  | 'часть'
  | 'пункт'
  | 'подпункт'
  | 'абзац'
  | 'предложение';

export interface Unit {
  level: Level;
  /** «44.1», «123.20-1», «а»: ordinals, Roman numbers, superscripts, «(1)» and «_1» are already rewritten. */
  n: string;
}

export type Target = { path: Unit[] } | { from: Unit[]; to: Unit[] };

export type ActKind =
  | 'code'
  | 'federal-law'
  | 'constitution'
  | 'decree'
  | 'order'
  | 'rules'
  | 'local'
  | 'this-act'
  | 'previous';

/** Only what the span states: nothing is looked up. */
export interface ActReference {
  kind: ActKind;
  abbr: string | null;
  number: string | null;
  /** ISO date. */
  date: string | null;
  title: string | null;
  /** The unit to which the path is relative: «часть 2 настоящей статьи» has scope «статья». */
  scope?: Level;
  /** «часть первая» of a code that is divided into parts. */
  part?: string;
  /** ISO date of «ред. от …». */
  edition?: string;
  /** The act meant by a short name or by `previous`, when the same text named it before. */
  resolved?: ActReference;
}

/** What a reader should check: said, never guessed silently. */
export type Doubt =
  /** «УК» without «РФ»: Уголовный кодекс or управляющая компания. */
  | 'uk-or-company'
  /** A point of an article of a code that has parts: «п. 3.2 ст. 44 ЖК РФ». */
  | 'part-not-named'
  /** Bare units after a named act: they may point to it or to the host document. */
  | 'host-or-previous';

export interface Citation {
  /** UTF-16 code units: `text.slice(start, end) === raw`. */
  start: number;
  end: number;
  raw: string;
  act: ActReference;
  /** Empty: the act as a whole. */
  targets: Target[];
  /** Name of the rule in `CITATION_RULES` that recognised the act. */
  rule: RuleName;
  doubts?: Doubt[];
}

export const NO_ACT_DETAILS = { abbr: null, number: null, date: null, title: null } as const;
