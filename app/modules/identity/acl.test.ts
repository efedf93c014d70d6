import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor, Role } from '~/shared/context';
import { anonymousActor, systemActor } from '~/shared/context';
import { type AclSubject, mayRead, tokensOfActor, tokensThatMayRead } from './acl';
import { ROLES } from './identity.schema';

const organisationId = fc.constantFrom('org_a', 'org_b', 'org_c');
const userId = fc.constantFrom('usr_1', 'usr_2', 'usr_3');
const membership = fc.record({
  organisationId,
  roles: fc.subarray([...ROLES] as Role[]),
});
const actor: fc.Arbitrary<Actor> = fc.oneof(
  fc.constant(anonymousActor),
  fc.constant(systemActor('test')),
  fc.record({
    type: fc.constant('guest' as const),
    id: fc.constantFrom('link_1', 'link_2'),
    name: fc.constant('Гость'),
    memberships: fc.constant([]),
  }),
  fc.record({
    type: fc.constant('user' as const),
    id: userId,
    name: fc.constant('Некто'),
    memberships: fc.array(membership, { maxLength: 3 }),
  }),
);
const thing: fc.Arbitrary<AclSubject> = fc.record({
  owner: organisationId,
  participants: fc.array(
    fc.record({
      subject: fc.oneof(
        userId.map((id) => `user:${id}`),
        organisationId.map((id) => `org:${id}`),
        fc.constantFrom('guest:link_1', 'guest:link_2'),
      ),
    }),
    { maxLength: 3 },
  ),
  visibility: fc.constantFrom('participants', 'organisation', 'installation', 'public'),
});

/** The rule in words, written apart from the tokens. */
function mayReadInWords(who: Actor, what: AclSubject): boolean {
  if (who.type === 'system' || what.visibility === 'public') return true;
  const named = (subject: string) => what.participants.some((participant) => participant.subject === subject);
  if (who.type === 'anonymous') return false;
  if (who.type === 'guest') return named(`guest:${who.id}`);
  if (named(`user:${who.id}`) || what.visibility === 'installation') return true;
  return who.memberships.some(
    ({ organisationId: id, roles }) =>
      named(`org:${id}`) ||
      (id === what.owner &&
        (what.visibility === 'organisation' || roles.includes('chair') || roles.includes('secretary'))),
  );
}

describe('acl tokens', () => {
  it('agree with the rule in words', () => {
    fc.assert(
      fc.property(actor, thing, (who, what) => {
        expect(mayRead(who, what)).toBe(mayReadInWords(who, what));
      }),
      { numRuns: 2000 },
    );
  });

  it('agree as a stored list and a filter', () => {
    fc.assert(
      fc.property(actor, thing, (who, what) => {
        const stored = tokensThatMayRead(what);
        const filter = tokensOfActor(who);
        expect(filter.some((token) => stored.includes(token))).toBe(mayRead(who, what));
      }),
    );
  });

  it('widening the visibility takes nobody’s access away', () => {
    const order = ['participants', 'organisation', 'installation', 'public'] as const;
    fc.assert(
      fc.property(actor, thing, (who, what) => {
        const answers = order.map((visibility) => mayRead(who, { ...what, visibility }));
        expect(answers).toEqual([...answers].sort((a, b) => Number(a) - Number(b)));
      }),
    );
  });

  it('does not depend on the order of participants and repeats', () => {
    fc.assert(
      fc.property(thing, (what) => {
        const doubled = { ...what, participants: [...what.participants, ...what.participants].reverse() };
        expect(tokensThatMayRead(doubled)).toEqual(tokensThatMayRead(what));
      }),
    );
  });
});
