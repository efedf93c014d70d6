import type { Context } from '~/shared/context';
import { identityError } from '../errors';
import { identityEvent } from '../events';
import type { IdentityDeps } from '../identity.deps';
import type { ChangePasswordInput } from '../identity.inputs';
import { hashPassword, verifyPassword } from '../passwords.server';

/**
 * Changes the actor's own password and ends his other sessions: whoever knew the old one is out.
 * Throws `identity/wrong-password`.
 */
export const changePassword =
  (deps: IdentityDeps) =>
  async (ctx: Context, input: ChangePasswordInput & { readonly keep: string | null }): Promise<void> => {
    if (ctx.actor.type !== 'user') throw identityError('not-signed-in');
    const user = await deps.people.getUser(ctx.actor.id);
    if (!(await verifyPassword(user.passwordHash, input.currentPassword)))
      throw identityError('wrong-password');
    const passwordHash = await hashPassword(input.password);
    const event = identityEvent(ctx, 'user.password-changed', { type: 'user', id: user._id }, {});
    await deps.people.changeUser(user._id, () => ({ set: { passwordHash }, events: [event] }));
    await deps.sessions.removeAll(user._id, input.keep);
  };
