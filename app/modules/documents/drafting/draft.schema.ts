// The shared working copy of a document as stored. One a document; autosave never touches the document itself.
import { z } from 'zod';
import { BlockSchema, NumberingModeSchema } from '../body/body.schema';

const SideSchema = z.enum(['left', 'right']);
const ids = z.array(z.string().max(120)).max(20_000);

/** What two people did differently (body/merge.ts). `left` stands in the text, `right` waits for a choice. */
export const ConflictSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('changed'),
    blockId: z.string(),
    base: BlockSchema.nullable(),
    left: BlockSchema,
    right: BlockSchema,
  }),
  z.object({
    kind: z.literal('removed-changed'),
    blockId: z.string(),
    removedBy: SideSchema,
    base: BlockSchema,
    kept: BlockSchema,
  }),
  z.object({ kind: z.literal('moved'), blockId: z.string(), left: z.string(), right: z.string() }),
  z.object({ kind: z.literal('order'), parentId: z.string(), left: ids, right: ids }),
  z.object({ kind: z.literal('numbering'), left: NumberingModeSchema, right: NumberingModeSchema }),
]);
export type DraftConflict = z.infer<typeof ConflictSchema>;

export const PendingConflictSchema = z.object({
  id: z.string().max(120),
  conflict: ConflictSchema,
  /** Whose wording stands in the text, and whose waits. */
  leftName: z.string().max(300),
  rightName: z.string().max(300),
  at: z.date(),
});
export type PendingConflict = z.infer<typeof PendingConflictSchema>;

/** Which revision and whose hand last touched a block since the base version; `removed` blocks count as changes. */
export const BlockClockSchema = z.object({
  id: z.string(),
  revision: z.number().int(),
  author: z.string(),
  removed: z.boolean().optional(),
});
export type BlockClock = z.infer<typeof BlockClockSchema>;

/** One person's share of what was edited since the base version; told in the history when a version is saved. */
export const ContributorSchema = z.object({
  id: z.string(),
  name: z.string(),
  from: z.date(),
  to: z.date(),
  saves: z.number().int(),
  blocks: z.array(z.string()),
});
export type Contributor = z.infer<typeof ContributorSchema>;

/** Where the body is: a whole one of some revision, and the patches since. The head itself stays small. */
export const BodyPlaceSchema = z.object({
  bodyId: z.string(),
  sha256: z.string().length(64),
  patches: z.number().int(),
  patchBytes: z.number().int(),
});
export type BodyPlace = z.infer<typeof BodyPlaceSchema>;

export const DraftHeadSchema = z.object({
  schemaVersion: z.literal(1),
  _id: z.string(),
  /** Compare-and-set on this; grows by one with every change. */
  revision: z.number().int().min(1),
  /** SHA-256 of the body's canonical bytes. */
  sha256: z.string().length(64),
  place: BodyPlaceSchema,
  /** The version this draft grew from, and what its body and fields were. */
  base: z.object({
    sha256: z.string().length(64),
    number: z.number().int(),
    bodySha256: z.string().length(64),
    fieldsSha256: z.string().length(64),
  }),
  fields: z.record(z.string(), z.unknown()),
  fieldsSha256: z.string().length(64),
  /** Blocks that differ from the version, as counted by the clocks. */
  changes: z.number().int(),
  conflicts: z.array(PendingConflictSchema),
  contributors: z.array(ContributorSchema),
  /** The newest save of every browser tab: a repeated send after a lost answer changes nothing. */
  saves: z.array(z.object({ client: z.string(), n: z.number().int(), at: z.date() })),
  /** Which revision a version is being made of: set before the document's pointer moves, so that the draft knows its heir. */
  saving: z
    .object({ versionSha256: z.string(), bodySha256: z.string(), revision: z.number().int() })
    .nullish(),
  updatedAt: z.date(),
  updatedBy: z.string(),
});
export type DraftHead = z.infer<typeof DraftHeadSchema>;

export const DraftRevisionSchema = z.object({
  _id: z.string(),
  documentId: z.string(),
  revision: z.number().int(),
  /** Body after and before this revision. */
  sha256: z.string(),
  previousSha256: z.string(),
  /** Canonical JSON of the patch that leads back to the previous body. */
  back: z.instanceof(Uint8Array),
  authorId: z.string(),
  authorName: z.string(),
  reason: z.string(),
  at: z.date(),
});
export type DraftRevision = z.infer<typeof DraftRevisionSchema>;

/** How many revisions are kept (none longer than 14 days), so that a browser that was away is merged by its base's hash. */
export const KEPT_REVISIONS = 2000;
/** After so many patches, or so many bytes of them, the body is written whole again. */
export const WHOLE_AFTER = { patches: 40, bytes: 200_000 } as const;
/** One record of the store holds 16 MB; the rest is for conflicts and clocks. */
export const MAX_DRAFT_BYTES = 12 * 1024 * 1024;
