// A line of the «лист ознакомления»: whom one asked to read which text, and when he confirmed that he has.
import { z } from 'zod';

/** More than this is an organisation that keeps such sheets elsewhere. */
export const SHEET_LIMIT = 500;

export const AcquaintanceSchema = z.object({
  userId: z.string(),
  name: z.string(),
  position: z.string(),
  askedAt: z.date(),
  askedByName: z.string(),
  confirmedAt: z.date().nullable(),
  /** The text that stood before him when he confirmed. */
  versionSha256: z.string().length(64).nullable(),
});
export type Acquaintance = z.infer<typeof AcquaintanceSchema>;
