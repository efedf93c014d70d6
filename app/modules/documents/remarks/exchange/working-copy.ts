// A working copy: the paper of a version with open suggestions as tracked changes and remarks as comments. Pure.
// Rejecting all changes in a word processor gives the version to the letter, accepting all the suggested text.
import type {
  Paper,
  PaperBlock,
  PaperComment,
  PaperListEntry,
  PaperRevision,
  PaperRun,
  PaperText,
} from '~/platform/rendering';
import type { Block, DocumentBody } from '../../body/body.schema';
import type { DisplayContext } from '../../body/render-values';
import { findBlock, flattenBlocks, mapBlocks, ownRuns } from '../../body/walk';
import { paperText } from '../../output/inline-text';
import { applyOps } from '../suggestions/apply-ops';
import { runSegments } from '../suggestions/run-segments';
import type { NamedOp, TextOp } from '../suggestions/suggestion-ops.schema';

export interface TrackedOp extends NamedOp {
  /** As the change is signed in the file. */
  readonly author: string;
  /** ISO instant. */
  readonly date: string;
}

const MOVED = '~moved';

/** Blocks of all kinds of changes together: new ones stand beside old ones, moved ones stand twice. */
export function combinedBody(base: DocumentBody, ops: readonly TrackedOp[]): DocumentBody {
  const additions = ops.flatMap(({ id, op }): NamedOp[] => {
    if (op.kind === 'insert-block') return [{ id, op }];
    if (op.kind !== 'move-block') return [];
    const block = findBlock(base, op.blockId)?.block;
    if (!block) return [];
    const alone = mapBlocks({ ...base, blocks: [block] }, (one) => ({ ...one, id: `${one.id}${MOVED}` }));
    return [{ id, op: { kind: 'insert-block', block: alone.blocks[0] as Block, place: op.place } }];
  });
  return applyOps(base, additions).body;
}

interface Look {
  /** The whole block comes or goes. */
  readonly whole?: PaperRevision;
  readonly texts: { id: string; op: TextOp; author: string; date: string }[];
  /** Another text of the whole block: struck old, underlined new. */
  readonly changed?: { block: Block; revision: Omit<PaperRevision, 'kind'> };
}

function looksOf(base: DocumentBody, ops: readonly TrackedOp[]): Map<string, Look> {
  const looks = new Map<string, Look>();
  const at = (id: string): Look => looks.get(id) ?? { texts: [] };
  const inside = (block: Block) =>
    flattenBlocks({ schemaVersion: 1, numbering: 'none', blocks: [block] }).map((one) => one.block.id);
  for (const { id, op, author, date } of ops) {
    const signed = { author, date, whole: true };
    if (op.kind === 'replace-text') {
      const look = at(op.blockId);
      looks.set(op.blockId, { ...look, texts: [...look.texts, { id, op, author, date }] });
    } else if (op.kind === 'change-block') {
      looks.set(op.blockId, { ...at(op.blockId), changed: { block: op.block, revision: signed } });
    } else if (op.kind === 'insert-block') {
      for (const one of inside(op.block)) looks.set(one, { texts: [], whole: { ...signed, kind: 'ins' } });
    } else if (op.kind === 'delete-block') {
      for (const one of op.ids) looks.set(one, { ...at(one), whole: { ...signed, kind: 'del' } });
    } else {
      const block = findBlock(base, op.blockId)?.block;
      for (const one of block ? inside(block) : []) {
        const moveName = `move_${id}_${one}`.slice(0, 60);
        const moved = { ...signed, moveName };
        looks.set(one, { ...at(one), whole: { ...moved, kind: 'moveFrom' } });
        looks.set(`${one}${MOVED}`, { texts: [], whole: { ...moved, kind: 'moveTo' } });
      }
    }
  }
  return looks;
}

const revised = (text: PaperText, revision: PaperRevision | undefined): PaperRun[] =>
  text.map((run) => (revision ? { ...run, revision } : run));

interface Drawing {
  readonly combined: ReadonlyMap<string, Block>;
  readonly context: DisplayContext;
  readonly looks: ReadonlyMap<string, Look>;
}

