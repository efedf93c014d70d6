// A representative answered by link or in the product, and the letter of his body came afterwards: it is put behind his
// consent, which stays as it is. From then on the mark names the letter.
import type { Context } from '~/shared/context';
import { localDate } from '~/shared/russian';
import type { ScanInput } from '../../discussion/commands/enter-proposal.server';
import type { DocumentsDeps } from '../../documents.deps';
import { documentPolicy, rolesOf } from '../../documents.policy';
import { documentError } from '../../errors';
import { documentEvent } from '../../events';
import { routeActor } from '../../route.server';
import { changeRoute } from '../change-route.server';
import { type AttachLetterInput, AttachLetterInputSchema } from '../routing.inputs';

/** Throws documents/forbidden, wrong-state, letter-from-future; workflows/no-consent-for-letter; files/…. */
export const attachLetter =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: { form: AttachLetterInput; scan?: ScanInput | null }): Promise<void> => {
    const {
      documentId,
      decisionId,
      letterNumber: number,
      letterDate: date,
    } = AttachLetterInputSchema.parse(raw.form);
    const before = await deps.repository.getById(documentId);
    if (date > localDate(ctx.now(), await deps.timeZone(before.owner)))
      throw documentError('letter-from-future');
    const { definition } = await deps.workflows.getWorkflow(before.workflow.release);
    const mayEnter = documentPolicy.submit(ctx.actor, before, rolesOf(definition));
    const scan = mayEnter && raw.scan ? await deps.files.put(raw.scan.bytes, raw.scan) : null;
    const scanSha256 = scan?.sha256;
    const letter = {
      number,
      date,
      ...(scanSha256 ? { scanSha256 } : {}),
      enteredBy: { userId: ctx.actor.id, name: ctx.actor.name },
    };
    await changeRoute(deps, ctx, documentId, {
      action: 'attach-letter',
      words: 'вносить письма',
      event: () => ({ type: 'attach-letter', actor: routeActor(ctx, null), decisionId, letter }),
      events: (_, route) => {
        const decision = route.decisions.find(({ id }) => id === decisionId);
        return [
          documentEvent(
            ctx,
            'document.letter-attached',
            { step: decision?.stepId ?? '', number, date, scanSha256 },
            { name: decision?.person.name ?? '' },
          ),
        ];
      },
    });
  };
