// What an administrator changes about a colleague: position and roles, access, a lockout. The last active
// administrator of an organisation stays one; as there is no transaction over two people, a change that two
// administrators make to each other at once is looked at again after the write and taken back.
import type { Context } from '~/shared/context';
import { identityError } from '../errors';
import { identityEvent } from '../events';
import type { IdentityDeps } from '../identity.deps';
import type { ChangeMembershipInput } from '../identity.inputs';
import type { User } from '../identity.schema';
import { canManageAccount, canManageUsers } from '../policy';
import { personStamp } from '../secrets.server';
import { hostOrganisationId } from './set-up.server';
import { passwordKey } from './sign-in.server';
import { codeKey } from './take-second-factor.server';

const organisationsOf = (user: User) => user.memberships.map(({ organisationId }) => organisationId);
const administers = (user: User, organisationId: string) =>
  user.status === 'active' &&
  user.memberships.some(
    (one) => one.organisationId === organisationId && one.roles.includes('administrator'),
  );

async function administratorsOf(deps: IdentityDeps, organisationId: string): Promise<User[]> {
  const holders = await deps.people.listUsers({ organisationId, role: 'administrator' });
  return holders.filter((user) => administers(user, organisationId));
}

/** Throws `identity/last-administrator` when nobody but the person administers the organisation. */
async function assertOthersAdminister(
  deps: IdentityDeps,
  organisationId: string,
  userId: string,
): Promise<void> {
  const others = (await administratorsOf(deps, organisationId)).filter(({ _id }) => _id !== userId);
  if (others.length === 0) throw identityError('last-administrator', { organisationId });
}

/** After the write: when nobody is left, the person gets back what he had. */
async function assertSomebodyAdministers(
  deps: IdentityDeps,
  organisationId: string,
  before: User,
): Promise<void> {
  if ((await administratorsOf(deps, organisationId)).length > 0) return;
  const { memberships, status } = before;
  await deps.people.changeUser(before._id, () => ({ set: { memberships, status }, events: [] }));
  throw identityError('last-administrator', { organisationId });
}

/**
 * Sets position and roles in one organisation. Throws `identity/not-administrator`, `identity/stale`,
 * `identity/last-administrator`, `identity/user-not-found`.
 */
export const changeMembership =
  (deps: IdentityDeps) =>
  async (ctx: Context, input: ChangeMembershipInput): Promise<void> => {
    const { userId, organisationId, roles, position } = input;
    const host = await hostOrganisationId(deps)();
    if (!canManageUsers(ctx.actor, organisationId, host)) throw identityError('not-administrator');
    const losesAdministrator = (user: User) =>
      administers(user, organisationId) && !roles.includes('administrator');
    if (losesAdministrator(await deps.people.getUser(userId)))
      await assertOthersAdminister(deps, organisationId, userId);
    const event = identityEvent(
      ctx,
      'user.membership-changed',
      { type: 'user', id: userId },
      { organisationId, roles },
      position ? { position } : undefined,
    );
    const before = await deps.people.changeUser(userId, (user) => {
      if (personStamp(user) !== input.stamp) throw identityError('stale');
      if (!organisationsOf(user).includes(organisationId)) throw identityError('user-not-found');
      const memberships = user.memberships.map((one) =>
        one.organisationId === organisationId
          ? { organisationId, ...(position ? { position } : {}), roles }
          : one,
      );
      return { set: { memberships }, events: [event] };
    });
    if (losesAdministrator(before)) await assertSomebodyAdministers(deps, organisationId, before);
  };

interface AccountInput {
  readonly userId: string;
  readonly stamp: string;
}

/** Closes an account: nobody signs in with it, its sessions end. Throws also `identity/not-yourself`. Idempotent. */
export const disableUser =
  (deps: IdentityDeps) =>
  async (ctx: Context, input: AccountInput): Promise<void> => {
    if (ctx.actor.id === input.userId) throw identityError('not-yourself');
    const user = await managedUser(deps, ctx, input.userId);
    const administered = organisationsOf(user).filter((id) => administers(user, id));
    for (const id of administered) await assertOthersAdminister(deps, id, user._id);
    await setStatus(deps, ctx, input, 'disabled');
    for (const id of administered) await assertSomebodyAdministers(deps, id, user);
    await deps.sessions.removeAll(input.userId, null);
  };

/** Opens a closed account again. Idempotent. */
export const enableUser =
  (deps: IdentityDeps) =>
  async (ctx: Context, input: AccountInput): Promise<void> => {
    await managedUser(deps, ctx, input.userId);
    await setStatus(deps, ctx, input, 'active');
  };

/** Lets a person try again at once after too many wrong passwords or codes. Idempotent. */
export const resetLockout =
  (deps: IdentityDeps) =>
  async (ctx: Context, input: { readonly userId: string }): Promise<void> => {
    const user = await managedUser(deps, ctx, input.userId);
    await deps.attempts.clear(passwordKey(user.email));
    await deps.attempts.clear(codeKey(user._id));
    const event = identityEvent(ctx, 'user.lockout-reset', { type: 'user', id: user._id }, {});
    await deps.people.changeUser(user._id, () => ({ set: {}, events: [event] }));
  };

async function managedUser(deps: IdentityDeps, ctx: Context, userId: string): Promise<User> {
  const user = await deps.people.getUser(userId);
  const host = await hostOrganisationId(deps)();
  if (!canManageAccount(ctx.actor, organisationsOf(user), host)) throw identityError('not-administrator');
  return user;
}

async function setStatus(
  deps: IdentityDeps,
  ctx: Context,
  { userId, stamp }: AccountInput,
  status: User['status'],
): Promise<void> {
  const type = status === 'active' ? 'user.enabled' : 'user.disabled';
  const event = identityEvent(ctx, type, { type: 'user', id: userId }, {});
  await deps.people.changeUser(userId, (user) => {
    if (user.status === status) return { set: {}, events: [] };
    if (personStamp(user) !== stamp) throw identityError('stale');
    return { set: { status }, events: [event] };
  });
}
