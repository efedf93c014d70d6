// A staged import: the lines of a file with what a person put right, until the act is published or seven days pass.
import { z } from 'zod';
import { ActCardSchema } from './knowledge.schema';

/** What a person decided about one line of the preview. */
export const LineFixSchema = z.discriminatedUnion('action', [
  /** Not a mark at all: an ordinary paragraph. */
  z.object({ action: z.literal('paragraph'), line: z.number().int().min(1) }),
  /** A heading or an article that was not recognised. */
  z.object({
    action: z.literal('heading'),
    line: z.number().int().min(1),
    level: z.enum(['razd', 'gl', 'par', 'st', 'pril', 'utv']),
    n: z.string().trim().max(20),
  }),
  /** Goes on with the line before it. */
  z.object({ action: z.literal('join'), line: z.number().int().min(1) }),
  /** A new line begins at this character. */
  z.object({ action: z.literal('split'), line: z.number().int().min(1), at: z.number().int().min(1) }),
  /** A publisher's note, not a word of the act. */
  z.object({ action: z.literal('note'), line: z.number().int().min(1) }),
]);
export type LineFix = z.infer<typeof LineFixSchema>;

export const ActLineSchema = z.object({
  text: z.string(),
  notes: z.array(z.string()).optional(),
  isNote: z.boolean().optional(),
  isHeading: z.boolean().optional(),
  table: z.array(z.array(z.string())).optional(),
  line: z.number().int(),
});

export const ActImportSchema = z.object({
  schemaVersion: z.literal(1),
  _id: z.string(),
  by: z.string(),
  at: z.date(),
  expiresAt: z.date(),
  source: z.object({ name: z.string(), sha256: z.string(), size: z.number(), format: z.string() }),
  encoding: z.string(),
  lines: z.array(ActLineSchema),
  fixes: z.array(LineFixSchema).max(500),
  proposal: ActCardSchema.partial(),
  revisedOn: z.string().nullable(),
  validFrom: z.string().nullable(),
});
export type ActImport = z.infer<typeof ActImportSchema>;
