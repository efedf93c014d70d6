// Who may read what, as two sets of tokens (DESIGN §5). The same pair serves policies, list queries (`acl: {$in}`)
// and search filters, so they cannot disagree: a person may read a thing when the sets meet.
import type { Actor } from '~/shared/context';

export type AclVisibility = 'participants' | 'organisation' | 'installation' | 'public';

export interface AclSubject {
  /** Owning organisation's id. */
  readonly owner: string;
  /** `user:<id>`, `org:<id>` or `guest:<id>`, as tokens are written. */
  readonly participants: readonly { readonly subject: string }[];
  readonly visibility: AclVisibility;
}

/** Roles of the owning organisation that read all its documents: they adopt, number and publish them. */
const OWNER_ROLES = ['chair', 'secretary'] as const;

/** Tokens a person holds. Everybody holds `public`; the installation's own processes hold `system`. */
export function tokensOfActor(actor: Actor): string[] {
  if (actor.type === 'system') return ['public', 'system'];
  if (actor.type === 'anonymous') return ['public'];
  if (actor.type === 'guest') return ['public', `guest:${actor.id}`];
  const tokens = ['public', 'installation', `user:${actor.id}`];
  for (const { organisationId, roles } of actor.memberships) {
    tokens.push(`org:${organisationId}`, ...roles.map((role) => `role:${role}@${organisationId}`));
  }
  return [...new Set(tokens)];
}

/** Tokens that open a thing: stored beside it (`acl`) and in its search records. Sorted, without repeats. */
export function tokensThatMayRead({ owner, participants, visibility }: AclSubject): string[] {
  const tokens = ['system', ...participants.map(({ subject }) => subject)];
  tokens.push(...OWNER_ROLES.map((role) => `role:${role}@${owner}`));
  if (visibility === 'organisation') tokens.push(`org:${owner}`);
  if (visibility === 'installation') tokens.push(`org:${owner}`, 'installation');
  if (visibility === 'public') tokens.push('public');
  return [...new Set(tokens)].sort();
}

/** The policy form of the pair: true when the actor holds a token that opens the thing. */
export function mayRead(actor: Actor, thing: AclSubject): boolean {
  const held = new Set(tokensOfActor(actor));
  return tokensThatMayRead(thing).some((token) => held.has(token));
}
