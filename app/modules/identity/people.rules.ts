// Pure makers of new records and of the Actor that commands see.
import type { Actor, Context } from '~/shared/context';
import { initialsBefore } from '~/shared/russian';
import { identityEvent } from './events';
import type { Organisation, User } from './identity.schema';

/** «И. И. Образцов», as lists and events print it. */
export const displayName = (name: User['name']): string => initialsBefore(name, { spaced: true });

export const actorOf = (user: User): Actor => ({
  type: 'user',
  id: user._id,
  name: displayName(user.name),
  memberships: user.memberships,
});

/** A name without absent parts (the store would turn `undefined` into null). */
export const personName = (input: {
  surname: string;
  name: string;
  patronymic?: string | undefined;
}): User['name'] => ({
  surname: input.surname,
  name: input.name,
  ...(input.patronymic ? { patronymic: input.patronymic } : {}),
});

interface NewUser {
  readonly id: string;
  readonly email: string;
  readonly name: User['name'];
  readonly passwordHash: string;
  readonly memberships: User['memberships'];
  readonly sample: boolean;
  readonly first: boolean;
}

export function newUser(ctx: Context, input: NewUser): User {
  const memberships = input.memberships.map(({ organisationId, roles }) => ({ organisationId, roles }));
  const added = identityEvent(
    ctx,
    'user.added',
    { type: 'user', id: input.id },
    { memberships, first: input.first },
    { name: displayName(input.name), email: input.email },
  );
  return {
    schemaVersion: 1,
    version: 1,
    eventSeq: 1,
    outbox: [added(1)],
    _id: input.id,
    email: input.email,
    emailLower: input.email.toLowerCase(),
    name: input.name,
    passwordHash: input.passwordHash,
    memberships: input.memberships,
    status: 'active',
    sample: input.sample,
    createdAt: ctx.now(),
    lastSignInAt: null,
    forms: null,
    totp: null,
  };
}

interface NewOrganisation {
  readonly id: string;
  readonly name: string;
  readonly shortName?: string | undefined;
  readonly timeZone: string;
  readonly host: boolean;
  readonly sample: boolean;
}

export function newOrganisation(ctx: Context, input: NewOrganisation): Organisation {
  const added = identityEvent(
    ctx,
    'organisation.added',
    { type: 'organisation', id: input.id },
    { host: input.host },
  );
  return {
    schemaVersion: 1,
    version: 1,
    eventSeq: 1,
    outbox: [added(1)],
    _id: input.id,
    name: input.name,
    shortName: input.shortName ?? input.name,
    timeZone: input.timeZone,
    host: input.host,
    sample: input.sample,
    createdAt: ctx.now(),
    logo: null,
    forms: null,
  };
}
