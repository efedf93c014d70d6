// From the neutral model to lines and tables: accepted side of the changes, breaks cut into lines, notes set after
// their paragraph, pictures and nested tables told as doubts. No text is dropped here.
// One walk with one state: longer than usual.
import {
  type OfficeBlock,
  type OfficeCell,
  type OfficeDocument,
  type OfficeInline,
  type OfficeNote,
  type OfficeParagraph,
  type OfficeTable,
  paragraphsOf,
  standsOn,
  textOf,
} from '~/platform/office';
import type { Inline, Mark, TableBlock } from '../body/body.schema';
import { isSafeHref, normalizeRun } from '../body/normalize';
import { type Doubts, type Line, type Piece, typedMarker } from './pieces';

interface Reading {
  /** For files of ours: blank paragraphs and every line break are kept. */
  readonly exact: boolean;
  readonly doubts: Doubts;
  readonly notes: ReadonlyMap<string, OfficeNote>;
  readonly pieces: Piece[];
  readonly contents: string[];
  /** Notes called in the block that is being read. */
  called: { mark: string; note: OfficeNote }[];
  noteCount: number;
  images: number;
  blank: boolean;
}

function marksOf(inline: OfficeInline & { type: 'text' }): Mark[] {
  return [
    ...(inline.bold ? [{ type: 'strong' } as const] : []),
    ...(inline.italic ? [{ type: 'em' } as const] : []),
    ...(inline.underline ? [{ type: 'underline' } as const] : []),
    ...(inline.href !== undefined && isSafeHref(inline.href) && !inline.href.startsWith('#')
      ? [{ type: 'link', href: inline.href } as const]
      : []),
  ];
}

const text = (value: string, marks: Mark[] = []): Inline =>
  marks.length > 0 ? { type: 'text', text: value, marks } : { type: 'text', text: value };

function callNote(inline: OfficeInline & { type: 'noteRef' }, reading: Reading): Inline[] {
  const note = reading.notes.get(`${inline.kind}:${inline.id}`);
  if (!note) return [];
  reading.noteCount += 1;
  const mark = `[${reading.noteCount}]`;
  reading.called.push({ mark, note });
  return [text(mark)];
}

/** The runs of a paragraph, one a line of it. Bookmarks are kept by name. */
function runsOf(paragraph: OfficeParagraph, reading: Reading): { runs: Inline[][]; anchors: string[] } {
  const runs: Inline[][] = [[]];
  const anchors: string[] = [];
  const add = (...inlines: Inline[]) => void (runs.at(-1) as Inline[]).push(...inlines);
  for (const inline of paragraph.inlines) {
    if ('revisions' in inline && !standsOn('accepted', inline.revisions)) continue;
    if (inline.type === 'text') {
      // A line break inside a text is a space.
      add(text(inline.text.replace(/[\r\n]+/g, ' '), marksOf(inline)));
    } else if (inline.type === 'tab') add(text('\t'));
    else if (inline.type === 'break') {
      if (inline.kind === 'line') runs.push([]);
      else add(text(' '));
    } else if (inline.type === 'noteRef') add(...callNote(inline, reading));
    else if (inline.type === 'image') {
      reading.images += 1;
      reading.doubts.add(
        'image',
        'Картинка не вошла в текст: приложите её отдельным файлом',
        inline.description,
      );
    } else if (inline.type === 'bookmarkStart' && inline.name) anchors.push(inline.name);
  }
  return { runs, anchors };
}

const STYLES: readonly (readonly [RegExp, Line['style']])[] = [
  [/^(?:title|заголовок|название|название документа)$/, 'title'],
  [/quot|цитат/, 'quote'],
  [/caption|название объекта/, 'caption'],
  [/^(?:footnote|endnote) text|текст (?:сноски|концевой)/, 'note'],
];

function styleOf(name: string): Line['style'] {
  return STYLES.find(([pattern]) => pattern.test(name))?.[1] ?? 'plain';
}

export const plainText = (run: readonly Inline[]): string =>
  run.map((inline) => (inline.type === 'text' ? inline.text : '')).join('');

const isBold = (run: readonly Inline[]) =>
  run.every(
    (inline) =>
      inline.type !== 'text' ||
      inline.text.trim() === '' ||
      inline.marks?.some(({ type }) => type === 'strong'),
  );

type Head = Pick<Line, 'heading' | 'style' | 'align' | 'anchors' | 'blankBefore' | 'continues' | 'styleName'>;

