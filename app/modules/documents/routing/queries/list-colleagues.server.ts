import type { Context } from '~/shared/context';
import type { DocumentsDeps, SubjectCard } from '../../documents.deps';
import { assertReadable } from '../../documents.policy';

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

/** Colleagues from one's own organisations: who may substitute for this person. */
export const listPossibleSubstitutes =
  (deps: DocumentsDeps) =>
  async (ctx: Context): Promise<SubjectCard[]> => {
    if (ctx.actor.type !== 'user') return [];
    const found = await deps.sharing.searchSubjects('', LIMIT);
    return found.filter(({ subject }) => subject.startsWith('user:') && subject !== `user:${ctx.actor.id}`);
  };
