import { z } from 'zod';

export const ExtractInputSchema = z.object({
  documentId: z.string(),
  points: z.preprocess(
    (value) => (typeof value === 'string' ? [value] : (value ?? [])),
    z.array(z.string().max(100)).min(1, 'Отметьте хотя бы один пункт.').max(500),
  ),
  /** Where the original is kept; empty = the owning organisation. */
  storage: z.string().trim().max(300).default(''),
  format: z.enum(['pdf', 'docx']),
});
export type ExtractInput = z.input<typeof ExtractInputSchema>;