function automatic(paragraph: OfficeParagraph, run: readonly Inline[], head: Head): Line | null {
  const { number } = paragraph;
  if (!number || number.label === '') return null;
  // A bullet in front of a typed number («• 1.1.»): the number tells more.
  const typed = typedMarker(plainText(run));
  if (number.kind === 'bullet' && typed.marker === 'number') return null;
  const decimal = number.kind === 'decimal' && !/\)$/.test(number.label);
  const marker = number.kind === 'bullet' ? 'dash' : decimal ? 'number' : 'letter';
  const digits = number.label.match(/\d+/g)?.map(Number) ?? [];
  // What is printed decides; «1.» on the second level of a list is told by its level.
  const parts = !decimal ? [] : digits.length > number.level ? digits : number.parts;
  const { label, level } = number;
  return {
    kind: 'line',
    run,
    text: plainText(run),
    label,
    parts,
    marker,
    typed: 0,
    level,
    bold: isBold(run),
    ...head,
  };
}

function typedLine(run: readonly Inline[], head: Head, indent: number): Line {
  const value = plainText(run);
  const { marker, parts, length } = typedMarker(value);
  return {
    kind: 'line',
    run,
    text: value,
    label: '',
    parts,
    marker,
    typed: length,
    level: indent,
    bold: isBold(run),
    ...head,
  };
}

const isBlank = (value: string) => value.replace(/[\s\u00ad\u200b\ufeff]/g, '') === '';

