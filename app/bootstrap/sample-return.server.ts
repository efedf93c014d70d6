// The turn in the life of a sample paper: a return with a remark, its answer, a new version.
import type { FieldValues } from '~/modules/templates';
import type { Context } from '~/shared/context';
import type { SampleLife } from './sample-lives';
import { as, type Person, type Report, type SampleDeps } from './sample-people.server';

interface Revision {
  documentId: string;
  drafter: Context;
  people: readonly Person[];
  returned: NonNullable<SampleLife['returned']>;
  submit: () => Promise<void>;
  report: Report;
}

/** All but the last agree at once; the last returns the paper; the author answers, changes the text and sends it again. */
export async function returnAndRevise(deps: SampleDeps, revision: Revision): Promise<void> {
  const { documentId, drafter, people, returned, report } = revision;
  const { commands, queries } = deps.documents;
  // All but the last agree at once, as people in different offices do; the last sends it back.
  const asked: { ctx: Context; stepId: string; assigneeKey: string; versionSha256: string }[] = [];
  for (const { actor } of people) {
    const ctx = as(deps, actor);
    if (!(await queries.listApprovalTasks(ctx)).some((task) => task.documentId === documentId)) continue;
    const { can, versionSha256 } = await queries.getDocument(ctx, { id: documentId });
    asked.push(...can.decide.map((place) => ({ ctx, ...place, versionSha256 })));
  }
  const last = asked.pop();
  if (!last) throw new Error('the sample route asks nobody');
  await Promise.all(
    asked.map(({ ctx, ...place }) =>
      commands.decideDocument(ctx, { documentId, ...place, decision: 'agree' }),
    ),
  );
  report(`согласовали параллельно: ${asked.length}`);
  const { ctx, ...place } = last;
  await commands.decideDocument(ctx, { documentId, ...place, decision: 'return', remark: returned.remark });
  report('возвращено с замечанием');

  const view = await queries.getDocument(drafter, { id: documentId });
  for (const remark of view.remarks) {
    await commands.answerRemark(drafter, {
      documentId,
      remarkId: remark.id,
      outcome: 'accepted',
      text: returned.answer,
    });
  }
  const before = await deps.documents.readVersion(documentId);
  const fields = replaceOnce(before.fields, returned.replace);
  await commands.saveVersion(drafter, {
    documentId,
    baseSha256: view.versionSha256,
    fields,
    note: 'Учтено замечание',
  });
  report('замечание учтено, версия 2');
  await revision.submit();
  report('отправлено снова тем, кто не согласовал');
}

/** Changes the first text among the fields that matches. */
function replaceOnce(fields: FieldValues, { find, by }: { find: RegExp; by: string }): FieldValues {
  let done = false;
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, visit(inner)]));
    }
    if (done || typeof value !== 'string' || !find.test(value)) return value;
    done = true;
    return value.replace(find, by);
  };
  const changed = visit(fields) as FieldValues;
  if (!done) throw new Error('the sample has no point to revise');
  return changed;
}
