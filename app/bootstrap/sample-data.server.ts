import type { SampleAccounts } from '~/modules/identity/index.server';
import { type FieldValues, readFieldPath } from '~/modules/templates';
import type { Job, JobQueue } from '~/platform/jobs';
import type { Context } from '~/shared/context';
import { discuss } from './sample-discussion.server';
import { SAMPLE_LIVES, type SampleLife } from './sample-lives';
import {
  as,
  contextOf,
  OWNER,
  type Person,
  type Report,
  type SampleDeps,
  samplePeople,
} from './sample-people.server';
import { returnAndRevise } from './sample-return.server';

/** One job a paper: a stopped process goes on where it was. */
export const SAMPLE_JOB = 'samples.live-out';

/** People at once, papers as jobs: a form must not wait for eight papers to be printed. Idempotent. */
export async function loadSampleData(
  deps: SampleDeps,
  jobs: JobQueue,
  ctx: Context,
): Promise<SampleAccounts> {
  const accounts = await loadSamplePeople(deps, ctx);
  for (const { templateId, key = templateId } of SAMPLE_LIVES) {
    await jobs.enqueue({
      kind: SAMPLE_JOB,
      id: `sample:${key}`,
      key,
      payload: { key },
    });
  }
  return accounts;
}

export async function runSampleJob(deps: SampleDeps, { payload }: Job): Promise<void> {
  await deps.whenReady();
  const life = SAMPLE_LIVES.find(({ templateId, key = templateId }) => key === payload.key);
  if (life) await liveOut(deps, life, () => {});
}

export async function loadSamplePeople(deps: SampleDeps, ctx: Context): Promise<SampleAccounts> {
  const yaml =
    (await deps.content.read('content/samples/people.yaml')) ??
    (await deps.content.readSeed('content/samples/people.yaml'));
  return deps.identity.loadSamplePeople(ctx, { yaml: yaml ?? '' });
}

/** Which account answers for each place that the route reads from the fields: by surname, else the next co-organiser. */
function bindingsFor(paths: readonly string[], fields: FieldValues, people: readonly Person[]) {
  const approvers = people.filter(({ actor }) =>
    actor.memberships.some((one) => one.roles.includes('approver')),
  );
  const places = paths.flatMap((path) => {
    const value = readFieldPath(fields, path);
    if (!Array.isArray(value)) return [{ path, value }];
    return value.map((entry: { key?: string }, index) => ({
      path: `${path}.${entry.key ?? `n${index + 1}`}`,
      value: entry as unknown,
    }));
  });
  const entries = places.map(({ path, value }, index) => {
    const text = JSON.stringify(value ?? '');
    const bound =
      people.find(({ surname }) => text.includes(`"${surname}"`)) ?? approvers[index % approvers.length];
    return [path, { userId: bound?.actor.id ?? null }] as const;
  });
  return Object.fromEntries(entries);
}

export interface LivedLife {
  readonly documentId: string;
  readonly number: string | null;
  readonly slug: string | null;
}

/** One paper from template to its last station. Every step goes through the same commands and policies as a user's. */
export async function liveOut(deps: SampleDeps, life: SampleLife, report: Report): Promise<LivedLife> {
  const { commands } = deps.documents;
  const people = await samplePeople(deps);
  const [drafter, chair, secretary] = await Promise.all([
    contextOf(deps, 'drafter'),
    contextOf(deps, 'chair'),
    contextOf(deps, 'secretary'),
  ]);
  const template = await deps.templates.getCurrentTemplate(life.templateId);
  const sample = template.sample ?? {};
  const fields = life.event ? { ...sample, event: { ...(sample.event as object), ...life.event } } : sample;
  const workflow = await deps.workflows.getCurrentWorkflow(template.definition.workflow);
  const { documentId } = await commands.createDocument(drafter, {
    templateId: life.templateId,
    owner: OWNER,
    fields,
  });
  report('поля → текст → версия 1');
  if (life.stopAt === 'draft') return { documentId, number: null, slug: null };

  if (life.stopAt === 'discussion') {
    await discuss(deps, documentId, report);
    return { documentId, number: null, slug: null };
  }
  const paths = workflow.definition.steps.flatMap((step) =>
    'field' in step.assignees ? [step.assignees.field] : [],
  );
  const bindings = bindingsFor(paths, fields, people);
  const submit = async () => {
    const { versionSha256 } = await deps.documents.queries.getDocument(secretary, { id: documentId });
    await commands.submitDocument(drafter, { documentId, versionSha256, bindings });
  };
  await submit();
  report('отправлено на согласование');
  if (life.stopAt === 'in-approval') return { documentId, number: null, slug: null };
  if (life.returned)
    await returnAndRevise(deps, { documentId, drafter, people, returned: life.returned, submit, report });
  const count = await agreeAll(deps, documentId, people);
  report(`согласовано, решений: ${count}`);

  const { versionSha256 } = await deps.documents.queries.getDocument(secretary, { id: documentId });
  const adopter = workflow.definition.adopt?.role === 'secretary' ? secretary : chair;
  const { number } = await commands.adoptDocument(adopter, { documentId, versionSha256 });
  report(number ? `принято, № ${number}` : 'принято');
  await commands.issueDocument(secretary, { documentId });
  report('выпущено: PDF, DOCX, HTML, JSON');
  if (template.definition.lifecycle.publication !== 'public') return { documentId, number, slug: null };
  const { slug } = await commands.publishDocument(secretary, { documentId });
  report(`опубликовано: /p/${slug}`);
  return { documentId, number, slug };
}

/** Everyone who is asked now, one after another, until nobody is asked. Returns how many decided. */
async function agreeAll(deps: SampleDeps, documentId: string, people: readonly Person[]): Promise<number> {
  for (let count = 0; ; ) {
    const before = count;
    for (const { actor } of people) {
      const ctx = as(deps, actor);
      const tasks = await deps.documents.queries.listApprovalTasks(ctx);
      if (!tasks.some((task) => task.documentId === documentId)) continue;
      const view = await deps.documents.queries.getDocument(ctx, { id: documentId });
      for (const { stepId, assigneeKey } of view.can.decide) {
        const decision = {
          documentId,
          stepId,
          assigneeKey,
          decision: 'agree' as const,
          versionSha256: view.versionSha256,
        };
        await deps.documents.commands.decideDocument(ctx, decision);
        count += 1;
      }
    }
    if (count === before) return count;
  }
}
