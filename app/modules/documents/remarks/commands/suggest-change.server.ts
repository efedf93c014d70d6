import { z } from 'zod';
import type { Context } from '~/shared/context';
import { type Block, DocumentBodySchema } from '../../body/body.schema';
import { normalizeBlock, normalizeBody, normalizeRun } from '../../body/normalize';
import { canHold, findBlock, flattenBlocks, type PlacedBlock } from '../../body/walk';
import type { DocumentsDeps } from '../../documents.deps';
import { assertMayRemark, type VersionText, versionText } from '../remark-context.server';
import { remarkError } from '../remark-errors';
import { diffBlock, diffBodies } from '../suggestions/diff-bodies';
import { rewriteBlock } from '../suggestions/rewrite-block';
import type { SuggestionOp } from '../suggestions/suggestion-ops.schema';
import { makeSuggestions } from './store-suggestions.server';

const words = z.string().max(200_000);
const base = {
  documentId: z.string(),
  /** The version whose text the person saw. */
  baseSha256: z.string().length(64),
  comment: z.string().trim().max(5000).default(''),
};
export const SuggestChangeInputSchema = z.discriminatedUnion('change', [
  z.object({ ...base, change: z.literal('rewrite'), block: z.string(), text: words }),
  z.object({
    ...base,
    change: z.literal('insert'),
    block: z.string(),
    text: words.refine((text) => text.trim() !== '', 'Напишите текст нового пункта'),
  }),
  z.object({ ...base, change: z.literal('delete'), block: z.string() }),
  z.object({ ...base, change: z.literal('move'), block: z.string(), after: z.string() }),
  z.object({ ...base, change: z.literal('body'), body: DocumentBodySchema }),
]);
export type SuggestChangeInput = z.input<typeof SuggestChangeInputSchema>;
type Input = z.output<typeof SuggestChangeInputSchema>;

/** A new block of the neighbour's kind, so that a point is followed by a point. */
function newBlock(neighbour: Block, text: string, id: string): Block {
  const content = normalizeRun([{ type: 'text', text: text.replace(/\s*\n\s*/g, ' ') }]);
  return neighbour.type === 'item'
    ? { type: 'item', id, content, children: [] }
    : { type: 'paragraph', id, content };
}

const after = (at: PlacedBlock) => ({ parentId: at.parent?.id ?? '', afterId: at.block.id, rank: 0 });

function moveOp(moving: PlacedBlock, target: PlacedBlock): SuggestionOp {
  const inside = flattenBlocks({ schemaVersion: 1, numbering: 'none', blocks: [moving.block] });
  if (inside.some(({ block }) => block.id === target.block.id)) {
    throw remarkError('suggestion-place', { reason: 'место находится внутри самого пункта' });
  }
  if (!canHold(target.parent, moving.block.type)) {
    throw remarkError('suggestion-place', { reason: 'там могут стоять только части текста другого вида' });
  }
  return { kind: 'move-block', blockId: moving.block.id, place: after(target) };
}

function opsOf(input: Input, { content, context }: VersionText, ctx: Context): SuggestionOp[] {
  if (input.change === 'body') return diffBodies(content.body, normalizeBody(input.body, ctx.newId));
  const at = findBlock(content.body, input.block);
  if (!at) throw remarkError('remark-block', { block: input.block });
  switch (input.change) {
    case 'rewrite':
      return diffBlock(at.block, normalizeBlock(rewriteBlock(at.block, input.text, context)));
    case 'insert':
      return [
        { kind: 'insert-block', block: newBlock(at.block, input.text, ctx.newId('b')), place: after(at) },
      ];
    case 'delete': {
      const all = flattenBlocks({ schemaVersion: 1, numbering: 'none', blocks: [at.block] });
      return [{ kind: 'delete-block', blockId: at.block.id, ids: all.map(({ block }) => block.id) }];
    }
    case 'move': {
      const target = findBlock(content.body, input.after);
      if (!target) throw remarkError('remark-block', { block: input.after });
      return [moveOp(at, target)];
    }
  }
}

/**
 * A person's own wording of a point, a new point, a deletion, a move, or a whole text, as suggestions on the version he
 * saw. Throws documents/suggestion-empty, suggestion-lines, suggestion-place, remark-block, remark-limit, forbidden….
 */
export const suggestChange =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: SuggestChangeInput): Promise<{ batchId: string; ids: string[] }> => {
    const input = SuggestChangeInputSchema.parse(raw);
    const document = await deps.repository.getById(input.documentId);
    assertMayRemark(ctx, document);
    const version = await versionText(deps, document, input.baseSha256);
    const ops = opsOf(input, version, ctx);
    return makeSuggestions(
      deps,
      ctx,
      document,
      version,
      ops.map((op) => ({ op, comment: input.comment })),
    );
  };
