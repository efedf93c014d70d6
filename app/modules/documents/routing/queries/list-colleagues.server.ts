import type { Context } from '~/shared/context';
import type { DocumentsDeps, SubjectCard } from '../../documents.deps';
import { assertReadable } from '../../documents.policy';
import { mayAppoint } from '../commands/change-substitutes.server';

const LIMIT = 300;

/** People of the directory who can be asked for a decision; for a signed-in person who may read the document. */
export const listColleagues =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { id: string }): Promise<SubjectCard[]> => {
    assertReadable(ctx.actor, await deps.repository.getById(input.id));
    if (ctx.actor.type !== 'user') return [];
    const found = await deps.sharing.searchSubjects('', LIMIT);
    return found.filter(({ subject }) => subject.startsWith('user:'));
  };

/** Everybody of the directory but this person, or but the colleague for whom the office asks. */
export const listPossibleSubstitutes =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { personId?: string } = {}): Promise<SubjectCard[]> => {
    if (ctx.actor.type !== 'user') return [];
    const absent = `user:${input.personId || ctx.actor.id}`;
    const found = await deps.sharing.searchSubjects('', LIMIT);
    return found.filter(({ subject }) => subject.startsWith('user:') && subject !== absent);
  };

/** Colleagues whose substitutes this person appoints: those of the organisations whose office he is. Empty for others. */
export const listAppointable =
  (deps: DocumentsDeps) =>
  async (ctx: Context): Promise<SubjectCard[]> => {
    const own = ctx.actor.type === 'user' ? ctx.actor.memberships.map((one) => one.organisationId) : [];
    if (!mayAppoint(ctx, own, '')) return [];
    const others = await listPossibleSubstitutes(deps)(ctx);
    const people = await Promise.all(
      others.map(({ subject }) => deps.sharing.findPerson(subject.slice('user:'.length))),
    );
    return others.filter((_, index) => {
      const person = people[index];
      return person ? mayAppoint(ctx, person.organisationIds, person.id) : false;
    });
  };
