// «Предложить свою редакцию пункта»: a block as lines of plain text, and the edited lines back as the same block.
// Unchanged words keep their marks, references and fields; only what was really reworded becomes new text.
import { diffArrays } from 'diff';
import type { Block, Inline, ListEntry } from '../../body/body.schema';
import { normalizeRun } from '../../body/normalize';
import { type DisplayContext, presentRun, runText } from '../../body/render-values';
import { flattenEntries, mapOwnRuns, ownRuns } from '../../body/walk';
import { remarkError } from '../remark-errors';
import { wordsOf } from './diff-runs';
import { sliceRun } from './run-units';

/** The lines a person edits: one for each own run of the block. */
export function editableLines(block: Block, context: DisplayContext): string[] {
  return ownRuns(block).map((run) => runText(run, context, block.id));
}

const fold = (text: string) => text.replace(/[\u00a0\u202f\t]/g, ' ');

interface Piece {
  /** Printed length. */
  readonly length: number;
  readonly atom: boolean;
  readonly inline: Inline;
}

function piecesOf(run: readonly Inline[], context: DisplayContext, blockId: string): Piece[] {
  return run.map((inline) => ({
    inline,
    atom: inline.type !== 'text',
    length: presentRun([inline], context, blockId)[0]?.text.length ?? 0,
  }));
}

/** What is kept between two printed positions; an atom only whole, a part of it as plain text. */
function keep(pieces: readonly Piece[], printed: string, from: number, to: number): Inline[] {
  const out: Inline[] = [];
  let at = 0;
  for (const { inline, atom, length } of pieces) {
    const [start, end] = [Math.max(from, at), Math.min(to, at + length)];
    const whole = from <= at && at + length <= to;
    if (atom && whole && (length > 0 || from < at)) out.push(inline);
    else if (start < end) {
      if (atom) out.push({ type: 'text', text: printed.slice(start, end) });
      else out.push(...sliceRun([inline], start - at, end - at));
    }
    at += length;
  }
  return out;
}

/** One run with the words that a person changed. */
export function rewriteRun(
  run: readonly Inline[],
  text: string,
  context: DisplayContext,
  blockId: string,
): Inline[] {
  const printed = runText(run, context, blockId);
  if (fold(printed).trim() === fold(text).trim()) return [...run];
  const pieces = piecesOf(run, context, blockId);
  const parts = diffArrays(wordsOf(printed), wordsOf(text), {
    comparator: (a, b) => fold(a) === fold(b),
    maxEditLength: 3000,
  });
  if (!parts) return normalizeRun([{ type: 'text', text }]);
  const out: Inline[] = [];
  let at = 0;
  for (const { added, removed, value } of parts) {
    const words = value.join('');
    if (added) {
      const last = out.at(-1);
      const marks = last?.type === 'text' ? (last.marks ?? []).filter(({ type }) => type !== 'link') : [];
      out.push({ type: 'text', text: words, ...(marks.length > 0 ? { marks } : {}) });
      continue;
    }
    if (!removed) out.push(...keep(pieces, printed, at, at + words.length));
    at += words.length;
  }
  return normalizeRun(out);
}

const WHAT: Partial<Record<Block['type'], string>> = { table: 'таблице', list: 'списке с вложением' };

function withRuns(block: Block, runs: Inline[][]): Block {
  if (runs.length === ownRuns(block).length) {
    let next = 0;
    return mapOwnRuns(block, () => runs[next++] ?? []);
  }
  switch (block.type) {
    case 'quote':
      return { ...block, paragraphs: runs };
    case 'addresseeGroup':
      return { ...block, addressees: runs };
    case 'list':
      return { ...block, entries: runs.map((content): ListEntry => ({ content })) };
    default:
      return block;
  }
}

/** Runs for the new lines: lines that did not change keep their run, the others are paired in order. */
function alignLines(block: Block, lines: readonly string[], context: DisplayContext): Inline[][] {
  const runs = ownRuns(block);
  const old = editableLines(block, context);
  const out: Inline[][] = [];
  let at = 0;
  let gone: number[] = [];
  for (const { added, removed, value } of diffArrays(old.map(fold), lines.map(fold))) {
    if (removed) gone = value.map((_, i) => at + i);
    else if (added) {
      for (const line of value) {
        const from = gone.shift();
        out.push(
          from === undefined
            ? normalizeRun([{ type: 'text', text: line }])
            : rewriteRun(runs[from] ?? [], line, context, block.id),
        );
      }
    } else {
      out.push(...runs.slice(at, at + value.length));
      gone = [];
    }
    if (!added) at += value.length;
  }
  return out;
}

/**
 * The block as the person worded it; children stay. Throws documents/suggestion-lines where lines of a table or a
 * nested list do not match.
 */
export function rewriteBlock(block: Block, text: string, context: DisplayContext): Block {
  const whole = text.replace(/\r\n?/g, '\n');
  if (fold(whole) === fold(editableLines(block, context).join('\n'))) return block;
  const runs = ownRuns(block);
  const all = whole.split('\n');
  const given = all.length === runs.length ? all : whole.replace(/\n+$/, '').split('\n');
  const one = runs.length === 1 && !['quote', 'addresseeGroup', 'list', 'table'].includes(block.type);
  const lines = one
    ? [
        given
          .map((line) => line.trim())
          .filter((line) => line !== '')
          .join(' '),
      ]
    : given;
  if (lines.length === runs.length) {
    return withRuns(
      block,
      runs.map((run, i) => rewriteRun(run, lines[i] ?? '', context, block.id)),
    );
  }
  const nested = block.type === 'list' && flattenEntries(block.entries).some(({ level }) => level > 1);
  if (block.type === 'table' || nested) {
    throw remarkError('suggestion-lines', {
      what: WHAT[block.type] ?? '',
      was: runs.length,
      now: lines.length,
    });
  }
  return withRuns(
    block,
    alignLines(
      block,
      lines.filter((line) => line.trim() !== ''),
      context,
    ),
  );
}
