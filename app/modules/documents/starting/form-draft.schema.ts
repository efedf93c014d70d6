// An unfinished form: what a person has typed for a new document and put away. His own, kept for 90 days; no document
// yet, so it has no events and nobody else sees it.
import { z } from 'zod';
import type { TypedMap } from '~/modules/templates';

export const FORM_DRAFT_DAYS = 90;
/** Unfinished forms of one person; more is a sign of something wrong. */
export const FORM_DRAFTS_MAX = 50;
/** Longest text of one form, characters of JSON. */
export const FORM_DRAFT_LENGTH = 4_000_000;

const TypedSchema: z.ZodType<TypedMap> = z.record(z.string(), z.unknown()) as never;

export const FormDraftSchema = z.object({
  schemaVersion: z.literal(1),
  _id: z.string(),
  userId: z.string(),
  templateId: z.string(),
  owner: z.string(),
  /** The first text typed: how the person tells his forms apart. */
  title: z.string(),
  typed: TypedSchema,
  /** Grows with every saving; a page that knows an older one does not overwrite. */
  revision: z.number().int().min(1),
  updatedAt: z.date(),
  expiresAt: z.date(),
});
export type FormDraft = z.infer<typeof FormDraftSchema>;
