// «Пропустить» with a reason: kept in the document, bound to the words it was about (Problem.fingerprint).
import { z } from 'zod';

export const CheckSkipSchema = z.object({
  fingerprint: z.string().min(1).max(64),
  rule: z.string().max(60),
  blockId: z.string().max(120).nullable(),
  reason: z.string().min(1).max(500),
  byName: z.string(),
  at: z.date(),
});
export type CheckSkip = z.infer<typeof CheckSkipSchema>;

/** More than this many skips and the check says nothing any more. */
export const MAX_SKIPS = 1000;
