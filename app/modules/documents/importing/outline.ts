// Lines with their roles -> blocks. Typed numbers and dashes go, since numbers are computed; a number that will print
// otherwise is told by the caller (see `typed`).
import type { Block, ContainerBlock, Inline, ListBlock, ListEntry, NumberingMode } from '../body/body.schema';
import { normalizeRun } from '../body/normalize';
import { contentOf, type Doubts, type Line, type Piece, wordsOf } from './pieces';
import { planRoles, type Role } from './plan';
import { endsWithColon } from './russian-cues';

interface Open {
  /** 1–7 sections, 8 an addressee, 10 + depth a point, 30 a dash of an addressee. */
  readonly rank: number;
  readonly block: ContainerBlock;
}

type Holder = Exclude<ContainerBlock, { type: 'item' }>;

const GROUP_RANK = 8;
const ITEM_RANK = 10;
const DASH_RANK = 30;
const MAX_ENTRY_LEVEL = 4;

export interface Outline {
  readonly blocks: Block[];
  readonly mode: NumberingMode;
  /** Decimal numbers as they stood in the text, by block. */
  readonly typed: ReadonlyMap<Block, string>;
}

class Builder {
  readonly top: Block[] = [];
  readonly typed = new Map<Block, string>();
  /** Holders of points that are dashes. */
  readonly dashed = new Set<Holder>();
  private readonly open: Open[] = [];

  constructor(private readonly doubts: Doubts) {}

  private holder(): Block[] {
    return this.open.at(-1)?.block.children ?? this.top;
  }
  place(block: Block): void {
    this.holder().push(block);
  }
  private enter(rank: number, block: ContainerBlock): void {
    while ((this.open.at(-1)?.rank ?? 0) >= rank) this.open.pop();
    this.place(block);
    this.open.push({ rank, block });
  }
  private number(block: Block, line: Line): void {
    if (line.marker === 'number') this.typed.set(block, line.parts.join('.'));
  }
  closeGroups(): void {
    while ((this.open.at(-1)?.rank ?? 0) >= GROUP_RANK) this.open.pop();
  }

  section(line: Line, rank: number, guessed: boolean): void {
    const block: ContainerBlock = { type: 'section', id: '', title: contentOf(line), children: [] };
    this.number(block, line);
    if (guessed && line.marker === 'number') {
      this.doubts.add('level', 'Нумерованная строка принята за заголовок раздела', wordsOf(line));
    }
    this.enter(rank, block);
  }
  group(line: Line, numbered: boolean): void {
    const run = normalizeRun(contentOf(line));
    const block: ContainerBlock = {
      type: 'addresseeGroup',
      id: '',
      addressees: [withoutColon(run)],
      children: [],
    };
    this.number(block, line);
    if (numbered) this.doubts.add('level', 'Нумерованная строка принята за адресата', wordsOf(line));
    this.enter(GROUP_RANK, block);
  }
  item(line: Line, rank: number): void {
    const block: ContainerBlock = { type: 'item', id: '', content: contentOf(line), children: [] };
    this.number(block, line);
    this.enter(rank, block);
    const holder = this.open.at(-2)?.block;
    if (rank === DASH_RANK && holder && holder.type !== 'item') this.dashed.add(holder);
  }
  entry(line: Line, style: 'dash' | 'decimal', level: number): void {
    const last = this.holder().at(-1);
    const list: ListBlock =
      last?.type === 'list' && last.style === style ? last : { type: 'list', id: '', style, entries: [] };
    if (list !== last) this.place(list);
    let { entries } = list;
    for (let depth = 0; depth < Math.min(level, MAX_ENTRY_LEVEL - 1); depth++) {
      const parent = entries.at(-1);
      if (!parent) break;
      parent.entries ??= [];
      entries = parent.entries;
    }
    const entry: ListEntry = { content: contentOf(line) };
    entries.push(entry);
  }
  quote(line: Line): void {
    const last = this.holder().at(-1);
    if (last?.type === 'quote') last.paragraphs.push([...line.run]);
    else this.place({ type: 'quote', id: '', paragraphs: [[...line.run]] });
  }
  paragraph(line: Line): void {
    const align = line.align === 'center' || line.align === 'right' ? { align: line.align } : {};
    // An automatic letter («а)») cannot be computed again: it stays as text.
    const label: Inline[] =
      line.label !== '' && line.marker !== 'dash' ? [{ type: 'text', text: `${line.label} ` }] : [];
    this.place({ type: 'paragraph', id: '', content: [...label, ...line.run], ...align });
  }
}

