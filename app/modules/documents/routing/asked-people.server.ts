// Who must be able to read a document because its route asks him: approvers by account and their substitutes.
import { tokensThatMayRead } from '~/modules/identity';
import type { RouteInstance } from '~/modules/workflows';
import type { Context } from '~/shared/context';
import { localDate } from '~/shared/russian';
import type { DocumentsDeps } from '../documents.deps';
import type { Document } from '../documents.schema';
import { peopleBehind } from './principals.server';

type Part = Pick<Document, 'participants' | 'acl'>;

const placeTokens = (instance: RouteInstance): string[] => [
  ...new Set(instance.steps.flatMap((step) => step.assignees).map(({ token }) => token)),
];
const userTokens = (instance: RouteInstance): string[] =>
  placeTokens(instance).filter((token) => token.startsWith('user:'));

/** The same participants with these added as approvers, and the access that follows. */
export function withApprovers(document: Document, subjects: readonly string[]): Part {
  const known = new Set(document.participants.map(({ subject }) => subject));
  const added = [...new Set(subjects)].filter((subject) => !known.has(subject));
  const participants = [...document.participants, ...added.map((subject) => ({ subject, role: 'approver' }))];
  return { participants, acl: tokensThatMayRead({ ...document, participants }) };
}

/** True when the change of the route asked somebody who was not asked before. */
function asksAnew(before: RouteInstance | null | undefined, after: RouteInstance): boolean {
  if (!before) return true;
  const known = new Set([...userTokens(before), ...before.pending.map((token) => `now ${token}`)]);
  return [...userTokens(after), ...after.pending.map((token) => `now ${token}`)].some(
    (one) => !known.has(one),
  );
}

/**
 * Participants with everyone who is asked, and with those who substitute for them now or later. Nothing when nobody
 * new is asked: a substitute appointed meanwhile was let in by his appointment.
 */
export async function withAskedPeople(
  deps: DocumentsDeps,
  ctx: Context,
  document: Document,
  instance: RouteInstance,
): Promise<Partial<Part>> {
  if (!asksAnew(document.route, instance)) return {};
  const asked = userTokens(instance);
  const today = localDate(ctx.now(), instance.timeZone);
  const substitutions = await deps.substitutions.listOfPeople(
    await peopleBehind(deps, placeTokens(instance), document.owner),
    today,
  );
  return withApprovers(document, [
    ...asked,
    ...substitutions.map(({ substituteId }) => `user:${substituteId}`),
  ]);
}