/** Whether the line after a break begins anew or goes on. */
function startsAnew(before: string, after: string, style: Line['style'], align: Line['align']): boolean {
  if (style === 'title' || align === 'center' || align === 'right') return true;
  return typedMarker(after).marker !== 'none' || /[.:;!?…]["»”]?\s*$/.test(before);
}

function splitRuns(runs: readonly Inline[][], style: Line['style'], paragraph: OfficeParagraph): Inline[][] {
  const lines: Inline[][] = [];
  for (const run of runs) {
    const last = lines.at(-1);
    const keepsHeading = paragraph.outlineLevel !== undefined && style !== 'title';
    if (last && (keepsHeading || !startsAnew(plainText(last), plainText(run), style, paragraph.align))) {
      last.push(text(' '), ...run);
    } else lines.push([...run]);
  }
  return lines;
}

function addParagraph(paragraph: OfficeParagraph, reading: Reading): void {
  const { runs, anchors } = runsOf(paragraph, reading);
  if (!reading.exact && /^(?:toc|оглавление) ?\d/.test(paragraph.styleName)) {
    const line = runs.map(plainText).join(' ');
    if (!isBlank(line)) reading.contents.push(line);
    return;
  }
  const style = styleOf(paragraph.styleName);
  const lines = (reading.exact ? runs : splitRuns(runs, style, paragraph)).map((run) => normalizeEdges(run));
  for (const [i, run] of lines.entries()) {
    const empty = isBlank(plainText(run));
    if (empty && anchors.length === 0 && !reading.exact) {
      reading.blank = true;
      continue;
    }
    const head: Head = {
      heading: style === 'title' ? 0 : (paragraph.outlineLevel ?? 0),
      style,
      align: paragraph.align,
      anchors: i === 0 ? anchors : [],
      blankBefore: reading.blank,
      continues: i > 0,
      styleName: paragraph.styleName,
    };
    const spaces = /^ *(?=[-–—•])/.exec(plainText(runs[0] ?? []))?.[0].length ?? 0;
    const line =
      (i === 0 ? automatic(paragraph, run, head) : null) ?? typedLine(run, head, Math.floor(spaces / 2));
    reading.pieces.push(line);
    reading.blank = false;
  }
}

/** Spaces at the ends go; tabs inside stay, they tell date from place. */
function normalizeEdges(run: readonly Inline[]): Inline[] {
  const clean = run.filter((inline) => inline.type !== 'text' || inline.text !== '');
  const first = clean[0];
  if (first?.type === 'text') clean[0] = { ...first, text: first.text.replace(/^[ \t\n\u00a0]+/, '') };
  const last = clean.at(-1);
  if (last?.type === 'text')
    clean[clean.length - 1] = { ...last, text: last.text.replace(/[ \t\n\u00a0]+$/, '') };
  return clean;
}

function cellRuns(cell: OfficeCell, reading: Reading): { runs: Inline[][]; anchors: string[] } {
  const runs: Inline[][] = [];
  const anchors: string[] = [];
  const visit = (blocks: readonly OfficeBlock[]) => {
    for (const block of blocks) {
      if (block.type === 'table') {
        const sample = [...paragraphsOf([block])].map((one) => textOf(one)).join(' ');
        reading.doubts.add('table', 'Таблица внутри таблицы развёрнута в строки ячейки', sample);
        for (const row of block.rows) for (const inner of row.cells) visit(inner.blocks);
        continue;
      }
      const read = runsOf(block, reading);
      anchors.push(...read.anchors);
      const label = block.number?.label ?? '';
      const lines = read.runs.map(normalizeRun).filter((run) => run.length > 0);
      if (lines[0] && label !== '') lines[0] = [text(`${label} `), ...lines[0]];
      runs.push(...lines);
    }
  };
  visit(cell.blocks);
  return { runs, anchors };
}

const firstAlign = (cell: OfficeCell): 'center' | 'right' | undefined => {
  const align = cell.blocks.find((block) => block.type === 'paragraph')?.align;
  return align === 'center' || align === 'right' ? align : undefined;
};

function addTable(table: OfficeTable, reading: Reading): void {
  const anchors: string[] = [];
  const firstPlain = table.rows.findIndex((row) => !row.header);
  const headerRows = Math.min(firstPlain < 0 ? table.rows.length : firstPlain, 10);
  const rows = table.rows
    .filter((row) => standsOn('accepted', row.revisions))
    .map((row): TableBlock['rows'][number] => ({
      cells: row.cells.map((cell) => {
        const read = cellRuns(cell, reading);
        anchors.push(...read.anchors);
        const align = firstAlign(cell);
        return {
          content: read.runs,
          ...(cell.colspan > 1 ? { colspan: cell.colspan } : {}),
          ...(cell.rowspan > 1 ? { rowspan: Math.min(cell.rowspan, 1000) } : {}),
          ...(align ? { align } : {}),
        };
      }),
    }))
    .filter((row) => row.cells.length > 0);
  if (rows.length === 0) return;
  const last = reading.pieces.at(-1);
  const captioned = last?.kind === 'line' && last.style === 'caption' && !reading.exact ? last : undefined;
  if (captioned) reading.pieces.pop();
  const caption = captioned ? { caption: captioned.text.trim() } : {};
  reading.pieces.push({
    kind: 'table',
    table: { type: 'table', headerRows, rows, ...caption },
    borderless: table.borderless ?? false,
    styleNames: [...new Set([...paragraphsOf([table])].map(({ styleName }) => styleName))],
    anchors: [...(captioned?.anchors ?? []), ...anchors],
  });
  reading.blank = false;
}

/** Notes called in a block stand right after it, each with its mark. */
function addNotes(reading: Reading): void {
  const { called } = reading;
  reading.called = [];
  for (const { mark, note } of called) {
    const runs = [...paragraphsOf(note.blocks)].flatMap((one) => runsOf(one, reading).runs.map(normalizeRun));
    const some = runs.filter((run) => run.length > 0);
    const word = note.kind === 'footnote' ? 'Сноска' : 'Концевая сноска';
    reading.doubts.add(
      'note',
      `${word} ${mark} поставлена абзацем после места, где она названа`,
      some.map(plainText).join(' '),
    );
    for (const [i, run] of some.entries()) {
      const marked = i === 0 ? [text(`${mark} `), ...run] : run;
      const head: Head = {
        heading: 0,
        style: 'note',
        align: undefined,
        anchors: [],
        blankBefore: false,
        continues: false,
        styleName: 'footnote text',
      };
      reading.pieces.push({ ...typedLine(marked, head, 0), marker: 'none', parts: [], typed: 0 });
    }
  }
}

export interface DocumentPieces {
  readonly pieces: Piece[];
  /** Lines of a table of contents: computed by the word processor, so they stand apart. */
  readonly contents: string[];
  readonly images: number;
  readonly notes: number;
}

/** Reads the model's main text. Doubts are added as they are met. */
export function piecesOf(document: OfficeDocument, doubts: Doubts, exact = false): DocumentPieces {
  const notes = new Map(document.notes.map((note) => [`${note.kind}:${note.id}`, note] as const));
  const reading: Reading = {
    exact,
    doubts,
    notes,
    pieces: [],
    contents: [],
    called: [],
    noteCount: 0,
    images: 0,
    blank: false,
  };
  for (const block of document.blocks) {
    if (block.type === 'paragraph') addParagraph(block, reading);
    else addTable(block, reading);
    addNotes(reading);
  }
  return {
    pieces: reading.pieces,
    contents: reading.contents,
    images: reading.images,
    notes: reading.noteCount,
  };
}
