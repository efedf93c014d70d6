// The flat form between a file and the tree: lines and tables in reading order, each with what tells its place.
import type { Inline, TableBlock } from '../body/body.schema';
import type { DoubtKind } from './import.schema';

export interface Line {
  readonly kind: 'line';
  readonly run: readonly Inline[];
  /** The run as text, tabs kept, number and dash typed into the text included. */
  readonly text: string;
  /** The automatic number or bullet; '' when there is none. */
  readonly label: string;
  /** Counters of an automatic or typed decimal number; empty otherwise. */
  readonly parts: readonly number[];
  /** number: «1.», «1.2.»; letter: «а)», «1)»; dash: any bullet. */
  readonly marker: 'number' | 'letter' | 'dash' | 'none';
  /** How many characters of the text the typed marker takes. */
  readonly typed: number;
  /** Nesting of an automatic list, or of dashes told by their indent; from 0. */
  readonly level: number;
  /** Outline level 1–9; 0 for a line that is no heading. */
  readonly heading: number;
  readonly style: 'title' | 'quote' | 'caption' | 'note' | 'plain';
  readonly align: 'left' | 'center' | 'right' | 'justify' | undefined;
  readonly bold: boolean;
  readonly blankBefore: boolean;
  /** Goes on a paragraph after a line break (exact reading only). */
  readonly continues: boolean;
  /** Name of the paragraph's style in the file. */
  readonly styleName: string;
  /** Bookmarks that stand in the line. */
  readonly anchors: readonly string[];
}
export interface TablePiece {
  readonly kind: 'table';
  readonly table: Omit<TableBlock, 'id'>;
  readonly borderless: boolean;
  /** Names of the styles of its paragraphs. */
  readonly styleNames: readonly string[];
  readonly anchors: readonly string[];
}
export type Piece = Line | TablePiece;

export interface RawDoubt {
  readonly kind: DoubtKind;
  readonly message: string;
  readonly sample: string;
}

/** Collects doubts; a sample is cut, spaces folded. */
export class Doubts {
  readonly list: RawDoubt[] = [];
  add(kind: DoubtKind, message: string, sample = ''): void {
    this.list.push({ kind, message, sample: shorten(sample) });
  }
}

export const shorten = (text: string, length = 160): string => {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length > length ? `${flat.slice(0, length - 1)}…` : flat;
};

const NUMBER =
  /^(\d{1,3}(?:\.\d{1,3}){0,3})(?:\.(?=[\s\u00a0]|\p{L}|[«"(])|(?<=\.\d{1,3})(?=[\s\u00a0]))[\s\u00a0]*/u;
const LETTER = /^((?:\d{1,3}|[а-яёa-z])\))[\s\u00a0]+/iu;
const DASH =
  /^[-–—‒−•·▪●○◦‣∙*✓✔☑→][\s\u00a0]+|^[•▪●✓✔☑][\s\u00a0]*|^[–—][\s\u00a0]*(?=\p{L})|^-(?=[«"а-яё])/u;

export interface TypedMarker {
  readonly marker: Line['marker'];
  readonly parts: readonly number[];
  readonly length: number;
}

const NO_MARKER: TypedMarker = { marker: 'none', parts: [], length: 0 };

/** The marker typed at the start of a text: «1.2. », «а) », «– ». A dash before a number («- 1.1.») goes with it. */
export function typedMarker(text: string): TypedMarker {
  const space = /^[\s\u00a0]*/.exec(text)?.[0].length ?? 0;
  const rest = text.slice(space);
  const dash = DASH.exec(rest);
  if (dash) {
    const inner = typedMarker(rest.slice(dash[0].length));
    if (inner.marker === 'number') return { ...inner, length: space + dash[0].length + inner.length };
    return { marker: 'dash', parts: [], length: space + dash[0].length };
  }
  const number = NUMBER.exec(rest);
  if (number) {
    const parts = (number[1] as string).split('.').map(Number);
    // «25.09.2023 …», «0.5 …» and a bare number are text.
    const isDate = /^\d{1,2}\.\d{1,2}\.\d{2,4}/.test(rest);
    if (!isDate && !parts.includes(0) && rest.length > number[0].length) {
      return { marker: 'number', parts, length: space + number[0].length };
    }
    return NO_MARKER;
  }
  const letter = LETTER.exec(rest);
  if (letter && rest.length > letter[0].length) {
    return { marker: 'letter', parts: [], length: space + letter[0].length };
  }
  return NO_MARKER;
}

/** Cuts `length` characters off the start of a run; atoms (none in files) count nothing. */
export function cutRun(run: readonly Inline[], length: number): Inline[] {
  let left = length;
  return run.flatMap((inline): Inline[] => {
    if (inline.type !== 'text' || left === 0) return [inline];
    const text = inline.text.slice(left);
    left = Math.max(0, left - inline.text.length);
    return text === '' ? [] : [{ ...inline, text }];
  });
}

/** The run without its typed marker. */
export const contentOf = (line: Line): Inline[] => cutRun(line.run, line.typed);

/** The text without its typed marker, spaces folded. */
export const wordsOf = (line: Line): string => line.text.slice(line.typed).replace(/\s+/g, ' ').trim();

/** The same line with another run: text and typed marker are read anew. */
export function withRun(line: Line, run: readonly Inline[]): Line {
  const text = run.map((inline) => (inline.type === 'text' ? inline.text : '')).join('');
  if (line.label !== '') return { ...line, run, text, typed: 0 };
  const { marker, parts, length } = typedMarker(text);
  return { ...line, run, text, marker, parts, typed: length };
}
