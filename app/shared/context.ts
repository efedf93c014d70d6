// What every command and query receives first: who asks, when it is, where ids come from. No infrastructure.
import type { IdSource } from './ids';

export type Role =
  | 'administrator'
  | 'editor'
  | 'drafter'
  | 'secretary'
  | 'approver'
  | 'chair'
  | 'inspector'
  | 'moderator'
  | 'reader';

export interface Membership {
  readonly organisationId: string;
  /** Position as printed, e.g. «руководитель проекта». */
  readonly position?: string | undefined;
  readonly roles: readonly Role[];
}

export interface Actor {
  readonly type: 'user' | 'system' | 'anonymous' | 'guest';
  /** User id, `system:<name>`, `anonymous`, or the id of a personal link. */
  readonly id: string;
  /** Printed name, e.g. «И. И. Образцов». */
  readonly name: string;
  readonly memberships: readonly Membership[];
}

export interface Context {
  readonly actor: Actor;
  readonly now: () => Date;
  readonly newId: IdSource;
  readonly requestId: string;
  readonly locale: 'ru' | 'en';
}

export const anonymousActor: Actor = { type: 'anonymous', id: 'anonymous', name: 'Гость', memberships: [] };

/** The actor of timers, dispatchers and the command line. */
export function systemActor(name: string): Actor {
  return { type: 'system', id: `system:${name}`, name: `система (${name})`, memberships: [] };
}

/** True when the actor has the role in any organisation; the system has every role. */
export function hasRole(actor: Actor, ...roles: Role[]): boolean {
  if (actor.type === 'system') return true;
  return actor.memberships.some((membership) => membership.roles.some((role) => roles.includes(role)));
}
