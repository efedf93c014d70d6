// Inputs of proposals: the form of people without an account, and the secretary's own. All faults of a field are told.
import { z } from 'zod';
import { PROPOSAL_KINDS } from './discussion.schema';

const ticked = z.preprocess((value) => value === true || value === 'on' || value === 'yes', z.boolean());
const optionalText = (max: number) =>
  z.string().trim().max(max, `Слишком длинно: можно до ${max} знаков.`).default('');

const proposal = {
  /** Id of a block; empty: the whole text, or a new point at its end. */
  block: optionalText(120),
  kind: z.enum(PROPOSAL_KINDS, 'Выберите, что вы предлагаете.'),
  text: z
    .string('Напишите предложение.')
    .trim()
    .min(3, 'Напишите предложение: хотя бы несколько слов.')
    .max(10_000, 'Слишком длинно: можно до 10 000 знаков. Разделите на несколько предложений.'),
  reason: optionalText(5000),
  name: optionalText(200),
  organisation: optionalText(300),
};
const email = z.union([
  z.literal(''),
  z.email('Проверьте адрес: он должен быть вида name@example.org.').max(200),
]);

/** Told beside all other faults of the form, not after they are mended. */
const always = { when: () => true };

/** Names and addresses need their consents; a consent without a name is no consent to anything. */
export const ProposalFormSchema = z
  .object({
    ...proposal,
    email: z.preprocess((value) => (typeof value === 'string' ? value.trim() : ''), email),
    consentProcessing: ticked,
    consentPublish: ticked,
  })
  .refine(({ name, email: address, consentProcessing }) => !(name || address) || consentProcessing, {
    path: ['consentProcessing'],
    message:
      'Имя и адрес можно принять только с согласием на их обработку. Отметьте согласие или сотрите имя и адрес: предложение примут и без них.',
    ...always,
  })
  .refine(({ name, consentPublish }) => !consentPublish || Boolean(name), {
    path: ['consentPublish'],
    message: 'Имя не указано, публиковать нечего. Впишите имя или снимите отметку.',
    ...always,
  });
export type ProposalForm = z.output<typeof ProposalFormSchema>;

/** Written down by the secretary: spoken in the hall, on paper, by letter. */
export const EnteredProposalSchema = z
  .object({
    ...proposal,
    channel: z.enum(['oral', 'paper', 'mail'], 'Выберите, как поступило предложение.'),
    /** The person agreed to be named: on the paper itself or before the secretary. */
    consentProcessing: ticked,
    consentPublish: ticked,
  })
  .refine(({ name, consentProcessing }) => !name || consentProcessing, {
    path: ['consentProcessing'],
    message: 'Имя можно записать, только если человек дал согласие на обработку. Иначе оставьте имя пустым.',
    ...always,
  });
export type EnteredProposal = z.output<typeof EnteredProposalSchema>;
