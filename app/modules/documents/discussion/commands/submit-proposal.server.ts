import type { Context } from '~/shared/context';
import { formatDate } from '~/shared/russian';
import type { DocumentsDeps } from '../../documents.deps';
import { documentError } from '../../errors';
import { receiptFrom, receiptHash, spacedReceipt } from '../codes.server';
import { type Discussed, findByCode, isTakingNow } from '../discussion.server';
import { checkFormToken } from '../form-token.server';
import { makeProposal, receivedEvent } from '../make-proposal.server';
import { type ProposalForm, ProposalFormSchema } from '../proposal.inputs';

export interface SubmitProposalInput {
  readonly code: string;
  /** From the form: issueFormToken. */
  readonly token: string;
  /** A field that people do not see. */
  readonly honeypot: string;
  readonly form: ProposalForm;
}

export interface SubmittedProposal {
  readonly number: number;
  /** Opens the author's own page. */
  readonly receipt: string;
}

const REFUSED = {
  foreign: 'Форма не распознана. Ваш текст на месте: отправьте его ещё раз.',
  'too-old': 'Форма была открыта слишком давно. Ваш текст на месте: отправьте его ещё раз.',
  'too-fast':
    'Форма отправлена слишком быстро. Ваш текст на месте: подождите несколько секунд и отправьте ещё раз.',
  honeypot:
    'Заполнено скрытое поле: так делают программы, которые рассылают рекламу. Сотрите его и отправьте ещё раз.',
} as const;

/**
 * A proposal of anybody who has the address. Idempotent by the form. Mails the receipt when an address was given.
 * Throws documents/discussion-not-found, discussion-over, form-refused, proposal-place, too-many-proposals.
 */
export const submitProposal =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: SubmitProposalInput): Promise<SubmittedProposal> => {
    const form = ProposalFormSchema.parse(input.form);
    const document = await findByCode(deps, input.code);
    if (!(await isTakingNow(deps, ctx, document))) throw documentError('discussion-over');
    if (input.honeypot !== '') throw documentError('form-refused', { reason: REFUSED.honeypot });
    const token = checkFormToken(document.discussion, input.token, ctx.now());
    if (!token.ok) throw documentError('form-refused', { reason: REFUSED[token.why], why: token.why });
    // The receipt follows from the form, so that a form sent twice leads to the same page.
    const receipt = receiptFrom(token.nonce);
    const made = await makeProposal(deps, ctx, document, form, {
      source: { channel: 'form', enteredByName: null, scan: null },
      receiptSha256: receiptHash(receipt),
      formNonce: token.nonce,
    });
    const { proposal } = await deps.proposals.insert(made, (number) => [receivedEvent(ctx, made, number)]);
    deps.nudgeOutbox();
    // Sent once by its id, also when the form comes twice.
    if (form.email !== '')
      await mailReceipt(deps, document, proposal.number, { receipt, id: proposal._id, form });
    return { number: proposal.number, receipt };
  };

async function mailReceipt(
  deps: DocumentsDeps,
  document: Discussed,
  number: number,
  { receipt, id, form }: { receipt: string; id: string; form: ProposalForm },
): Promise<void> {
  const { code, until } = document.discussion;
  await deps.mail.send({
    id: `${id}:receipt`,
    to: [{ email: form.email }],
    subject: `Предложение № ${number} получено`,
    text: [
      `Ваше предложение № ${number} к проекту «${document.title}» получено.`,
      '',
      form.text,
      '',
      `Приём предложений — до ${formatDate(until)}. Что решили, видно на вашей странице, там же предложение можно отозвать:`,
      `${deps.siteUrl()}/d/${code}/my/${receipt}`,
      `Код: ${spacedReceipt(receipt)}`,
      '',
      'Письмо отправлено автоматически, отвечать на него не нужно. Если вы ничего не отправляли, кто-то ошибся адресом: откройте страницу и удалите адрес.',
    ].join('\n'),
  });
}
