// A representative answered by link or in the product, and the letter of his body came afterwards: it is put behind his
// consent, which stays as it is. From then on the mark names the letter.
import type { Context } from '~/shared/context';
import type { ScanInput } from '../../discussion/commands/enter-proposal.server';
import type { DocumentsDeps } from '../../documents.deps';
import { documentEvent } from '../../events';
import { routeActor } from '../../route.server';
import { changeRoute } from '../change-route.server';
import { receiveLetter } from '../receive-letter.server';
import { type AttachLetterInput, AttachLetterInputSchema } from '../routing.inputs';

/** Throws documents/forbidden, wrong-state, letter-from-future; workflows/no-consent-for-letter; files/…. */
export const attachLetter =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: { form: AttachLetterInput; scan?: ScanInput | null }): Promise<void> => {
    const form = AttachLetterInputSchema.parse(raw.form);
    const { documentId, decisionId } = form;
    const before = await deps.repository.getById(documentId);
    const letter = await receiveLetter(deps, ctx, before, { form, scan: raw.scan });
    const { number, date, scanSha256 } = letter;
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
