// A legal rule is a dated row of data: threshold, term, form. Never a constant in code (DESIGN §2).
import { z } from 'zod';

const CalendarDay = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'дата пишется как 2026-01-31')
  .refine((text) => !Number.isNaN(Date.parse(`${text}T00:00:00Z`)), 'такой даты нет');

/** H: read in the official text or agreed by several sources; M: a conclusion or one weak source; L: check first. */
export const ConfidenceSchema = z.enum(['H', 'M', 'L']);
export type Confidence = z.infer<typeof ConfidenceSchema>;

export const RULE_UNITS = [
  'calendar-days',
  'working-days',
  'hours',
  'months',
  'years',
  'percent',
  'mm',
  'pt',
  'count',
  'text',
] as const;

export const RuleRowSchema = z.strictObject({
  /** Several rows may share an id when their periods do not overlap. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'латинские буквы, цифры и дефис'),
  title: z.string().min(1),
  value: z.union([
    z.number(),
    z.string(),
    z.boolean(),
    z.array(z.string()),
    z.record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.array(z.number())])),
  ]),
  unit: z.enum(RULE_UNITS).optional(),
  validFrom: CalendarDay,
  /** Last day of force; absent = not known to have ended. */
  validTo: CalendarDay.optional(),
  /** Act, article, part; or the source of a custom. */
  source: z.string().min(1),
  confidence: ConfidenceSchema,
  /** Which edition of the act the row was read in; absent = the text is not loaded. */
  verifiedEdition: CalendarDay.optional(),
  note: z.string().optional(),
});
export type RuleRow = z.infer<typeof RuleRowSchema>;

export const RuleTableSchema = z.strictObject({
  table: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'латинские буквы, цифры и дефис'),
  title: z.string().min(1),
  rows: z.array(RuleRowSchema).min(1),
});
export type RuleTable = z.infer<typeof RuleTableSchema>;

export const CalendarYearSchema = z.strictObject({
  calendar: z.literal('ru'),
  year: z.number().int().min(1990).max(2200),
  source: z.string().min(1),
  confidence: ConfidenceSchema,
  note: z.string().optional(),
  /** Non-working holidays (ТК РФ ст. 112 ч. 1). */
  holidays: z.array(z.strictObject({ date: CalendarDay, name: z.string().min(1) })).min(1),
  /** A day off moved: `to` is off; `from` works when it is an ordinary Saturday or Sunday. */
  transfers: z.array(z.strictObject({ from: CalendarDay, to: CalendarDay, basis: z.string().min(1) })),
  /** Working days shortened by an hour; for information. */
  shortened: z.array(CalendarDay),
  /** The year's number of working days as published: the loader proves the table by it. */
  workingDays: z.number().int(),
});
export type CalendarYear = z.infer<typeof CalendarYearSchema>;
