// A known block as it stands in the file that came back: the very block where nothing visible changed, else the same
// block with the new words, its atoms kept where their printed text still stands.
import type {
  AppendixBlock,
  Block,
  Inline,
  ListBlock,
  ListEntry,
  TableBlock,
  TableCell,
} from '../../body/body.schema';
import { isContainer, ownRuns, withChildren } from '../../body/walk';
import type { Line } from '../pieces';
import type { Carry } from './carry.schema';
import { cellLine, lookTrace } from './line-trace';
import { type Atom, reattach } from './reattach';
import { type KnownUnit, tracedRuns } from './visible-units';

type Run = Inline[];

function unchanged(unit: KnownUnit, carry: Carry): boolean {
  const expected = carry.lines[unit.block.id] ?? [];
  const lines = unit.table ? tableLines(unit) : unit.lines.map((line) => tracedRuns(line.run));
  const traces = lines.map(lookTrace);
  const wanted = expected.map(([, look]) => look);
  // Word processors fill up a grid of merged cells with empty ones: there the words alone are compared.
  const merged = unit.block.type === 'table' && unit.block.rows.some((row) => row.cells.some(isMerged));
  const some = (all: readonly string[]) => (merged ? all.filter((trace) => trace !== BLANK) : all).join(' ');
  return some(traces) === some(wanted);
}

const BLANK = lookTrace([]);
const isMerged = ({ rowspan = 1, colspan = 1 }: TableCell) => rowspan > 1 || colspan > 1;

function tableLines({ table, caption }: KnownUnit) {
  const cells =
    table?.table.rows.flatMap((row) => row.cells.map((cell) => cellLine(cell.content.map(tracedRuns)))) ?? [];
  return [[{ text: caption ?? '' }], ...cells];
}

/** The atoms of a block, in order, with what they printed. */
function atomsOf(block: Block, carry: Carry): Atom[] {
  const printed = carry.atoms[block.id] ?? [];
  const inlines = ownRuns(block).flatMap((run) => run.filter((inline) => inline.type !== 'text'));
  return inlines.map((inline, i) => ({ inline, printed: printed[i] ?? '' }));
}

const withoutSign = (run: Run): Run => {
  const last = run.at(-1);
  if (last?.type !== 'text') return run;
  return [...run.slice(0, -1), { ...last, text: last.text.replace(/\s*[,:]\s*$/, '') }];
};

function entriesOf(lines: readonly Line[], runOf: (line: Line) => Run): ListEntry[] {
  const top: ListEntry[] = [];
  const open: ListEntry[][] = [top];
  for (const line of lines) {
    while (open.length > line.level + 1) open.pop();
    while (open.length < line.level + 1) {
      const parent = open.at(-1)?.at(-1);
      if (!parent) break;
      parent.entries ??= [];
      open.push(parent.entries);
    }
    open.at(-1)?.push({ content: runOf(line) });
  }
  return top;
}

function changedTable(
  block: TableBlock,
  unit: KnownUnit,
  runOf: (run: readonly Inline[]) => Run,
): TableBlock {
  const rows = (unit.table?.table.rows ?? []).map((row, i) => ({
    cells: row.cells.map((cell, k) => {
      const was = block.rows[i]?.cells[k];
      const header = was?.header ?? false;
      // Cells of the head are printed bold: that is their look, not a mark of the words.
      const plain = header || i < block.headerRows;
      const content = cell.content.map((run) => runOf(plain ? withoutStrong(run) : run));
      return { ...cell, content, ...(header ? { header } : {}), ...(was?.align ? { align: was.align } : {}) };
    }),
  }));
  const { caption: _, ...rest } = block;
  return { ...rest, rows, ...(unit.caption ? { caption: unit.caption } : {}) };
}

const withoutStrong = (run: readonly Inline[]): Run =>
  run.map((inline) => {
    if (inline.type !== 'text') return inline;
    const marks = (inline.marks ?? []).filter(({ type }) => type !== 'strong');
    return marks.length > 0 ? { ...inline, marks } : { type: 'text', text: inline.text };
  });

/** Label, then the caption if it had one, then the title. */
function changedAppendix(
  block: AppendixBlock,
  lines: readonly Line[],
  runOf: (run: readonly Inline[]) => Run,
): AppendixBlock {
  const [, ...rest] = lines;
  const title = rest.find((line) => line.heading > 0 || line.align === 'center');
  const caption = rest
    .filter((line) => line !== title)
    .map(({ text }) => text.trim())
    .join(' ');
  const { caption: _, ...kept } = block;
  return { ...kept, title: title ? runOf(title.run) : [], ...(caption ? { caption } : {}) };
}

function changed(unit: KnownUnit, carry: Carry): Block {
  const { block, lines } = unit;
  let atoms = atomsOf(block, carry);
  /** Atoms found in one run are not looked for in the next. */
  const runOf = (run: readonly Inline[]): Run => {
    const done = reattach(run, atoms);
    const used = new Set(done);
    atoms = atoms.filter(({ inline }) => !used.has(inline));
    return done;
  };
  const first = () => runOf(lines[0]?.run ?? []);
  switch (block.type) {
    case 'section':
      return { ...block, title: first() };
    case 'addresseeGroup':
      return { ...block, addressees: lines.map((line) => runOf(withoutSign([...line.run]))) };
    case 'item':
    case 'paragraph':
      return { ...block, content: first() };
    case 'list':
      return { ...block, entries: entriesOf(lines, (line) => runOf(line.run)) } satisfies ListBlock;
    case 'quote':
      return { ...block, paragraphs: lines.map((line) => runOf(line.run)) };
    case 'table':
      return changedTable(block, unit, runOf);
    case 'appendix':
      return changedAppendix(block, lines, runOf);
  }
}

/** The block without children; `touched` when its words are not what was sent out. */
export function knownBlock(unit: KnownUnit, carry: Carry): { block: Block; touched: boolean } {
  const same = unchanged(unit, carry);
  const block = same ? unit.block : changed(unit, carry);
  return { block: isContainer(block) ? withChildren(block, []) : block, touched: !same };
}
