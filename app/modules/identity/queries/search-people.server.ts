// The list of people that an administrator works with: search, facets, page. At most 2,000 people are read, so the
// words of search are looked for here, in names, positions and addresses, whatever the case and «ё».
import type { Context, Role } from '~/shared/context';
import { hostOrganisationId } from '../commands/set-up.server';
import { passwordKey } from '../commands/sign-in.server';
import { codeKey } from '../commands/take-second-factor.server';
import { identityError } from '../errors';
import { fullName } from '../forms.rules';
import type { IdentityDeps } from '../identity.deps';
import type { Organisation, User } from '../identity.schema';
import { ROLES } from '../identity.schema';
import { displayName } from '../people.rules';
import { canManageAccount, canManageUsers, managedOrganisations } from '../policy';
import { personStamp } from '../secrets.server';

const PAGE_SIZE = 20;

export interface ManagedPerson {
  id: string;
  fullName: string;
  displayName: string;
  email: string;
  active: boolean;
  sample: boolean;
  /** The one who looks. */
  self: boolean;
  lastSignInAt: string | null;
  locked: boolean;
  secondStep: boolean;
  formsConfirmed: boolean;
  /** Goes back with every form about the person. */
  stamp: string;
  /** The actor may disable, unlock and reset the account. */
  mayManageAccount: boolean;
  memberships: {
    organisationId: string;
    organisation: string;
    position: string;
    roles: Role[];
    mayManage: boolean;
  }[];
}

export interface PeopleList {
  items: ManagedPerson[];
  total: number;
  pageSize: number;
  facets: {
    organisation: { value: string; label: string; count: number }[];
    role: { value: Role; count: number }[];
    status: { value: 'active' | 'disabled'; count: number }[];
  };
}

export interface PeopleQuery {
  readonly q?: string | undefined;
  readonly organisationId?: string | undefined;
  readonly role?: string | undefined;
  readonly status?: string | undefined;
  readonly page?: number | undefined;
}

const fold = (text: string) => text.toLowerCase().replaceAll('ё', 'е');

function fits(user: User, words: readonly string[]): boolean {
  const text = fold(
    [fullName(user.name), user.email, ...user.memberships.map((one) => one.position ?? '')].join(' '),
  );
  return words.every((word) => text.includes(word));
}

const holds = (user: User, { organisationId, role }: PeopleQuery) =>
  user.memberships.some(
    (one) =>
      (!organisationId || one.organisationId === organisationId) &&
      (!role || one.roles.some((held) => held === role)),
  );

/** People of the organisations that the actor manages. Throws `identity/not-administrator`. */
export const searchPeople =
  (deps: IdentityDeps) =>
  async (ctx: Context, query: PeopleQuery): Promise<PeopleList> => {
    const host = await hostOrganisationId(deps)();
    const managed = managedOrganisations(ctx.actor, host);
    if (managed?.length === 0) throw identityError('not-administrator');
    const organisations = await deps.people.listOrganisations(managed ?? undefined);
    const known = new Set(organisations.map(({ _id }) => _id));
    const all = (await deps.people.listUsers({})).filter((user) =>
      user.memberships.some(({ organisationId }) => known.has(organisationId)),
    );
    const words = fold(query.q ?? '')
      .split(/\s+/)
      .filter(Boolean);
    const found = all
      .filter((user) => fits(user, words) && holds(user, query))
      .filter((user) => !query.status || user.status === query.status)
      .sort((a, b) => fullName(a.name).localeCompare(fullName(b.name), 'ru') || (a._id < b._id ? -1 : 1));
    const skip = (Math.max(query.page ?? 1, 1) - 1) * PAGE_SIZE;
    const shown = found.slice(skip, skip + PAGE_SIZE);
    return {
      items: await Promise.all(shown.map((user) => present(deps, ctx, { user, organisations, host }))),
      total: found.length,
      pageSize: PAGE_SIZE,
      facets: facetsOf(all, organisations),
    };
  };

/** One person of that list. Throws `identity/user-not-found` also for those the actor does not manage. */
export const getManagedPerson =
  (deps: IdentityDeps) =>
  async (ctx: Context, input: { readonly id: string }): Promise<ManagedPerson> => {
    const host = await hostOrganisationId(deps)();
    const managed = managedOrganisations(ctx.actor, host);
    const user = await deps.people.getUser(input.id);
    const mine = user.memberships.some(({ organisationId }) => managed?.includes(organisationId) ?? true);
    if (!mine) throw identityError('user-not-found', { id: input.id });
    const organisations = await deps.people.listOrganisations(
      user.memberships.map(({ organisationId }) => organisationId),
    );
    return present(deps, ctx, { user, organisations, host });
  };

interface Shown {
  readonly user: User;
  readonly organisations: readonly Organisation[];
  readonly host: string | null;
}

async function present(
  deps: IdentityDeps,
  ctx: Context,
  { user, organisations, host }: Shown,
): Promise<ManagedPerson> {
  const counters = await Promise.all([passwordKey(user.email), codeKey(user._id)].map(deps.attempts.find));
  const names = new Map(organisations.map(({ _id, shortName }) => [_id, shortName]));
  const ids = user.memberships.map(({ organisationId }) => organisationId);
  return {
    id: user._id,
    fullName: fullName(user.name),
    displayName: displayName(user.name),
    email: user.email,
    active: user.status === 'active',
    sample: user.sample,
    self: user._id === ctx.actor.id,
    lastSignInAt: user.lastSignInAt?.toISOString() ?? null,
    locked: counters.some((one) => Boolean(one?.lockedUntil && one.lockedUntil > ctx.now())),
    secondStep: Boolean(user.totp?.enabledAt),
    formsConfirmed: user.forms?.of === fullName(user.name),
    stamp: personStamp(user),
    mayManageAccount: canManageAccount(ctx.actor, ids, host),
    memberships: user.memberships
      .filter(({ organisationId }) => names.has(organisationId))
      .map(({ organisationId, position, roles }) => ({
        organisationId,
        organisation: names.get(organisationId) ?? organisationId,
        position: position ?? '',
        roles,
        mayManage: canManageUsers(ctx.actor, organisationId, host),
      })),
  };
}

function facetsOf(users: readonly User[], organisations: readonly Organisation[]): PeopleList['facets'] {
  const counted = <T extends string>(values: readonly T[], has: (user: User, value: T) => boolean) =>
    values
      .map((value) => ({ value, count: users.filter((user) => has(user, value)).length }))
      .filter(({ count }) => count > 0);
  const names = new Map(organisations.map(({ _id, shortName }) => [_id, shortName]));
  return {
    organisation: counted([...names.keys()], (user, organisationId) => holds(user, { organisationId })).map(
      ({ value, count }) => ({ value, count, label: names.get(value) ?? value }),
    ),
    role: counted(ROLES, (user, role) => holds(user, { role })),
    status: counted(['active', 'disabled'] as const, (user, status) => user.status === status),
  };
}
