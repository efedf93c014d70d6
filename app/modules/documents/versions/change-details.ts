// What changed in a block besides its running words, told in words: term, responsible, cells, look. Pure.
import { diffArrays } from 'diff';
import type { Block, Due, Inline, ItemBlock, NumberingMode, TableBlock } from '../body/body.schema';
import { diffWords, type WordPart } from '../body/changes';
import { type DisplayContext, runText } from '../body/render-values';
import { ownRuns } from '../body/walk';
import { dueText } from '../output/paper-blocks';
import type { ChangeDetail } from './versions.views';

const MAX_CELLS = 30;

/** Old and new whole, for short values. */
export function replaced(before: string, after: string): WordPart[] {
  const parts: WordPart[] = [
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ];
  return parts.filter(({ text }) => text !== '');
}

const note = (label: string): ChangeDetail => ({ label, words: [] });
const dueWords = (due: Due | undefined) => (due ? dueText(due) : '');

function itemDetails(was: ItemBlock, is: ItemBlock, properties: readonly string[]): ChangeDetail[] {
  const out: ChangeDetail[] = [];
  if (properties.includes('due'))
    out.push({ label: 'Срок', words: replaced(dueWords(was.due), dueWords(is.due)) });
  if (properties.includes('responsible')) {
    const words = replaced((was.responsible ?? []).join(', '), (is.responsible ?? []).join(', '));
    out.push({ label: 'Ответственные', words });
  }
  if (properties.includes('verbKind')) out.push(note('Изменён вид действия (в тексте не печатается)'));
  return out;
}

const NUMBERING: Record<NumberingMode, string> = {
  flat: 'сплошная',
  addressee: 'по адресатам',
  section: 'по разделам',
  dash: 'тире',
  none: 'без номеров',
};
export const numberingWord = (mode: NumberingMode | undefined) =>
  mode ? NUMBERING[mode] : 'как во всём документе';

interface Sides {
  readonly before: DisplayContext;
  readonly after: DisplayContext;
}

const cellText = (cell: { content: Inline[][] }, context: DisplayContext, id: string) =>
  cell.content.map((run) => runText(run, context, id)).join(' ');

/** «Срок» of a header row, else the ordinal of the column. */
function columnName(table: TableBlock, column: number, context: DisplayContext): string {
  const head = table.headerRows > 0 ? table.rows[0]?.cells[column] : undefined;
  const text = head ? cellText(head, context, table.id).trim() : '';
  return text ? `столбец «${text}»` : `столбец ${column + 1}`;
}

function cellDetails(was: TableBlock, is: TableBlock, a: number, b: number, sides: Sides): ChangeDetail[] {
  const [old, now] = [was.rows[a]?.cells ?? [], is.rows[b]?.cells ?? []];
  return Array.from({ length: Math.max(old.length, now.length) }, (_, column) => {
    const before = old[column] ? cellText(old[column], sides.before, was.id) : '';
    const after = now[column] ? cellText(now[column], sides.after, is.id) : '';
    const label = `Строка ${b + 1}, ${columnName(is, column, sides.after)}`;
    return before === after ? null : { label, words: diffWords(before, after) };
  }).filter((detail) => detail !== null);
}

/** Rows are paired by their text; a removed row followed by an added one is a changed row, told by its cells. */
function tableDetails(was: TableBlock, is: TableBlock, sides: Sides): ChangeDetail[] {
  const texts = (table: TableBlock, context: DisplayContext) =>
    table.rows.map((row) => row.cells.map((cell) => cellText(cell, context, table.id)).join(' │ '));
  const [old, now] = [texts(was, sides.before), texts(is, sides.after)];
  const out: ChangeDetail[] = [];
  let [a, b] = [0, 0];
  let gone: number[] = [];
  const flush = () => {
    for (const row of gone)
      out.push({ label: `Исключена строка ${row + 1}`, words: [{ kind: 'removed', text: old[row] ?? '' }] });
    gone = [];
  };
  for (const { added, removed, value } of diffArrays(old, now)) {
    if (removed) {
      gone.push(...value.map(() => a++));
    } else if (added) {
      for (const text of value) {
        const pair = gone.shift();
        if (pair === undefined)
          out.push({ label: `Добавлена строка ${b + 1}`, words: [{ kind: 'added', text }] });
        else out.push(...cellDetails(was, is, pair, b, sides));
        b += 1;
      }
      flush();
    } else {
      flush();
      a += value.length;
      b += value.length;
    }
  }
  flush();
  return out.length > MAX_CELLS
    ? [...out.slice(0, MAX_CELLS), note(`…и ещё ${out.length - MAX_CELLS}`)]
    : out;
}

const targets = (block: Block) =>
  ownRuns(block)
    .flat()
    .flatMap((inline) => (inline.type === 'crossRef' ? [inline.targetId] : []))
    .join(' ');

/** Details of one block that is in both bodies; `textChanged` says whether its words differ. */
export function changeDetails(
  was: Block,
  is: Block,
  properties: readonly string[],
  context: Sides & { textChanged: boolean },
): ChangeDetail[] {
  if (was.type !== is.type) return [note('Изменён вид абзаца')];
  const out: ChangeDetail[] = [];
  if (was.type === 'item' && is.type === 'item') out.push(...itemDetails(was, is, properties));
  if (was.type === 'table' && is.type === 'table') out.push(...tableDetails(was, is, context));
  if (properties.includes('numbering') && 'numbering' in is && 'numbering' in was) {
    out.push({
      label: 'Нумерация',
      words: replaced(numberingWord(was.numbering), numberingWord(is.numbering)),
    });
  }
  if (properties.includes('align')) out.push(note('Изменено выравнивание'));
  if (properties.includes('style')) out.push(note('Изменён вид перечня'));
  if (targets(was) !== targets(is)) out.push(note('Ссылка ведёт на другой пункт'));
  else if (!context.textChanged && out.length === 0) out.push(note('Изменено оформление, слова те же'));
  return out;
}
