import { z } from 'zod';
import type { Context } from '~/shared/context';
import { knowledgeEvent } from '../events';
import type { KnowledgeDeps } from '../knowledge.deps';
import { assertMayEdit } from '../knowledge.policy';

const Day = z.iso.date();
export const ChangeForceInputSchema = z.object({
  actId: z.string().min(1),
  lapsedFrom: Day.nullable(),
  endsOn: Day.nullable().default(null),
  replacedBy: z.object({ id: z.string().nullable(), name: z.string().trim().min(1).max(300) }).nullable(),
});

/**
 * Tells that an act has lapsed or what took its place; everything that cites it is warned of afterwards.
 * Saying what is already said changes nothing. Throws knowledge/forbidden, act-not-found.
 */
export const changeForce =
  (deps: KnowledgeDeps) =>
  async (ctx: Context, raw: z.input<typeof ChangeForceInputSchema>): Promise<void> => {
    assertMayEdit(ctx.actor, 'отмечать утрату силы');
    const { actId, lapsedFrom, endsOn, replacedBy } = ChangeForceInputSchema.parse(raw);
    await deps.acts.changeAct(actId, (act) => {
      const same =
        act.lapsedFrom === lapsedFrom && act.endsOn === endsOn && act.replacedBy?.name === replacedBy?.name;
      if (same) return null;
      return {
        set: { lapsedFrom, endsOn, replacedBy, updatedAt: ctx.now() },
        events: [
          (seq) =>
            knowledgeEvent(
              ctx,
              'act.force-changed',
              { id: actId, seq },
              {
                lapsedFrom,
                replacedBy: replacedBy?.name ?? null,
              },
            ),
        ],
      };
    });
    deps.nudgeOutbox();
  };
