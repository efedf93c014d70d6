// Paper: what stands on the sheets, free of any format. The PDF (through HTML), the DOCX and the plain text are
// made from this one value, so they cannot differ in words, numbers or order. Numbers are already computed.
// No domain words beyond layout; texts are plain (no markup), every renderer escapes for itself.
import type { PaperProfile } from './paper-profile';

/** A tracked change of a working copy: who suggests it and when. */
export interface PaperRevision {
  readonly kind: 'ins' | 'del' | 'moveFrom' | 'moveTo';
  readonly author: string;
  /** ISO instant. */
  readonly date: string;
  /** The whole paragraph comes or goes, its mark included. */
  readonly whole: boolean;
  /** Both sides of a move have one name. */
  readonly moveName?: string;
}

/** A note in the margin of a working copy. */
export interface PaperComment {
  readonly id: number;
  readonly author: string;
  readonly date: string;
  readonly text: string;
  /** The comment that this one answers. */
  readonly parentId?: number;
  readonly resolved?: boolean;
}

/** A stretch of text with one look. */
export interface PaperRun {
  readonly text: string;
  readonly strong?: boolean;
  readonly em?: boolean;
  readonly underline?: boolean;
  /** Struck out: words that a comparison removes. */
  readonly strike?: boolean;
  /** An outside address; only http, https and mailto become links. */
  readonly href?: string;
  /** Id of a block of the same paper. */
  readonly target?: string;
  /** A gap for a person to fill in. */
  readonly gap?: boolean;
  readonly revision?: PaperRevision;
  /** Ids of comments that begin before or end after this stretch. */
  readonly commentStart?: readonly number[];
  readonly commentEnd?: readonly number[];
}
export type PaperText = readonly PaperRun[];

export interface PaperHeading {
  readonly kind: 'heading';
  readonly id: string;
  /** 1 is the first level below the title. */
  readonly level: number;
  /** Computed number, e.g. «1.»; absent for an unnumbered heading. */
  readonly label?: string;
  readonly lines: readonly PaperText[];
  /** `centred` for parts of the text, `lead` for a line that opens the points below it («Министерству …:»). */
  readonly look: 'centred' | 'lead';
}
export interface PaperParagraph {
  readonly kind: 'paragraph';
  readonly id: string;
  readonly text: PaperText;
  readonly align: 'left' | 'center' | 'right' | 'justify';
}
/** A numbered point, or a dash item when the label is a dash; without a label a plain paragraph with children. */
export interface PaperItem {
  readonly kind: 'item';
  readonly id: string;
  readonly label?: string;
  readonly text: PaperText;
  readonly children: readonly PaperBlock[];
}
export interface PaperListEntry {
  readonly text: PaperText;
  readonly entries: readonly PaperListEntry[];
}
export interface PaperList {
  readonly kind: 'list';
  readonly id: string;
  readonly style: 'dash' | 'bullet' | 'decimal';
  readonly entries: readonly PaperListEntry[];
}
export interface PaperQuote {
  readonly kind: 'quote';
  readonly id: string;
  readonly paragraphs: readonly PaperText[];
}
export interface PaperCell {
  readonly paragraphs: readonly PaperText[];
  readonly header: boolean;
  readonly colspan: number;
  readonly rowspan: number;
  readonly align: 'left' | 'center' | 'right';
}
export interface PaperTable {
  readonly kind: 'table';
  readonly id: string;
  readonly caption?: string;
  /** How many first rows repeat on each page. */
  readonly headerRows: number;
  /** Relative widths of the columns; absent: by what stands in them. */
  readonly widths?: readonly number[];
  readonly rows: readonly (readonly PaperCell[])[];
}
/** Begins a new page; the label and the caption stand upper right. */
export interface PaperAppendix {
  readonly kind: 'appendix';
  readonly id: string;
  /** «Приложение» or «Приложение № 1». */
  readonly label: string;
  readonly caption?: string;
  readonly title: PaperText;
  readonly blocks: readonly PaperBlock[];
}
export type PaperBlock =
  | PaperHeading
  | PaperParagraph
  | PaperItem
  | PaperList
  | PaperQuote
  | PaperTable
  | PaperAppendix;

/** A mark on the first sheet or below the text: word, lines, then signature, name and date. */
export interface PaperMark {
  readonly word: string;
  readonly lines: readonly string[];
  readonly signatureLine: boolean;
  readonly person?: string;
  /** As printed, e.g. «16» января 2018 г. or the blank «___» __________ 20__ г. */
  readonly date?: string;
}
/** One row of marks that stand at one level; an absent side stays empty. */
export interface PaperMarkRow {
  readonly left?: PaperMark;
  readonly right?: PaperMark;
}

/** The line of date, number and place; `labelled` prints one line a pair. */
export type PaperDatePlace =
  | {
      readonly layout: 'line';
      readonly left?: string;
      readonly middle?: string;
      readonly right?: string;
    }
  | {
      readonly layout: 'labelled';
      readonly lines: readonly { readonly label: string; readonly value: string }[];
    };

export interface PaperSignature {
  readonly role: string;
  readonly name?: string;
}

/** The sheet of decisions on a page of its own. */
export interface PaperSheet {
  readonly title: string;
  readonly columns: readonly string[];
  /** Relative widths of the columns. */
  readonly widths: readonly number[];
  readonly rows: readonly (readonly string[])[];
  readonly notes: readonly string[];
}

export interface PaperMetadata {
  readonly title: string;
  /** The organisation, never a private person. */
  readonly author: string;
  readonly subject?: string;
  readonly keywords: readonly string[];
  /** ISO instant; stands for every date inside the files, so equal input gives equal metadata. */
  readonly createdAt: string;
  /** What the paper is known by outside, e.g. its verification address. */
  readonly identifier?: string;
}

export interface Paper {
  readonly language: 'ru';
  readonly profile: PaperProfile;
  readonly metadata: PaperMetadata;
  /** «ПРОЕКТ, версия 3 от 20.09.2023»: upper right on every page. */
  readonly stamp?: string;
  readonly headerLines: readonly string[];
  readonly markRows: readonly PaperMarkRow[];
  readonly titleLines: readonly string[];
  /** «Принята участниками …», under the title. */
  readonly adoption?: string;
  /** Whether the date stands above the title (place-left layouts of forums) or below it. */
  readonly datePlace?: PaperDatePlace;
  readonly blocks: readonly PaperBlock[];
  readonly signatures: readonly PaperSignature[];
  readonly endMarks: readonly PaperMark[];
  readonly sheet?: PaperSheet;
  /** Present in a working copy only, a DOCX that people change and bring back. */
  readonly exchange?: {
    readonly comments: readonly PaperComment[];
    /** Ids of comments on the paper as a whole. */
    readonly onWhole: readonly number[];
    /** Bookmark names by block id, so that a block is known again when the file comes back. */
    readonly bookmarks: ReadonlyMap<string, string>;
    /** Custom properties of the file. */
    readonly properties: Readonly<Record<string, string>>;
    /** Custom XML parts: what the file must hold beside what is seen. */
    readonly parts?: readonly string[];
  };
  /** Bottom of page 1: the lines at the left, the code at the right. */
  readonly verification?: { readonly url: string; readonly lines: readonly string[]; readonly code: boolean };
}

/** Walks all blocks in print order, children after their parent. */
export function* walkPaper(blocks: readonly PaperBlock[]): Generator<PaperBlock> {
  for (const block of blocks) {
    yield block;
    if (block.kind === 'item') yield* walkPaper(block.children);
    if (block.kind === 'appendix') yield* walkPaper(block.blocks);
  }
}
