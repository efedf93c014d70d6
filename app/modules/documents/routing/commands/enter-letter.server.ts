import type { Context } from '~/shared/context';
import type { ScanInput } from '../../discussion/commands/enter-proposal.server';
import type { DocumentsDeps } from '../../documents.deps';
import { assertAllowed, documentPolicy, rolesOf } from '../../documents.policy';
import { routeActor } from '../../route.server';
import { groundOf } from '../ground';
import { receiveLetter } from '../receive-letter.server';
import { recordDecision } from '../record-decision.server';
import { type LetterDecisionInput, LetterDecisionInputSchema } from '../routing.inputs';

/**
 * Enters a decision that came by letter: number, date, scan, who entered it. Only on the version that is on the route.
 * Throws documents/forbidden, wrong-state, letter-from-future; workflows/…; files/….
 */
export const enterLetterDecision =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: { form: LetterDecisionInput; scan?: ScanInput | null }): Promise<void> => {
    const input = LetterDecisionInputSchema.parse(raw.form);
    const ground = groundOf(input);
    const before = await deps.repository.getById(input.documentId);
    const letter = await receiveLetter(deps, ctx, before, { form: input, scan: raw.scan });
    const { definition } = await deps.workflows.getWorkflow(before.workflow.release);
    const roles = rolesOf(definition);
    await recordDecision(deps, ctx, input.documentId, (document) => {
      assertAllowed(documentPolicy.submit(ctx.actor, document, roles), 'вносить решения по письмам');
      return {
        type: 'decide',
        stepId: input.stepId,
        assigneeKey: input.assigneeKey,
        decision: input.decision,
        versionSha256: input.versionSha256,
        channel: 'letter',
        actor: routeActor(ctx, null),
        letter,
        ...(input.remark ? { remark: input.remark } : {}),
        ...(ground ? { ground } : {}),
      };
    });
  };
