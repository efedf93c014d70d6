// The card: what is printed around the body (title, date and place, signatories), computed from the fields.
import { z } from 'zod';

/** The noun that marks agree with: «положение», n → «УТВЕРЖДЕНО». */
export const SubjectSchema = z.strictObject({
  noun: z.string().min(1),
  gender: z.enum(['m', 'f', 'n']),
  plural: z.boolean().default(false),
});
export type Subject = z.infer<typeof SubjectSchema>;

export const DatePlaceLayoutSchema = z.enum(['date-left', 'place-left', 'labelled', 'none']);

export const CardSchema = z.object({
  /** For lists and PDF metadata: «Резолюция круглого стола «…»». */
  heading: z.string(),
  /** Above everything: the project line, the organisation's name. */
  headerLines: z.array(z.string()),
  /** Printed centred and bold. */
  titleLines: z.array(z.string()),
  subject: SubjectSchema,
  datePlace: z.object({
    layout: DatePlaceLayoutSchema,
    /** ISO date; absent until it is known. */
    date: z.string().optional(),
    place: z.string().optional(),
    lines: z.array(z.object({ label: z.string(), value: z.string() })).optional(),
  }),
  signatories: z.array(z.object({ role: z.string(), name: z.string().optional() })),
  /** What follows «Принята»: «участниками круглого стола «…»», without the date. */
  adoption: z.string().optional(),
  language: z.literal('ru'),
});
export type Card = z.infer<typeof CardSchema>;
