// Doubts about the text of a ready tree, each at its block: look-alike letters, quotes, brackets, repeated points.
// The faults themselves are found by the check («Проверка»): what it would say later is said here at once.
import { findLookAlikes } from '~/shared/russian';
import type { Block, DocumentBody, Inline } from '../body/body.schema';
import { flattenBlocks, ownRuns } from '../body/walk';
import { findDuplicates } from '../checks';
import { strayBracket } from '../checks/rules/unbalanced-brackets';
import { quoteBalance } from '../checks/rules/unbalanced-quotes';
import type { ImportDoubt, ImportFacts } from './import.schema';
import { type RawDoubt, shorten } from './pieces';

type Found = Omit<ImportDoubt, 'id'>;

const textOfRun = (run: readonly Inline[]) =>
  run.map((inline) => (inline.type === 'text' || inline.type === 'citation' ? inline.text : ' ')).join('');

/** The texts a block holds itself. */
export const ownTexts = (block: Block): string[] => ownRuns(block).map(textOfRun);

function lookAlikesIn(text: string, blockId: string | null, where: string): Found[] {
  const words = new Map(findLookAlikes(text).map((found) => [found.word, found] as const));
  return [...words.values()].map(
    ({ word, index, repaired }): Found => ({
      kind: 'look-alike',
      blockId,
      message: repaired
        ? `${where}«${word}»: латинские буквы вместо русских`
        : `${where}«${word}»: смешаны латинские и русские буквы, проверьте`,
      sample: shorten(text.slice(Math.max(0, index - 50), index + word.length + 50)),
      ...(repaired ? { fix: { from: word, to: repaired } } : {}),
    }),
  );
}

function quoteMessage(text: string): string | null {
  if (quoteBalance(text) !== null) return 'Кавычка без пары';
  return text.includes('«') && text.includes('"') ? 'Кавычки разного вида: «ёлочки» и "прямые"' : null;
}

function signs(block: Block, text: string): Found[] {
  const quotes = quoteMessage(text);
  const bracket = strayBracket(text);
  const base = { blockId: block.id, sample: shorten(text) };
  return [
    ...(quotes === null ? [] : [{ ...base, kind: 'quotes' as const, message: quotes }]),
    ...(bracket === null
      ? []
      : [{ ...base, kind: 'brackets' as const, message: `Скобка «${bracket}» без пары` }]),
  ];
}

const duplicates = (body: DocumentBody): Found[] =>
  findDuplicates(body).map(({ first, second }) => ({
    kind: 'duplicate',
    blockId: second.blockId,
    message: first.number ? `Почти то же сказано выше, в ${first.number}` : 'Почти то же уже сказано выше',
    sample: shorten(second.text),
  }));

/** All of them in reading order, duplicates last. Pure. */
export function bodyDoubts(body: DocumentBody): Found[] {
  const own = flattenBlocks(body).flatMap(({ block }) => {
    const texts = ownTexts(block);
    return [...texts.flatMap((text) => lookAlikesIn(text, block.id, '')), ...signs(block, texts.join('\n'))];
  });
  return [...own, ...duplicates(body)];
}

/** Latin letters in titles and names above the text; a person mends them in the fields. */
export function factDoubts({ titleLines, headerLines, marks, place }: ImportFacts): Found[] {
  const names = marks.flatMap(({ lines, person }) => [...lines, ...(person ? [person] : [])]);
  const texts = [...titleLines, ...headerLines, ...names, ...(place ? [place] : [])];
  return texts.flatMap((text) => lookAlikesIn(text, null, `В записи «${shorten(text, 60)}» — `));
}

/** Kinds that are about one line of the text. */
const PLACED = new Set<RawDoubt['kind']>(['level', 'joined', 'hyphenation', 'note', 'table']);
const lettersOf = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, '');

/** Doubts met while reading, each set at the first block after the last one that holds its text. */
export function placed(doubts: readonly RawDoubt[], body: DocumentBody): Found[] {
  const texts = flattenBlocks(body).map(({ block }) => ({
    id: block.id,
    text: lettersOf(ownTexts(block).join(' ')),
  }));
  const next = new Map<string, number>();
  return doubts.map((doubt): Found => {
    const sample = doubt.kind === 'joined' ? (doubt.sample.split('⏐')[1] ?? '') : doubt.sample;
    const wanted = lettersOf(sample).slice(0, 40);
    const from = next.get(doubt.kind) ?? 0;
    const searched = wanted.length >= 4 && PLACED.has(doubt.kind);
    const at = searched ? texts.findIndex(({ text }, i) => i >= from && text.includes(wanted)) : -1;
    if (at >= 0) next.set(doubt.kind, at + 1);
    return { ...doubt, blockId: texts[at]?.id ?? null };
  });
}
