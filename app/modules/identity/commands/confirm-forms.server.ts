import type { Context } from '~/shared/context';
import { identityError } from '../errors';
import { identityEvent } from '../events';
import { formsOf, fullName } from '../forms.rules';
import type { IdentityDeps } from '../identity.deps';
import type { ConfirmPersonFormsInput } from '../identity.inputs';
import { personStamp } from '../secrets.server';

/**
 * The person confirms the case forms of his own name and positions. Throws `identity/stale` when the name or the
 * positions changed while the page was open.
 */
export const confirmPersonForms =
  (deps: IdentityDeps) =>
  async (ctx: Context, input: ConfirmPersonFormsInput): Promise<void> => {
    if (ctx.actor.type !== 'user') throw identityError('not-signed-in');
    const event = identityEvent(ctx, 'user.forms-confirmed', { type: 'user', id: ctx.actor.id }, {});
    await deps.people.changeUser(ctx.actor.id, (user) => {
      const shown = formsOf(user).positions;
      if (personStamp(user) !== input.stamp || shown.length !== input.positions.length)
        throw identityError('stale');
      const positions = shown.map(({ position, cases }, index) => ({
        position,
        cases: input.positions[index] ?? cases,
      }));
      const { gender, name, short } = input;
      return {
        set: { forms: { of: fullName(user.name), gender, name, short, positions, confirmedAt: ctx.now() } },
        events: [event],
      };
    });
  };
