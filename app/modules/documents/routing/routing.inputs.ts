// What the forms of a running route may say.
import { z } from 'zod';

const place = { documentId: z.string(), stepId: z.string().min(1), assigneeKey: z.string().min(1) };
const reason = z.string().trim().min(1, 'Напишите причину: она останется в истории.').max(2000);
const day = z.iso.date('Укажите день.');
const short = z.string().trim().max(300);

/** A person of the directory, or somebody outside it by name and address. */
const person = {
  /** `user:<id>`; empty for a person without an account. */
  subject: z
    .string()
    .regex(/^(user:.+)?$/)
    .default(''),
  name: short.default(''),
  position: short.default(''),
  organisation: short.default(''),
  email: z.union([z.literal(''), z.email('Это не адрес электронной почты.')]).default(''),
};

export const AddApproverInputSchema = z.object({
  documentId: z.string(),
  stepId: z.string().min(1),
  ...person,
  /** Sections he answers for; none = the whole document. */
  scope: z
    .preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(z.string()).max(100))
    .optional(),
});
export type AddApproverInput = z.input<typeof AddApproverInputSchema>;

export const RemoveApproverInputSchema = z.object({ ...place, reason });
export type RemoveApproverInput = z.input<typeof RemoveApproverInputSchema>;

export const ReplaceApproverInputSchema = z.object({ ...place, ...person, reason });
export type ReplaceApproverInput = z.input<typeof ReplaceApproverInputSchema>;

export const DelegateInputSchema = z.object({
  ...place,
  ...person,
  /** Till the end of this day; afterwards the decision comes back. */
  until: day,
  reason: z.string().trim().max(2000).default(''),
});
export type DelegateInput = z.input<typeof DelegateInputSchema>;

export const StopRouteInputSchema = z.object({ documentId: z.string(), reason });
export type StopRouteInput = z.input<typeof StopRouteInputSchema>;

const decision = z.enum(['agree', 'agree-with-remarks', 'return', 'reject'], 'Выберите решение.');
const versionSha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** The act or the protocol by which a body approves; all three or none. */
export const GroundInputSchema = z.object({
  groundKind: z.enum(['', 'act', 'protocol']).default(''),
  groundName: short.default(''),
  groundDate: z.union([z.literal(''), day]).default(''),
  groundNumber: short.default(''),
});

export const LetterDecisionInputSchema = z.object({
  ...place,
  versionSha256,
  decision,
  remark: z.string().trim().max(20_000).default(''),
  letterNumber: z.string().trim().min(1, 'Укажите номер письма.').max(100),
  letterDate: day,
  ...GroundInputSchema.shape,
});
export type LetterDecisionInput = z.input<typeof LetterDecisionInputSchema>;

/** The letter of a body behind the consent of its representative. */
export const AttachLetterInputSchema = z.object({
  documentId: z.string(),
  decisionId: z.string().min(1),
  letterNumber: z.string().trim().min(1, 'Укажите номер письма.').max(100),
  letterDate: day,
});
export type AttachLetterInput = z.input<typeof AttachLetterInputSchema>;

export const AppointSubstituteInputSchema = z.object({
  /** Whose decisions; empty = one's own. */
  personId: z.string().default(''),
  subject: z.string().regex(/^user:.+$/, 'Выберите, кто замещает.'),
  from: day,
  until: day,
  reason: z.string().trim().max(500).default(''),
});
export type AppointSubstituteInput = z.input<typeof AppointSubstituteInputSchema>;
