// What a browser sends on autosave and what it gets back. Isomorphic: both ends read it.
import { z } from 'zod';
import type { BodyPatch } from './body-patch';
import { BodyPatchSchema } from './body-patch';
import { ConflictSchema, type DraftConflict } from './draft.schema';

export const SaveDraftInputSchema = z
  .object({
    documentId: z.string().min(1).max(120),
    /** The browser tab and the number of its save: a repeated send after a lost answer changes nothing. */
    client: z.string().regex(/^[\w-]{8,60}$/),
    n: z.number().int().min(1),
    /** Hash of the body the changes were made to, as the server gave it. */
    baseSha256: z.string().regex(/^[0-9a-f]{64}$/),
    patch: BodyPatchSchema.optional(),
    /** The whole text instead of a patch; checked as any body. */
    body: z.unknown().optional(),
    /** The body behind `baseSha256`, after the server said that it no longer keeps it. */
    baseBody: z.unknown().optional(),
    /** What the browser could not merge into what was being typed. */
    conflicts: z
      .array(z.object({ conflict: ConflictSchema, rightName: z.string().max(300) }))
      .max(200)
      .default([]),
    /** Conflicts that the person has settled; the choice itself is part of the patch. */
    resolved: z.array(z.string().max(120)).max(500).default([]),
  })
  .refine(({ patch, body }) => patch !== undefined || body !== undefined, 'patch or body is needed');
export type SaveDraftInput = z.input<typeof SaveDraftInputSchema>;

/** A conflict as a browser receives it. */
export interface ConflictView {
  readonly id: string;
  readonly conflict: DraftConflict;
  readonly leftName: string;
  readonly rightName: string;
  /** ISO time. */
  readonly at: string;
}

export type SaveDraftResult =
  | {
      readonly status: 'saved';
      readonly revision: number;
      readonly sha256: string;
      /** From the body that was sent to the body as it is now. */
      readonly patch: BodyPatch;
      readonly conflicts: readonly ConflictView[];
      /** Blocks that differ from the version. */
      readonly changes: number;
      readonly at: string;
      /** Who wrote last before this save: the author of what comes along. */
      readonly updatedBy: string;
    }
  /** The base is older than what the server keeps: send again with `baseBody`. */
  | { readonly status: 'base-unknown' };

/** What has happened to the text since a known body. */
export interface DraftUpdate {
  readonly revision: number;
  readonly sha256: string;
  /** From the known body to the newest; null when the known one is no longer kept: then `body` is whole. */
  readonly patch: BodyPatch | null;
  readonly body: unknown;
  readonly conflicts: readonly ConflictView[];
  readonly changes: number;
  readonly versionNumber: number;
  readonly updatedBy: string | null;
  /** False: the state of the document or the rights changed; typing goes on, saving does not. */
  readonly editable: boolean;
}
