// Cards of acts that the starter base knows: dated data with a source, in content/acts/*.yaml. Pure reading.
import { z } from 'zod';
import { ActKindSchema } from './knowledge.schema';

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'дата пишется как 2026-01-31');

export const ActCardRowSchema = z.strictObject({
  kind: ActKindSchema,
  number: z.string().min(1).nullable().default(null),
  date: Day.nullable(),
  title: z.string().min(3),
  issuer: z.string().min(1).nullable().default(null),
  shortName: z.string().min(1),
  /** What it is for, in our own words. */
  about: z.string().min(10),
  lapsedFrom: Day.nullable().default(null),
  endsOn: Day.nullable().default(null),
  replacedBy: z.string().min(1).nullable().default(null),
  /** H: read in the official text; M, L: check first. */
  confidence: z.enum(['H', 'M', 'L']),
  source: z.string().min(1),
});
export type ActCardRow = z.infer<typeof ActCardRowSchema>;

export const ActCardTableSchema = z.strictObject({
  table: z.literal('acts'),
  title: z.string().min(1),
  rows: z.array(ActCardRowSchema).min(1),
});
