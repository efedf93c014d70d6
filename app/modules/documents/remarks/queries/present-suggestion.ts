// Suggestions as pages show them: by author and block, each with the words that go and come.
import type { Context } from '~/shared/context';
import type { Block, DocumentBody } from '../../body/body.schema';
import { diffWords } from '../../body/changes';
import { blockText } from '../../body/plain-text';
import { type DisplayContext, runText } from '../../body/render-values';
import { findBlock, flattenBlocks, ownRuns } from '../../body/walk';
import type { Suggestion, SuggestionStatus } from '../remarks.schema';
import type { SuggestionGroupView, SuggestionItemView, TextPiece } from '../remarks.views';
import { runSegments } from '../suggestions/run-segments';
import { runLength, sliceRun } from '../suggestions/run-units';
import type { SuggestionOp, TextOp } from '../suggestions/suggestion-ops.schema';
import { authorView, type TextNow } from './present-thread';

export interface BaseText {
  readonly body: DocumentBody;
  readonly context: DisplayContext;
}

const CONTEXT_WORDS = 30;

/** Words of a block with what stands in it. */
function wholeText(block: Block, context: DisplayContext): string {
  const inside = flattenBlocks({ schemaVersion: 1, numbering: 'none', blocks: [block] });
  return inside.map((one) => blockText(one.block, context)).join('\n');
}

/** The lines of a block with suggested words marked. */
export function markedLines(
  block: Block,
  ops: readonly { id: string; op: TextOp }[],
  context: DisplayContext,
): TextPiece[][] {
  return ownRuns(block).map((run, index) =>
    runSegments(
      run,
      ops.filter(({ op }) => op.run === index),
    ).segments.map(({ kind, inlines }) => ({ kind, text: runText(inlines, context, block.id) })),
  );
}

/** The changed words and a little of what stands around. */
function textPieces(op: TextOp, base: BaseText): TextPiece[] {
  const block = findBlock(base.body, op.blockId)?.block;
  const run = block ? (ownRuns(block)[op.run] ?? []) : [];
  const text = (inlines: Parameters<typeof runText>[0]) => runText(inlines, base.context, op.blockId);
  const before = text(sliceRun(run, 0, op.at));
  const end = op.at + runLength(op.removed);
  const after = text(sliceRun(run, end, runLength(run)));
  const cut = before.length > CONTEXT_WORDS;
  return [
    { kind: 'same', text: cut ? `…${before.slice(-CONTEXT_WORDS)}` : before },
    { kind: 'del', text: text(op.removed) },
    { kind: 'ins', text: text(op.inserted) },
    {
      kind: 'same',
      text: after.length > CONTEXT_WORDS ? `${after.slice(0, CONTEXT_WORDS)}…` : after,
    },
  ].filter((piece): piece is TextPiece => piece.text !== '');
}

function changePieces(op: Extract<SuggestionOp, { kind: 'change-block' }>, base: BaseText): TextPiece[] {
  const block = findBlock(base.body, op.blockId)?.block;
  const before = block ? blockText(block, base.context) : '';
  const kinds = { same: 'same', added: 'ins', removed: 'del' } as const;
  return diffWords(before, blockText(op.block, base.context)).map(({ kind, text }) => ({
    kind: kinds[kind],
    text,
  }));
}

function placeNote(op: SuggestionOp, base: BaseText): string {
  if (op.kind !== 'insert-block' && op.kind !== 'move-block') return '';
  const { afterId, parentId } = op.place;
  const label = (id: string) => base.context.numbers.get(id)?.label ?? '';
  if (afterId) return label(afterId) ? `после п. ${label(afterId)}` : 'после этого абзаца';
  return label(parentId) ? `в начало п. ${label(parentId)}` : 'в начало';
}

function piecesOf(op: SuggestionOp, base: BaseText): TextPiece[] {
  switch (op.kind) {
    case 'replace-text':
      return textPieces(op, base);
    case 'change-block':
      return changePieces(op, base);
    case 'insert-block':
      return [{ kind: 'ins', text: wholeText(op.block, base.context) }];
    case 'move-block':
    case 'delete-block': {
      const block = findBlock(base.body, op.blockId)?.block;
      const text = block ? wholeText(block, base.context) : '';
      return [{ kind: op.kind === 'delete-block' ? 'del' : 'same', text }];
    }
  }
}

export interface SuggestionRights {
  readonly remark: boolean;
}

interface Presenting {
  readonly ctx: Context;
  readonly statusOf: (id: string) => SuggestionStatus;
  readonly unfit: ReadonlySet<string>;
  readonly baseOf: (sha256: string) => BaseText;
  readonly now: TextNow;
  readonly rights: SuggestionRights;
}

function presentItem(one: Suggestion, { statusOf, unfit, baseOf }: Presenting): SuggestionItemView {
  const base = baseOf(one.baseSha256);
  const status = statusOf(one._id);
  return {
    id: one._id,
    kind: one.op.kind,
    status,
    pieces: piecesOf(one.op, base),
    note: placeNote(one.op, base),
    fits: status !== 'open' || !unfit.has(one._id),
    untracked: one.source?.untracked ?? false,
    decision: one.decision && {
      byName: one.decision.byName,
      at: one.decision.at.toISOString(),
      reason: one.decision.reason,
    },
  };
}

function presentGroup(list: readonly Suggestion[], presenting: Presenting): SuggestionGroupView {
  const { ctx, statusOf, unfit, baseOf, now, rights } = presenting;
  const first = list[0]!;
  const base = baseOf(first.baseSha256);
  const open = list.filter(({ _id }) => statusOf(_id) === 'open');
  const words = open.flatMap(({ _id, op }) => (op.kind === 'replace-text' ? [{ id: _id, op }] : []));
  const block = first.block ? findBlock(base.body, first.block)?.block : undefined;
  const mine = first.source ? first.source.broughtById === ctx.actor.id : first.authorId === ctx.actor.id;
  return {
    ...authorView(ctx, first),
    key: `${first.batchId}-${first.seq}`,
    block: first.block,
    point: first.pointNumber,
    comment: first.comment,
    baseNumber: first.baseNumber,
    items: list.map((one) => presentItem(one, presenting)),
    whole: block && words.length > 1 ? markedLines(block, words, base.context) : [],
    now: first.block ? (now.texts.get(first.block) ?? null) : null,
    unfit: open.some(({ _id }) => unfit.has(_id)),
    openIds: open.map(({ _id }) => _id),
    canWithdraw: rights.remark && mine && open.length > 0,
  };
}

/** Groups by author, batch and block, in the order they came. */
export function presentSuggestions(
  list: readonly Suggestion[],
  presenting: Presenting,
): SuggestionGroupView[] {
  const groups = new Map<string, Suggestion[]>();
  for (const one of list) {
    // Words of one block belong together; every other change is a card of its own.
    const own = one.op.kind === 'replace-text' ? `text ${one.block}` : one._id;
    const key = [one.batchId, one.authorName, own].join('\n');
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()].map((group) => presentGroup(group, presenting));
}
