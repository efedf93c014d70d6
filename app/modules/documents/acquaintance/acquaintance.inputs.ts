import { z } from 'zod';

const subject = z.string().regex(/^user:[\w-]{1,100}$/, 'Выберите человека из списка');

export const AskToReadInputSchema = z.object({
  documentId: z.string(),
  subjects: z
    .array(subject, 'Выберите хотя бы одного человека')
    .min(1, 'Выберите хотя бы одного человека')
    .max(300),
});
export const RemoveReaderInputSchema = z.object({
  documentId: z.string(),
  userId: z.string('Выберите, кого убрать из листа.').min(1, 'Выберите, кого убрать из листа.'),
});
export const ConfirmReadingInputSchema = z.object({
  documentId: z.string(),
  /** The version that was shown: nobody confirms a text that he has not seen. */
  versionSha256: z.string(),
});
