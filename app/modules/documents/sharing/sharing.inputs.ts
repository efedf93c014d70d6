// What the page of participants may send.
import { z } from 'zod';
import { GIVEN_ROLES, GUEST_ROLES } from './participants';

const documentId = z.string().min(1);
const subject = z
  .string()
  .max(200)
  .regex(/^(user|org):[\w-]+$/, { error: 'Выберите участника из найденных.' });
/** Checkboxes of one name: nothing, one text or a list. */
const sections = z
  .union([z.string().max(100), z.array(z.string().max(100)).max(500)])
  .optional()
  .transform((ids) => (ids === undefined ? [] : [...new Set([ids].flat())]));
const line = (max: number) => z.string().trim().min(1).max(max);
const role = z.enum(GIVEN_ROLES);

export const AddParticipantInputSchema = z.object({ documentId, subject, role, sections });
export type AddParticipantInput = z.input<typeof AddParticipantInputSchema>;

/** `stamp` is the state of participants, visibility and consents that the form was made from. */
export const ChangeParticipantInputSchema = AddParticipantInputSchema.extend({ stamp: z.string() });
export type ChangeParticipantInput = z.input<typeof ChangeParticipantInputSchema>;

export const RemoveParticipantInputSchema = z.object({ documentId, subject, stamp: z.string() });
export type RemoveParticipantInput = z.input<typeof RemoveParticipantInputSchema>;

export const ChangeVisibilityInputSchema = z.object({
  documentId,
  visibility: z.enum(['participants', 'organisation', 'installation']),
  stamp: z.string(),
});
export type ChangeVisibilityInput = z.input<typeof ChangeVisibilityInputSchema>;

export const IssueLinkInputSchema = z.object({
  documentId,
  name: line(300),
  organisation: z.string().trim().max(300).default(''),
  position: z.string().trim().max(200).default(''),
  email: z
    .string()
    .trim()
    .max(254)
    .pipe(z.email({ error: 'Нужен адрес вида name@example.org.' })),
  role: z.enum(GUEST_ROLES),
  /** Last day of the link. */
  expiresOn: z.iso.date(),
});
export type IssueLinkInput = z.input<typeof IssueLinkInputSchema>;

export const LinkInputSchema = z.object({ documentId, linkId: z.string().max(100) });
export type LinkInput = z.input<typeof LinkInputSchema>;

const consentSubject = z
  .string()
  .max(520)
  .regex(/^(org:[\w-]+|name:.+)$/);
export const AskConsentInputSchema = z.object({ documentId, subject: consentSubject });
export type AskConsentInput = z.input<typeof AskConsentInputSchema>;

export const AnswerConsentInputSchema = z.object({
  documentId,
  subject: consentSubject,
  answer: z.enum(['given', 'refused']),
  way: z.enum(['product', 'letter']),
  letterNumber: z.string().trim().max(100).default(''),
  letterDate: z.union([z.iso.date(), z.literal('')]).default(''),
});
export type AnswerConsentInput = z.input<typeof AnswerConsentInputSchema>;
