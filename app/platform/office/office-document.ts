// The neutral model of a word-processor file: what stands in it, free of format (DOCX, ODT, RTF, HTML, text).
// Readers fill it, nobody guesses here: structure (points, addressees) is recognised by whoever imports.
// Texts are kept to the letter, also deleted ones; whoever wants one side of the revisions asks `textOf`.

export type OfficeFormat = 'docx' | 'odt' | 'rtf' | 'html' | 'txt';

/** A tracked change. A move has both sides with one `moveName` where the file names it. */
export interface OfficeRevision {
  readonly kind: 'ins' | 'del' | 'moveFrom' | 'moveTo';
  /** As the file numbers it; may be shared by the pieces of one change. */
  readonly id: string;
  readonly author: string;
  /** ISO instant; absent when the file is silent or its date is unreadable. */
  readonly date?: string;
  readonly moveName?: string;
}

export interface OfficeText {
  readonly type: 'text';
  readonly text: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly strike?: boolean;
  /** Above the line: «44¹» is article 44.1, not 441. */
  readonly raised?: boolean;
  /** Target of the link: an outside address, or `#name` of a bookmark. */
  readonly href?: string;
  /** Outermost first; text that one inserted and another deleted has both. */
  readonly revisions?: readonly OfficeRevision[];
}
export interface OfficeTab {
  readonly type: 'tab';
  readonly revisions?: readonly OfficeRevision[];
}
export interface OfficeBreak {
  readonly type: 'break';
  readonly kind: 'line' | 'page' | 'column';
  readonly revisions?: readonly OfficeRevision[];
}
/** Where a note is called; its text is in `OfficeDocument.notes`. */
export interface OfficeNoteRef {
  readonly type: 'noteRef';
  readonly kind: 'footnote' | 'endnote';
  readonly id: string;
  readonly revisions?: readonly OfficeRevision[];
}
export interface OfficeImage {
  readonly type: 'image';
  /** Alternative text or name, '' when there is none. */
  readonly description: string;
  readonly revisions?: readonly OfficeRevision[];
}
/** Ends of what a comment or a bookmark embraces. A bookmark's `name` stands at its start. */
export interface OfficeAnchor {
  readonly type: 'commentStart' | 'commentEnd' | 'bookmarkStart' | 'bookmarkEnd';
  readonly id: string;
  readonly name?: string;
}
export type OfficeInline = OfficeText | OfficeTab | OfficeBreak | OfficeNoteRef | OfficeImage | OfficeAnchor;

/** The automatic number or bullet of a paragraph, counted as the word processor counts it. */
export interface OfficeNumber {
  /** As printed: «1.2.», «а)», «–». */
  readonly label: string;
  /** From 0. */
  readonly level: number;
  /** One list of the file: paragraphs that are counted together share it. */
  readonly list: string;
  /** `none` for a level that prints nothing. */
  readonly kind: 'decimal' | 'letter' | 'roman' | 'bullet' | 'none';
  /** Counters of the levels 0…level; empty for bullets. */
  readonly parts: readonly number[];
}

export interface OfficeParagraph {
  readonly type: 'paragraph';
  readonly inlines: readonly OfficeInline[];
  /** Id of the style in the file, '' when none is set. */
  readonly styleId: string;
  /** Name as a person sees it, lower-cased («heading 1», «заголовок 1»); '' when there is none. */
  readonly styleName: string;
  /** 1–9 where style or paragraph has an outline level. */
  readonly outlineLevel?: number;
  readonly number?: OfficeNumber;
  readonly align?: 'left' | 'center' | 'right' | 'justify';
  /** Twips. */
  readonly indent?: { readonly left: number; readonly firstLine: number };
  /** The paragraph mark itself inserted or deleted: a joined or a split paragraph. */
  readonly markRevisions?: readonly OfficeRevision[];
  readonly pageBreakBefore?: boolean;
}

export interface OfficeCell {
  /** Paragraphs and nested tables. */
  readonly blocks: readonly OfficeBlock[];
  readonly colspan: number;
  readonly rowspan: number;
}
export interface OfficeRow {
  readonly cells: readonly OfficeCell[];
  readonly header: boolean;
  readonly revisions?: readonly OfficeRevision[];
}
export interface OfficeTable {
  readonly type: 'table';
  readonly styleName: string;
  readonly rows: readonly OfficeRow[];
  /** Width of borders is not known to every reader; true when the file says there are none. */
  readonly borderless?: boolean;
}
export type OfficeBlock = OfficeParagraph | OfficeTable;

export interface OfficeNote {
  readonly kind: 'footnote' | 'endnote';
  readonly id: string;
  readonly blocks: readonly OfficeBlock[];
}

export interface OfficeComment {
  readonly id: string;
  readonly author: string;
  readonly initials?: string;
  readonly date?: string;
  readonly paragraphs: readonly string[];
  /** The comment that this one answers. */
  readonly parentId?: string;
  readonly resolved?: boolean;
}

/** What stands outside the main text: running heads, text boxes. */
export interface OfficeAside {
  readonly kind: 'header' | 'footer' | 'textBox';
  readonly blocks: readonly OfficeBlock[];
}

export interface OfficeDocument {
  readonly format: OfficeFormat;
  readonly blocks: readonly OfficeBlock[];
  readonly notes: readonly OfficeNote[];
  readonly comments: readonly OfficeComment[];
  readonly asides: readonly OfficeAside[];
  /** Built-in (title, creator…) and custom document properties by name. */
  readonly properties: Readonly<Record<string, string>>;
  /** Custom XML parts as they are, by path in the package. */
  readonly customXml: Readonly<Record<string, string>>;
  /** What the reader itself could not keep, as Russian sentences. */
  readonly warnings: readonly string[];
}

/** Which side of the tracked changes to read. */
export type RevisionSide = 'accepted' | 'original';

/** True when the piece stands in the text on that side. */
export function standsOn(side: RevisionSide, revisions: readonly OfficeRevision[] = []): boolean {
  const gone = side === 'accepted' ? ['del', 'moveFrom'] : ['ins', 'moveTo'];
  return !revisions.some((revision) => gone.includes(revision.kind));
}

/** The text of a paragraph on one side: tabs as `\t`, line breaks as `\n`. */
export function textOf(paragraph: OfficeParagraph, side: RevisionSide = 'accepted'): string {
  return paragraph.inlines
    .map((inline) => {
      if (inline.type === 'text') return standsOn(side, inline.revisions) ? inline.text : '';
      if (inline.type === 'tab') return standsOn(side, inline.revisions) ? '\t' : '';
      if (inline.type === 'break') return standsOn(side, inline.revisions) ? '\n' : '';
      return '';
    })
    .join('');
}

/** All paragraphs in reading order, those of cells included. */
export function* paragraphsOf(blocks: readonly OfficeBlock[]): Generator<OfficeParagraph> {
  for (const block of blocks) {
    if (block.type === 'paragraph') yield block;
    else for (const row of block.rows) for (const cell of row.cells) yield* paragraphsOf(cell.blocks);
  }
}