/** One printed text of a block with the changes of its run. `suffix` is what the paper itself adds («:»). */
function drawRun(id: string, run: number, printed: PaperText, drawing: Drawing): PaperText {
  const source = id.endsWith(MOVED) ? id.slice(0, -MOVED.length) : id;
  const look = drawing.looks.get(id);
  const texts = drawing.looks.get(source)?.texts.filter(({ op }) => op.run === run) ?? [];
  const block = drawing.combined.get(id);
  const content = block ? (ownRuns(block)[run] ?? []) : [];
  const whole = look?.whole;
  if (look?.changed) return drawChanged(id, run, printed, look.changed, drawing);
  if (texts.length === 0 || whole?.kind === 'del' || whole?.kind === 'moveFrom')
    return revised(printed, whole);
  const plain = paperText(content, drawing.context, id);
  const length = plain.reduce((sum, one) => sum + one.text.length, 0);
  const byId = new Map(texts.map((one) => [one.id, one]));
  const { segments } = runSegments(content, texts);
  const drawn = segments.flatMap((segment): PaperRun[] => {
    const pieces = paperText(segment.inlines, drawing.context, id);
    const author = byId.get(segment.id);
    if (segment.kind === 'same' || !author) return revised(pieces, whole);
    if (segment.kind === 'del' && whole) return [];
    const { author: name, date } = author;
    return revised(pieces, { kind: segment.kind, author: name, date, whole: whole !== undefined });
  });
  return [...drawn, ...revised(suffixOf(printed, length), whole)];
}

function suffixOf(printed: PaperText, from: number): PaperRun[] {
  let at = 0;
  return printed.flatMap((run) => {
    const start = Math.max(from - at, 0);
    at += run.text.length;
    const text = run.text.slice(start);
    return text === '' ? [] : [{ ...run, text }];
  });
}

function drawChanged(
  id: string,
  run: number,
  printed: PaperText,
  { block, revision }: NonNullable<Look['changed']>,
  drawing: Drawing,
): PaperText {
  const now = ownRuns(block);
  const last = run === ownRuns(drawing.combined.get(id) ?? block).length - 1;
  const content = last ? now.slice(run) : now.slice(run, run + 1);
  const text = content.flatMap((one, index): PaperRun[] => [
    ...(index > 0 ? [{ text: ' ' }] : []),
    ...paperText(one, drawing.context, id),
  ]);
  const signed = { ...revision, whole: false };
  return [...revised(printed, { ...signed, kind: 'del' }), ...revised(text, { ...signed, kind: 'ins' })];
}

function drawEntries(
  id: string,
  entries: readonly PaperListEntry[],
  next: () => number,
  drawing: Drawing,
): PaperListEntry[] {
  return entries.map((entry) => ({
    ...entry,
    text: drawRun(id, next(), entry.text, drawing),
    entries: drawEntries(id, entry.entries, next, drawing),
  }));
}

function drawBlock(block: PaperBlock, drawing: Drawing): PaperBlock {
  let count = 0;
  const next = () => count++;
  const draw = (text: PaperText) => drawRun(block.id, next(), text, drawing);
  switch (block.kind) {
    case 'heading':
      return { ...block, lines: block.lines.map(draw) };
    case 'paragraph':
      return { ...block, text: draw(block.text) };
    case 'item':
      return {
        ...block,
        text: draw(block.text),
        children: block.children.map((child) => drawBlock(child, drawing)),
      };
    case 'list':
      return { ...block, entries: drawEntries(block.id, block.entries, next, drawing) };
    case 'quote':
      return { ...block, paragraphs: block.paragraphs.map(draw) };
    case 'table':
      return {
        ...block,
        rows: block.rows.map((row) =>
          row.map((cell) => ({ ...cell, paragraphs: cell.paragraphs.map(draw) })),
        ),
      };
    case 'appendix':
      return {
        ...block,
        title: draw(block.title),
        blocks: block.blocks.map((child) => drawBlock(child, drawing)),
      };
  }
}

export interface WorkingCopyComment extends Omit<PaperComment, 'id' | 'parentId'> {
  /** null = on the paper as a whole. */
  readonly block: string | null;
  /** Words of the block; null = the whole block. */
  readonly quote: string | null;
  readonly replies: readonly { author: string; date: string; text: string }[];
}

export interface WorkingCopyInput {
  /** Paper of {@link combinedBody}. */
  readonly paper: Paper;
  readonly combined: DocumentBody;
  readonly base: DocumentBody;
  readonly context: DisplayContext;
  readonly ops: readonly TrackedOp[];
  readonly comments: readonly WorkingCopyComment[];
  readonly bookmarks: ReadonlyMap<string, string>;
  readonly properties: Readonly<Record<string, string>>;
}

/** The paper with everything tracked in it. */
export function workingCopy(input: WorkingCopyInput): Paper {
  const drawing: Drawing = {
    combined: new Map(flattenBlocks(input.combined).map(({ block }) => [block.id, block])),
    context: input.context,
    looks: looksOf(input.base, input.ops),
  };
  const { comments, anchors, onWhole } = numberComments(input.comments);
  const blocks = input.paper.blocks
    .map((block) => drawBlock(block, drawing))
    .map((block) => anchorComments(block, anchors));
  return {
    ...input.paper,
    blocks,
    exchange: { comments, onWhole, bookmarks: input.bookmarks, properties: input.properties },
  };
}

