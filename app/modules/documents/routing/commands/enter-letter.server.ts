import type { Context } from '~/shared/context';
import { localDate } from '~/shared/russian';
import type { ScanInput } from '../../discussion/commands/enter-proposal.server';
import type { DocumentsDeps } from '../../documents.deps';
import { assertAllowed, documentPolicy, rolesOf } from '../../documents.policy';
import { documentError } from '../../errors';
import { routeActor } from '../../route.server';
import { groundOf } from '../ground';
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
    if (input.letterDate > localDate(ctx.now(), await deps.timeZone(before.owner)))
      throw documentError('letter-from-future');
    const { definition } = await deps.workflows.getWorkflow(before.workflow.release);
    const roles = rolesOf(definition);
    // Stored before it is named: what a crash leaves over is an orphan.
    const mayEnter = documentPolicy.submit(ctx.actor, before, roles);
    const scan = mayEnter && raw.scan ? await deps.files.put(raw.scan.bytes, raw.scan) : null;
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
        letter: {
          number: input.letterNumber,
          date: input.letterDate,
          ...(scan ? { scanSha256: scan.sha256 } : {}),
          enteredBy: { userId: ctx.actor.id, name: ctx.actor.name },
        },
        ...(input.remark ? { remark: input.remark } : {}),
        ...(ground ? { ground } : {}),
      };
    });
  };
