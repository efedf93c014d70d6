// Doubts about the text of a ready tree, each at its block: look-alike letters, quotes, brackets, repeated points.
import type { Block, DocumentBody, Inline } from '../body/body.schema';
import { flattenBlocks, ownRuns } from '../body/walk';
import type { ImportDoubt, ImportFacts } from './import.schema';
import { type RawDoubt, shorten } from './pieces';
import { duplicateKey, findBracketFault, findLookAlikes, findQuoteFault } from './text-faults';

type Found = Omit<ImportDoubt, 'id'>;

const textOfRun = (run: readonly Inline[]) =>
  run.map((inline) => (inline.type === 'text' || inline.type === 'citation' ? inline.text : ' ')).join('');

/** The texts a block holds itself. */
export const ownTexts = (block: Block): string[] => ownRuns(block).map(textOfRun);

function around(text: string, word: string): string {
  const at = text.indexOf(word);
  return shorten(text.slice(Math.max(0, at - 50), at + word.length + 50));
}

function lookAlikes(block: Block, text: string): Found[] {
  return findLookAlikes(text).map(({ word, mended }) => ({
    kind: 'look-alike',
    blockId: block.id,
    message: mended
      ? `В слове «${word}» есть латинские буквы, похожие на русские`
      : `В слове «${word}» смешаны латинские и русские буквы: проверьте его`,
    sample: around(text, word),
    ...(mended ? { fix: { from: word, to: mended } } : {}),
  }));
}

function signs(block: Block, text: string): Found[] {
  const quotes = findQuoteFault(text);
  const bracket = findBracketFault(text);
  const base = { blockId: block.id, sample: shorten(text) };
  return [
    ...(quotes === null
      ? []
      : [
          {
            ...base,
            kind: 'quotes' as const,
            message: quotes === 'mixed' ? 'Кавычки разного вида: «ёлочки» и "прямые"' : 'Кавычка без пары',
          },
        ]),
    ...(bracket === null
      ? []
      : [{ ...base, kind: 'brackets' as const, message: `Скобка «${bracket}» без пары` }]),
  ];
}

const MIN_DUPLICATE = 25;

function duplicates(body: DocumentBody): Found[] {
  const first = new Map<string, Block>();
  const found: Found[] = [];
  for (const { block } of flattenBlocks(body)) {
    if (block.type !== 'item') continue;
    const [text = ''] = ownTexts(block);
    const key = duplicateKey(text);
    if (key.length < MIN_DUPLICATE) continue;
    // A point that another begins with word for word is the same point.
    const twin = [...first.keys()].find(
      (one) =>
        one === key || (one.length > 40 && key.length > 40 && (one.startsWith(key) || key.startsWith(one))),
    );
    if (twin === undefined) first.set(key, block);
    else
      found.push({
        kind: 'duplicate',
        blockId: block.id,
        message: 'Такой же пункт уже есть выше',
        sample: shorten(text),
      });
  }
  return found;
}

/** All of them in reading order, duplicates last. Pure. */
export function bodyDoubts(body: DocumentBody): Found[] {
  const own = flattenBlocks(body).flatMap(({ block }) =>
    ownTexts(block).flatMap((text) => [...lookAlikes(block, text), ...signs(block, text)]),
  );
  return [...own, ...duplicates(body)];
}

/** Latin letters in titles and names above the text; mended in the fields, not in the tree. */
export function factDoubts({ titleLines, headerLines, marks, place }: ImportFacts): Found[] {
  const names = marks.flatMap(({ lines, person }) => [...lines, ...(person ? [person] : [])]);
  return [...titleLines, ...headerLines, ...names, ...(place ? [place] : [])].flatMap((text) =>
    findLookAlikes(text).map(
      ({ word, mended }): Found => ({
        kind: 'look-alike',
        blockId: null,
        message: `В записи «${shorten(text, 60)}» латинские буквы вместо русских: «${word}»`,
        sample: shorten(text),
        ...(mended ? { fix: { from: word, to: mended } } : {}),
      }),
    ),
  );
}

const key = (text: string) => lettersOf(text).slice(0, 40);

/** Doubts met while reading, each set at the first block after the last one that holds its text. */
export function placed(doubts: readonly RawDoubt[], body: DocumentBody): Found[] {
  const texts = flattenBlocks(body).map(({ block }) => ({
    id: block.id,
    text: lettersOf(ownTexts(block).join(' ')),
  }));
  const next = new Map<string, number>();
  return doubts.map((doubt): Found => {
    const wanted = key(doubt.kind === 'joined' ? (doubt.sample.split('⏐')[1] ?? '') : doubt.sample);
    const from = next.get(doubt.kind) ?? 0;
    const at =
      wanted.length < 4 || !PLACED.has(doubt.kind)
        ? -1
        : texts.findIndex(({ text }, i) => i >= from && text.includes(wanted));
    if (at >= 0) next.set(doubt.kind, at + 1);
    return { ...doubt, blockId: texts[at]?.id ?? null };
  });
}

const PLACED = new Set<RawDoubt['kind']>(['level', 'joined', 'hyphenation', 'note', 'table']);
const lettersOf = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, '');
