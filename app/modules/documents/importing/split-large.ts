// Tables and lists beyond what one block may hold (a pasted spreadsheet) as several of the same kind, one after
// another. Rows that merged cells hold together stay together.
import {
  type Block,
  BODY_LIMITS,
  type ListBlock,
  type ListEntry,
  type TableBlock,
} from '../body/body.schema';
import { isContainer, ownRuns } from '../body/walk';
import type { Doubts } from './pieces';

/** Well below the limit: normalising and a person's own words need room. */
const ROOM = Math.floor(BODY_LIMITS.inlinePerBlock * 0.8);

const weight = (block: Block): number => ownRuns(block).reduce((sum, run) => sum + run.length, 0);

/** Groups neighbours until they are heavy enough; `mayCut` says whether a part may end before this one. */
function parts<T>(
  all: readonly T[],
  weightOf: (one: T) => number,
  mayCut: (index: number) => boolean,
): T[][] {
  const out: T[][] = [[]];
  let sum = 0;
  all.forEach((one, i) => {
    const own = weightOf(one);
    if (sum > 0 && sum + own > ROOM && mayCut(i)) {
      out.push([]);
      sum = 0;
    }
    out.at(-1)?.push(one);
    sum += own;
  });
  return out;
}

function splitTable(table: TableBlock): TableBlock[] {
  // The row below which every merged cell begun so far has ended.
  let reach = 0;
  const free = table.rows.map((row, i) => {
    const mayCut = i >= reach;
    for (const { rowspan = 1 } of row.cells) reach = Math.max(reach, i + rowspan);
    return mayCut;
  });
  const rowWeight = (row: TableBlock['rows'][number]) =>
    row.cells.reduce((sum, cell) => sum + cell.content.reduce((inner, run) => inner + run.length, 0), 0);
  return parts(table.rows, rowWeight, (i) => free[i] ?? true).map((rows, i) => {
    const { caption: _, ...rest } = table;
    return i === 0 ? { ...table, rows } : { ...rest, headerRows: 0, rows };
  });
}

const entryWeight = (entry: ListEntry): number =>
  entry.content.length + (entry.entries ?? []).reduce((sum, inner) => sum + entryWeight(inner), 0);

const splitList = (list: ListBlock): ListBlock[] =>
  parts(list.entries, entryWeight, () => true).map((entries) => ({ ...list, entries }));

function split(block: Block): Block[] {
  if (block.type !== 'table' && block.type !== 'list') return [block];
  if (weight(block) <= ROOM) return [block];
  return block.type === 'table' ? splitTable(block) : splitList(block);
}

/** The blocks with large tables and lists cut; containers are changed in place. */
export function splitLarge(blocks: readonly Block[], doubts: Doubts): Block[] {
  return blocks.flatMap((block): Block[] => {
    if (isContainer(block)) {
      // The object stays: typed numbers are kept by it.
      block.children = splitLarge(block.children, doubts);
      return [block];
    }
    const out = split(block);
    if (out.length > 1) {
      const what = block.type === 'table' ? 'Большая таблица разделена' : 'Большой перечень разделён';
      doubts.add('table', `${what} на части: ${out.length}`);
    }
    return out;
  });
}
