import { z } from 'zod';
import { isAppError } from '~/shared/app-error';
import type { Context } from '~/shared/context';
import { decideDocument } from '../../commands/decide-document.server';
import type { DocumentsDeps } from '../../documents.deps';

/** A place on a version, as the list showed it: document, step, place, hash. */
const ChosenSchema = z
  .string()
  .transform((text) => text.split('|'))
  .pipe(
    z.tuple([z.string().min(1), z.string().min(1), z.string().min(1), z.string().regex(/^[0-9a-f]{64}$/)]),
  );

export const AgreeToManyInputSchema = z.object({
  chosen: z.preprocess(
    (value) => (typeof value === 'string' ? [value] : (value ?? [])),
    z.array(ChosenSchema).min(1, 'Отметьте хотя бы один документ.').max(100),
  ),
});
export type AgreeToManyInput = z.input<typeof AgreeToManyInputSchema>;

export interface ManyOutcome {
  documentId: string;
  agreed: boolean;
  /** Why not, in words; null when it is recorded. */
  reason: string | null;
}

/** Agrees to each chosen document on the version the list showed. What is refused does not stop the others. */
export const agreeToMany =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: AgreeToManyInput): Promise<ManyOutcome[]> => {
    const { chosen } = AgreeToManyInputSchema.parse(raw);
    const outcomes: ManyOutcome[] = [];
    for (const [documentId, stepId, assigneeKey, versionSha256] of chosen) {
      const reason = await decideDocument(deps)(ctx, {
        documentId,
        stepId,
        assigneeKey,
        versionSha256,
        decision: 'agree',
      }).then(
        () => null,
        (error: unknown) => {
          if (isAppError(error) && error.kind !== 'internal') return error.message;
          throw error;
        },
      );
      outcomes.push({ documentId, agreed: reason === null, reason });
    }
    return outcomes;
  };