function withoutColon(run: readonly Inline[]): Inline[] {
  const last = run.at(-1);
  if (last?.type !== 'text') return [...run];
  return [...run.slice(0, -1), { ...last, text: last.text.replace(/\s*:\s*$/, '') }];
}

/** A table without borders holds signatures or marks, not what a point says. */
const isLoose = (piece: Piece | undefined): boolean => piece?.kind === 'table' && piece.borderless;

/** The last piece that belongs to a point: what stands after it closes the text. */
function lastPoint(pieces: readonly Piece[], roles: readonly Role[]): number {
  let last = -1;
  roles.forEach((role, i) => {
    if (role.kind === 'item' || role.kind === 'dash-item') last = i;
    // Lists, notes and quotes right after a point are of it, and so is the line that opens them.
    else if (
      last >= 0 &&
      last === i - 1 &&
      ((role.kind === 'table' && !isLoose(pieces[i])) ||
        ['entry', 'note', 'quote', 'lettered'].includes(role.kind) ||
        opens(pieces, roles, i))
    )
      last = i;
  });
  return last;
}

function opens(pieces: readonly Piece[], roles: readonly Role[], at: number): boolean {
  const piece = pieces[at];
  const next = roles[at + 1]?.kind;
  return (
    piece?.kind === 'line' &&
    endsWithColon(piece.text) &&
    (next === 'entry' || next === 'quote' || next === 'lettered')
  );
}

function add(builder: Builder, piece: Piece, role: Role): void {
  if (piece.kind === 'table') {
    builder.place({ ...piece.table, id: '' });
    return;
  }
  if (role.kind === 'section') builder.section(piece, role.rank, role.guessed);
  else if (role.kind === 'group') builder.group(piece, role.numbered);
  else if (role.kind === 'item') builder.item(piece, ITEM_RANK + role.depth);
  else if (role.kind === 'dash-item') builder.item(piece, DASH_RANK);
  else if (role.kind === 'entry') builder.entry(piece, role.style, role.level);
  else if (role.kind === 'quote') builder.quote(piece);
  else builder.paragraph(piece);
}

/** Which numbering prints what stood in the text. */
function modeOf(roles: readonly Role[], pieces: readonly Piece[]): NumberingMode {
  const has = (test: (role: Role, i: number) => boolean) => roles.some(test);
  const numbered = (i: number) => pieces[i]?.kind === 'line' && (pieces[i] as Line).marker === 'number';
  if (has((role, i) => role.kind === 'section' && numbered(i))) return 'section';
  if (has((role) => role.kind === 'group' && role.numbered)) return 'addressee';
  if (has((role) => role.kind === 'item')) return 'flat';
  return has((role) => role.kind === 'dash-item') ? 'dash' : 'none';
}

/** Counts that begin again in each section or group («1. 2.» under each) are modes of the containers, not of the body. */
function settleModes({ top, typed, dashed }: Builder, mode: NumberingMode): NumberingMode {
  if (mode !== 'dash') for (const block of dashed) block.numbering = 'dash';
  if (mode !== 'flat') return mode;
  const counted = top.filter((block): block is Holder => {
    return (
      (block.type === 'section' || block.type === 'addresseeGroup') && firstNumber(block, typed) !== undefined
    );
  });
  if (counted.length < 2 || !counted.slice(1).every((block) => firstNumber(block, typed) === '1'))
    return 'flat';
  for (const block of counted) block.numbering = 'flat';
  return top.some((block) => block.type === 'item') ? 'flat' : 'none';
}

function firstNumber(block: ContainerBlock, typed: ReadonlyMap<Block, string>): string | undefined {
  for (const child of block.children) {
    const inner =
      child.type === 'section' || child.type === 'addresseeGroup' ? firstNumber(child, typed) : undefined;
    const found = child.type === 'item' ? typed.get(child) : inner;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Builds blocks with empty ids. */
export function outlineOf(pieces: readonly Piece[], doubts: Doubts): Outline {
  const roles = planRoles(pieces, doubts);
  const builder = new Builder(doubts);
  const last = lastPoint(pieces, roles);
  const hasPoints = last >= 0;
  pieces.forEach((piece, i) => {
    const role = roles[i] as Role;
    const leaf = ['paragraph', 'table', 'quote', 'note', 'lettered'].includes(role.kind);
    if (hasPoints && i > last && leaf) builder.closeGroups();
    add(builder, piece, role);
  });
  const mode = settleModes(builder, modeOf(roles, pieces));
  if (roles.some(({ kind }) => kind === 'lettered')) {
    doubts.add('number', 'Буквенные подпункты оставлены строками с их буквами: на них могут ссылаться');
  }
  return { blocks: builder.top, mode, typed: builder.typed };
}