interface Anchors {
  readonly byBlock: ReadonlyMap<string, { ids: number[]; quote: string | null }[]>;
}

function numberComments(list: readonly WorkingCopyComment[]) {
  const comments: PaperComment[] = [];
  const byBlock = new Map<string, { ids: number[]; quote: string | null }[]>();
  const onWhole: number[] = [];
  for (const one of list) {
    const id = comments.length;
    const { author, date, text, resolved } = one;
    comments.push({ id, author, date, text, ...(resolved ? { resolved } : {}) });
    for (const reply of one.replies) comments.push({ id: comments.length, ...reply, parentId: id });
    const ids = Array.from({ length: comments.length - id }, (_, i) => id + i);
    if (one.block === null) onWhole.push(...ids);
    else byBlock.set(one.block, [...(byBlock.get(one.block) ?? []), { ids, quote: one.quote }]);
  }
  return { comments, anchors: { byBlock } satisfies Anchors, onWhole };
}

/** Marks the quoted words, or the whole text; positions are counted over what stands in the base. */
function withComment(text: PaperText, ids: readonly number[], quote: string | null): PaperText | null {
  const inBase = (run: PaperRun) => run.revision?.kind !== 'ins' && run.revision?.kind !== 'moveTo';
  const plain = text.map((run) => (inBase(run) ? run.text : '')).join('');
  const from = quote === null ? 0 : fold(plain).indexOf(fold(quote));
  if (from < 0) return null;
  const to = quote === null ? plain.length : from + quote.length;
  const cut = splitAt(splitAt(text, from, inBase), to, inBase);
  let at = 0;
  const covered = cut.map((run) => {
    const start = at;
    if (inBase(run)) at += run.text.length;
    return inBase(run) && run.text !== '' && start >= from && at <= to;
  });
  const [first, last] = [covered.indexOf(true), covered.lastIndexOf(true)];
  if (first < 0) return [{ text: '', commentStart: ids, commentEnd: ids }, ...text];
  return cut.map((run, index) => ({
    ...run,
    ...(index === first ? { commentStart: [...(run.commentStart ?? []), ...ids] } : {}),
    ...(index === last ? { commentEnd: [...(run.commentEnd ?? []), ...ids] } : {}),
  }));
}

const fold = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

function splitAt(text: PaperText, position: number, inBase: (run: PaperRun) => boolean): PaperText {
  let at = 0;
  return text.flatMap((run) => {
    if (!inBase(run)) return [run];
    const cut = position - at;
    at += run.text.length;
    if (cut <= 0 || cut >= run.text.length) return [run];
    const { commentStart, commentEnd, ...rest } = run;
    return [
      { ...rest, text: run.text.slice(0, cut), ...(commentStart ? { commentStart } : {}) },
      { ...rest, text: run.text.slice(cut), ...(commentEnd ? { commentEnd } : {}) },
    ];
  });
}

type Comments = { ids: number[]; quote: string | null }[];

/** Puts comments into the first of the texts that holds the quote. */
function place(texts: readonly PaperText[], comments: Comments): PaperText[] {
  const out = [...texts];
  for (const { ids, quote } of comments) {
    const found = quote === null ? -1 : out.findIndex((text) => withComment(text, ids, quote) !== null);
    const index = Math.max(found, 0);
    const text = out[index] ?? [];
    out[index] = withComment(text, ids, found < 0 ? null : quote) ?? text;
  }
  return out;
}

function anchorComments(block: PaperBlock, anchors: Anchors): PaperBlock {
  const comments = anchors.byBlock.get(block.id) ?? [];
  switch (block.kind) {
    case 'heading':
      return { ...block, lines: place(block.lines, comments) };
    case 'paragraph':
      return { ...block, text: place([block.text], comments)[0] ?? block.text };
    case 'item':
      return {
        ...block,
        text: place([block.text], comments)[0] ?? block.text,
        children: block.children.map((child) => anchorComments(child, anchors)),
      };
    case 'quote':
      return { ...block, paragraphs: place(block.paragraphs, comments) };
    case 'list': {
      const [first, ...rest] = block.entries;
      if (!first) return block;
      const placed = place([first.text, ...rest.map(({ text }) => text)], comments);
      return {
        ...block,
        entries: block.entries.map((entry, i) => ({ ...entry, text: placed[i] ?? entry.text })),
      };
    }
    case 'table': {
      const [row, ...rows] = block.rows;
      const [cell, ...cells] = row ?? [];
      if (!cell) return block;
      const marked = { ...cell, paragraphs: place(cell.paragraphs, comments) };
      return { ...block, rows: [[marked, ...cells], ...rows] };
    }
    case 'appendix':
      return {
        ...block,
        title: place([block.title], comments)[0] ?? block.title,
        blocks: block.blocks.map((child) => anchorComments(child, anchors)),
      };
  }
}
