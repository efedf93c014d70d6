import { z } from 'zod';
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../../documents.deps';
import { assertAllowed, assertReadable } from '../../documents.policy';
import { assertPossible, assertSeenVersion } from '../../documents.rules';
import { documentEvent } from '../../events';
import { discussionPolicy } from '../discussion.policy';
import { basisResult, basisWord } from '../discussion.rules';

const votes = z.coerce.number().int().min(0).max(100_000);

export const RecordBasisInputSchema = z
  .object({
    documentId: z.string(),
    versionSha256: z.string().length(64),
    date: z.iso.date('Укажите день в виде ГГГГ-ММ-ДД'),
    result: z.enum(['no-objection', 'voted']),
    votes: z.object({ for: votes, against: votes, abstained: votes }).nullable().default(null),
    objections: z.string().trim().max(3000).default(''),
  })
  .refine(
    ({ result, votes: counted }) => result !== 'voted' || (counted !== null && counted.for > counted.against),
    {
      path: ['votes'],
      message: 'Принять за основу можно, когда «за» больше, чем «против». Проверьте числа.',
    },
  );

/**
 * «Принята за основу»: how it was, on which version. Recording again replaces the record; both stay in the history.
 * «В целом» is adoption (adoptDocument). Throws documents/wrong-state, version-conflict, forbidden.
 */
export const recordBasis =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: z.input<typeof RecordBasisInputSchema>): Promise<void> => {
    const input = RecordBasisInputSchema.parse(raw);
    await deps.repository.mutate(input.documentId, async (document) => {
      assertReadable(ctx.actor, document);
      assertAllowed(discussionPolicy.run(ctx.actor, document), 'записать принятие за основу');
      assertPossible('take-as-basis', document);
      assertSeenVersion(document, input.versionSha256);
      const { definition } = await deps.templates.getTemplate(document.template.release);
      const { number, sha256 } = document.currentVersion;
      const { date, result, objections } = input;
      const counted = result === 'voted' ? input.votes : null;
      const word = basisWord(definition);
      const data = {
        date,
        result: basisResult({ result, votes: counted }),
        word,
        versionSha256: sha256,
        number,
      };
      return {
        set: {
          basis: {
            date,
            result,
            votes: counted,
            objections,
            word,
            version: { number, sha256 },
            byId: ctx.actor.id,
            at: ctx.now(),
          },
          updatedAt: ctx.now(),
        },
        // Who objected is about persons: beside the sealed chain, erasable.
        events: [documentEvent(ctx, 'document.based-on', data, objections ? { objections } : undefined)],
        result: undefined,
      };
    });
    deps.nudgeOutbox();
  };
