// The proof that reading lost nothing: the words of the file against the words of the tree and of what stands apart.
// It knows nothing of how the tree was built; numbers and dashes at a line's start, spaces and soft hyphens are left out.
import { type OfficeBlock, type OfficeDocument, paragraphsOf, textOf } from '~/platform/office';
import type { DocumentBody } from '../body/body.schema';
import { flattenBlocks } from '../body/walk';
import { ownTexts } from './body-doubts';
import type { ImportApart } from './import.schema';

/** Letters and figures in order; what stands between them may be set otherwise. */
const lettersOf = (texts: Iterable<string>): string => {
  let out = '';
  for (const text of texts) out += text.normalize('NFC').replace(/[^\p{L}\p{N}]+/gu, '');
  return out;
};

const wordsOf = (texts: Iterable<string>): string[] => {
  const words: string[] = [];
  for (const text of texts)
    for (const [word] of text
      .normalize('NFC')
      .replace(/\u00ad/g, '')
      .matchAll(/[\p{L}\p{N}]+/gu))
      words.push(word);
  return words;
};

function* sourceTexts(document: OfficeDocument): Generator<string> {
  const called = new Set<string>();
  const ofBlocks = function* (blocks: readonly OfficeBlock[]): Generator<string> {
    for (const paragraph of paragraphsOf(blocks)) {
      yield textOf(paragraph);
      for (const inline of paragraph.inlines)
        if (inline.type === 'noteRef') called.add(`${inline.kind}:${inline.id}`);
    }
  };
  yield* ofBlocks(document.blocks);
  for (const note of document.notes) if (called.has(`${note.kind}:${note.id}`)) yield* ofBlocks(note.blocks);
}

function* bodyTexts(body: DocumentBody): Generator<string> {
  for (const { block } of flattenBlocks(body)) {
    if (block.type === 'table' && block.caption) yield block.caption;
    if (block.type === 'appendix') {
      // The label «Приложение № 1» is computed, but it stood in the file.
      yield 'Приложение';
      if (block.caption) yield block.caption;
    }
    yield* ownTexts(block);
  }
}

const isNumber = (word: string) => /^\d{1,3}$/.test(word);

/** Words that the file has more often than the result; short numbers only where they are no numbers of points. */
function missing(source: readonly string[], result: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const word of result) left.set(word, (left.get(word) ?? 0) + 1);
  return source.filter((word) => {
    const count = left.get(word) ?? 0;
    if (count > 0) left.set(word, count - 1);
    return count === 0 && !isNumber(word);
  });
}

const hidesIn = (word: string, letters: string) => letters.includes(word);

/** `printed`: values of fields and references. Words of the file that stand nowhere in the result; empty when all was kept. */
export function findLosses(
  document: OfficeDocument,
  body: DocumentBody,
  apart: readonly ImportApart[],
  printed: readonly string[] = [],
): string[] {
  const result = [...bodyTexts(body), ...apart.map(({ text }) => text), ...printed];
  const lost = missing(wordsOf(sourceTexts(document)), wordsOf(result));
  if (lost.length === 0) return [];
  // Pieces of a word that a line break or a change of look had cut are whole again in the result: looked up by letters.
  const letters = lettersOf(result);
  return lost.filter((word) => !hidesIn(word, letters) || word.length < 4);
}
