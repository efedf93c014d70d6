// The shapes of an act taken to pieces. A provision is one citable unit (структурная единица); paths are stable and
// read from the top down: `st-44/ch-2/p-4.1`, `utv-1/p-5/pp-а`, `pril-2`.

/** Code of a level in a path → what a lawyer calls it. Order = from the top down. */
export const LEVELS = {
  chast: 'часть кодекса',
  utv: 'утверждённый документ',
  pril: 'приложение',
  razd: 'раздел',
  podrazd: 'подраздел',
  gl: 'глава',
  par: 'параграф',
  podpar: 'подпараграф',
  st: 'статья',
  prim: 'примечание',
  ch: 'часть',
  p: 'пункт',
  pp: 'подпункт',
  abz: 'абзац',
  head: 'реквизиты',
  tail: 'подписи',
} as const;
export type Level = keyof typeof LEVELS;

/** One line of an act as a reader (TXT, HTML, DOCX, RTF, PDF) hands it over. */
export interface ActLine {
  /** White space folded; superscripts already joined as «44.1». */
  readonly text: string;
  /** Editors' and publishers' notes that stood inside the line, in order, with their brackets. */
  readonly notes?: readonly string[] | undefined;
  /** The whole line is a note («(Пункт в редакции …)», «Примечание изготовителя базы данных»). */
  readonly isNote?: boolean | undefined;
  /** The file says that it is a heading; only such a line may be the title of a unit without a mark of its own. */
  readonly isHeading?: boolean | undefined;
  /** Rows of a table; `text` then holds its words for search and for the check that nothing is lost. */
  readonly table?: readonly (readonly string[])[] | undefined;
  /** 1-based place in the source, for doubts. */
  readonly line: number;
}

export interface Provision {
  readonly path: string;
  /** Path of the unit it stands in; null at the top. */
  readonly parent: string | null;
  readonly level: Level;
  /** «44.1», «а», «2»: the number as the path has it. */
  readonly n: string;
  /** The mark as printed: «Статья 44.1.», «4.1)», «а)»; empty for a paragraph without one. */
  readonly label: string;
  readonly title: string;
  readonly text: string;
  readonly notes: readonly string[];
  /** The text says «утратил(а) силу» or «исключён» and nothing else. */
  readonly lapsed: boolean;
  readonly table?: readonly (readonly string[])[];
  readonly line: number;
}

export interface StructureDoubt {
  readonly rule:
    | 'repeated-number'
    | 'number-goes-back'
    | 'number-skipped'
    | 'look-alike-letters'
    /** «�»: a sign that the file's encoding lost. */
    | 'unreadable-sign'
    /** A list without the words that announce it: the part or point above it may be missing. */
    | 'level-skipped'
    | 'title-guessed'
    | 'text-before-first-unit';
  readonly line: number;
  /** Path of the unit the doubt is about. */
  readonly path: string;
  readonly text: string;
}

export interface ActStructure {
  readonly provisions: readonly Provision[];
  readonly doubts: readonly StructureDoubt[];
}

/** What a citation is resolved by: a provision without its text. */
export interface IndexedUnit {
  readonly path: string;
  readonly parent: string | null;
  readonly level: Level;
  readonly n: string;
  readonly title: string;
  readonly lapsed: boolean;
}
