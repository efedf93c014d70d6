// A staged import: the lines of a file with what a person put right, until the act is published or seven days pass.
import { z } from 'zod';
import { ActCardSchema } from './knowledge.schema';

/** How the marks of these units look: «1.», «1)», «а)»; the level follows from where the unit stands. */
export const LISTED_LEVELS = ['dot', 'bracket', 'letter'] as const;
export const FixLevelSchema = z.enum(['razd', 'gl', 'par', 'st', 'pril', 'utv', ...LISTED_LEVELS]);
export type FixLevel = z.infer<typeof FixLevelSchema>;
/** A number becomes a part of an address. */
export const UnitNumberSchema = z
  .string()
  .trim()
  .max(20, 'Номер слишком длинный.')
  .regex(/^[\d\p{L}.()-]*$/u, 'Номер пишется цифрами, буквами и точками, например 4.1.');

/** What a person decided about one line of the preview. */
export const LineFixSchema = z.discriminatedUnion('action', [
  /** Not a mark at all: an ordinary paragraph. */
  z.object({ action: z.literal('paragraph'), line: z.number().int().min(1) }),
  /** A heading, an article or a numbered unit that was not recognised; `n` is '' when the line's own mark has it. */
  z.object({
    action: z.literal('heading'),
    line: z.number().int().min(1),
    level: FixLevelSchema,
    n: UnitNumberSchema,
  }),
  /** Goes on with the line before it. */
  z.object({ action: z.literal('join'), line: z.number().int().min(1) }),
  /** A new line begins at this character; a line may be split several times. */
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

/** How far the publishing of an import has come; kept with it, so that any process and any page can tell. */
export const PublishingSchema = z.object({
  actId: z.string(),
  /** When this was last written: a publishing that has long been silent was killed. */
  at: z.date(),
  /** Provisions written, of how many; 0 of 0 until the text is taken to pieces. */
  done: z.number().int(),
  total: z.number().int(),
  /** Why it ended without an edition, in words for a person. */
  failure: z.string().nullable(),
});
export type Publishing = z.infer<typeof PublishingSchema>;

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
  publishing: PublishingSchema.nullable().default(null),
});
export type ActImport = z.infer<typeof ActImportSchema>;
