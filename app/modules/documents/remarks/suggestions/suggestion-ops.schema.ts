// A suggested change of a body as data. Each names blocks of one base version, so it can be taken alone.
import { z } from 'zod';
import { BlockSchema, InlineSchema } from '../../body/body.schema';

/**
 * Where a block is to stand: in a parent ('' = the top) after a block that stays there in the base (null = first).
 * Blocks put after one and the same neighbour are ordered by `rank`.
 */
export const PlaceSchema = z.object({
  parentId: z.string(),
  afterId: z.string().nullable(),
  rank: z.number().int().min(0),
});
export type Place = z.infer<typeof PlaceSchema>;

export const SuggestionOpSchema = z.discriminatedUnion('kind', [
  /** A stretch of one of the block's own runs. A unit is one UTF-16 code of text or one atom (reference, field, gap). */
  z.object({
    kind: z.literal('replace-text'),
    blockId: z.string(),
    run: z.number().int().min(0),
    at: z.number().int().min(0),
    removed: z.array(InlineSchema),
    inserted: z.array(InlineSchema),
  }),
  /** A new block with what stands in it. */
  z.object({ kind: z.literal('insert-block'), block: BlockSchema, place: PlaceSchema }),
  /** `ids`: the block first, then those inside that go with it; the others inside take its place. */
  z.object({ kind: z.literal('delete-block'), blockId: z.string(), ids: z.array(z.string()).min(1) }),
  z.object({ kind: z.literal('move-block'), blockId: z.string(), place: PlaceSchema }),
  /** Everything the block says itself, children aside. */
  z.object({ kind: z.literal('change-block'), blockId: z.string(), block: BlockSchema }),
]);
export type SuggestionOp = z.infer<typeof SuggestionOpSchema>;
export type TextOp = Extract<SuggestionOp, { kind: 'replace-text' }>;

/** A change with the name it is accepted or rejected by. */
export interface NamedOp {
  readonly id: string;
  readonly op: SuggestionOp;
}

/** The block a change is about: a new one is about its neighbour. */
export function blockOfOp(op: SuggestionOp): string | null {
  if (op.kind === 'insert-block') return op.place.afterId ?? (op.place.parentId || null);
  return op.blockId;
}
