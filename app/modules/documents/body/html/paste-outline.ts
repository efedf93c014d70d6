// Lenient reading, second half: lines -> the tree. Typed numbers («1.», «1.1.», «–») are recognised and dropped,
// since numbers are computed; every guess is told as a doubt.
import type { Block, ContainerBlock, Inline, ListEntry, NumberingMode } from '../body.schema';
import { doubt, type PasteContext, type PasteLine } from './paste-lines';

interface Numbered {
  readonly parts: readonly number[];
  readonly rest: Inline[];
}

interface Open {
  /** 1–3 a heading; 10 + n an item or heading numbered with n parts. */
  readonly rank: number;
  readonly block: ContainerBlock;
}

interface Outline {
  readonly context: PasteContext;
  readonly top: Block[];
  readonly open: Open[];
  mode: NumberingMode;
  /** Numbers as typed, by block, to compare with computed ones. */
  readonly typed: Map<Block, string>;
}

const HEADING_LEVELS = 3;
const NUMBER =
  /^(\d{1,3}(?:\.\d{1,3}){0,3})(?:[.)](?=[\s\u00a0]|\p{L}|[«"])|(?<=\.\d{1,3})(?=[\s\u00a0]))[\s\u00a0]*/u;
const DASH = /^[-–—•·▪][\s\u00a0]+/;

const plain = (run: readonly Inline[]) =>
  run.map((inline) => (inline.type === 'text' ? inline.text : ' ')).join('');

/** Cuts `length` characters off the start of a run. */
function cut(run: readonly Inline[], length: number): Inline[] {
  let left = length;
  return run.flatMap((inline): Inline[] => {
    if (inline.type !== 'text' || left === 0) return [inline];
    const text = inline.text.slice(left);
    left = Math.max(0, left - inline.text.length);
    return text === '' ? [] : [{ ...inline, text }];
  });
}

function numbered(run: readonly Inline[]): Numbered | null {
  const match = NUMBER.exec(plain(run));
  if (!match) return null;
  const parts = match[1]!.split('.').map(Number);
  const rest = cut(run, match[0].length);
  // «25.09.2023 …» and a bare number are text.
  if (parts.some((part) => part === 0) || rest.length === 0 || match[1]!.length > 9) return null;
  return { parts, rest };
}

function place(outline: Outline, block: Block): void {
  const holder = outline.open.at(-1)?.block;
  (holder ? holder.children : outline.top).push(block);
}

function openBlock(outline: Outline, rank: number, block: ContainerBlock): void {
  while ((outline.open.at(-1)?.rank ?? 0) >= rank) outline.open.pop();
  place(outline, block);
  outline.open.push({ rank, block });
}

const closeItems = (outline: Outline) => {
  while (outline.open.at(-1)?.block.type === 'item') outline.open.pop();
};

/** What a numbered paragraph is: by how it ends and whether deeper numbers follow. */
function guess(line: Numbered, next: PasteLine | undefined): 'section' | 'addresseeGroup' | 'item' {
  const following = next?.kind === 'paragraph' ? numbered(next.run) : null;
  const deeper =
    line.parts.length === 1 && following?.parts.length === 2 && following.parts[0] === line.parts[0];
  if (!deeper) return 'item';
  const text = plain(line.rest).trim();
  if (text.endsWith(':')) return 'addresseeGroup';
  return text.length <= 120 && !/[.;,]$/.test(text) ? 'section' : 'item';
}

function withoutColon(run: Inline[]): Inline[] {
  const last = run.at(-1);
  if (last?.type !== 'text') return run;
  return [...run.slice(0, -1), { ...last, text: last.text.replace(/:\s*$/, '') }];
}

function addNumbered(outline: Outline, line: Numbered, next: PasteLine | undefined): void {
  const kind = guess(line, next);
  const text = plain(line.rest);
  let block: ContainerBlock;
  if (kind === 'section') {
    block = { type: 'section', id: '', title: line.rest, children: [] };
    outline.mode = 'section';
    doubt(outline.context, 'Нумерованная строка принята за заголовок раздела', text);
  } else if (kind === 'addresseeGroup') {
    block = { type: 'addresseeGroup', id: '', addressees: [withoutColon(line.rest)], children: [] };
    if (outline.mode !== 'section') outline.mode = 'addressee';
    doubt(outline.context, 'Нумерованная строка с двоеточием принята за адресата', text);
  } else {
    block = { type: 'item', id: '', content: line.rest, children: [] };
    if (outline.mode === 'none') outline.mode = 'flat';
  }
  outline.typed.set(block, line.parts.join('.'));
  openBlock(outline, 10 + line.parts.length, block);
}

function addItems(outline: Outline, entries: readonly ListEntry[]): void {
  const toItem = (entry: ListEntry, level: number): Block => ({
    type: 'item',
    id: '',
    content: entry.content,
    children: (entry.entries ?? []).map((inner) => toItem(inner, level + 1)),
  });
  closeItems(outline);
  for (const entry of entries) place(outline, toItem(entry, 1));
  if (outline.mode === 'none') outline.mode = 'flat';
  doubt(outline.context, 'Нумерованный перечень принят за пункты', plain(entries[0]?.content ?? []));
}

/** A dash at the start of a paragraph makes it an entry of the list above it. */
function addDash(outline: Outline, run: Inline[]): void {
  const holder = outline.open.at(-1)?.block.children ?? outline.top;
  const last = holder.at(-1);
  if (last?.type === 'list' && last.style === 'dash') last.entries.push({ content: run });
  else place(outline, { type: 'list', id: '', style: 'dash', entries: [{ content: run }] });
}

function addParagraph(
  outline: Outline,
  line: PasteLine & { kind: 'paragraph' },
  next: PasteLine | undefined,
): void {
  const number = numbered(line.run);
  const dash = DASH.exec(plain(line.run));
  const { run, align } = line;
  if (number) addNumbered(outline, number, next);
  else if (dash) addDash(outline, cut(run, dash[0].length));
  else place(outline, { type: 'paragraph', id: '', content: run, ...(align ? { align } : {}) });
}

function addHeading(outline: Outline, line: PasteLine & { kind: 'heading' }): void {
  const number = numbered(line.run);
  if (number && outline.mode !== 'addressee') outline.mode = 'section';
  const block: ContainerBlock = { type: 'section', id: '', title: number?.rest ?? line.run, children: [] };
  if (number) outline.typed.set(block, number.parts.join('.'));
  if (line.level > HEADING_LEVELS) {
    doubt(outline.context, `Заголовок уровня ${line.level} стал уровнем ${HEADING_LEVELS}`, plain(line.run));
  }
  openBlock(outline, Math.min(line.level, HEADING_LEVELS), block);
}

function addLine(outline: Outline, line: PasteLine, next: PasteLine | undefined): void {
  if (line.kind === 'heading') addHeading(outline, line);
  else if (line.kind === 'paragraph') addParagraph(outline, line, next);
  else if (line.kind === 'quote') place(outline, { type: 'quote', id: '', paragraphs: line.paragraphs });
  else if (line.kind === 'table') place(outline, { ...line.table, id: '' });
  else if (line.ordered) addItems(outline, line.entries);
  else place(outline, { type: 'list', id: '', style: 'dash', entries: line.entries });
}

export interface PasteOutline {
  readonly blocks: Block[];
  readonly mode: NumberingMode;
  readonly typed: ReadonlyMap<Block, string>;
}

/** Builds blocks with empty ids from the lines. */
export function outlineOf(lines: readonly PasteLine[], context: PasteContext): PasteOutline {
  const outline: Outline = { context, top: [], open: [], mode: 'none', typed: new Map() };
  lines.forEach((line, i) => {
    addLine(outline, line, lines[i + 1]);
  });
  return { blocks: outline.top, mode: outline.mode, typed: outline.typed };
}
