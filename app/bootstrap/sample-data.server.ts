// «Учебные данные»: fictional people, then papers that live through the very commands that users call.
import type { DocumentsModule } from '~/modules/documents/index.server';
import { sampleOrganisationId } from '~/modules/identity';
import type { IdentityModule, SampleAccounts } from '~/modules/identity/index.server';
import { type FieldValues, readFieldPath } from '~/modules/templates';
import type { TemplatesModule } from '~/modules/templates/index.server';
import type { WorkflowsModule } from '~/modules/workflows/index.server';
import type { Clock } from '~/platform/clock';
import type { ContentStore } from '~/platform/content';
import type { Job, JobQueue } from '~/platform/jobs';
import type { Actor, Context, Role } from '~/shared/context';
import type { IdSource } from '~/shared/ids';
import { SAMPLE_LIVES, type SampleLife } from './sample-lives';

export interface SampleDeps {
  readonly identity: IdentityModule;
  readonly documents: DocumentsModule;
  readonly templates: TemplatesModule;
  readonly workflows: WorkflowsModule;
  readonly content: ContentStore;
  readonly clock: Clock;
  readonly newId: IdSource;
  /** Resolves when templates and workflows are published. */
  readonly whenReady: () => Promise<unknown>;
}

/** Called after each step with what was done; the demo prints it with its time. */
export type Report = (step: string) => void;

const OWNER = sampleOrganisationId('dvor');

/** One job a paper: a stopped process goes on where it was. */
export const SAMPLE_JOB = 'samples.live-out';

/** People at once, papers as jobs: a form must not wait for eight papers to be printed. Idempotent. */
export async function loadSampleData(
  deps: SampleDeps,
  jobs: JobQueue,
  ctx: Context,
): Promise<SampleAccounts> {
  const accounts = await loadSamplePeople(deps, ctx);
  for (const { templateId } of SAMPLE_LIVES) {
    await jobs.enqueue({
      kind: SAMPLE_JOB,
      id: `sample:${templateId}`,
      key: templateId,
      payload: { templateId },
    });
  }
  return accounts;
}

export async function runSampleJob(deps: SampleDeps, { payload }: Job): Promise<void> {
  await deps.whenReady();
  const life = SAMPLE_LIVES.find(({ templateId }) => templateId === payload.templateId);
  if (life) await liveOut(deps, life, () => {});
}

export async function loadSamplePeople(deps: SampleDeps, ctx: Context): Promise<SampleAccounts> {
  const yaml =
    (await deps.content.read('content/samples/people.yaml')) ??
    (await deps.content.readSeed('content/samples/people.yaml'));
  return deps.identity.loadSamplePeople(ctx, { yaml: yaml ?? '' });
}

interface Person {
  actor: Actor;
  surname: string;
}

async function samplePeople(deps: SampleDeps): Promise<Person[]> {
  const people = await deps.identity.listPeople({});
  return people
    .filter((person) => person.sample)
    .map((person) => ({
      surname: person.surname,
      actor: { type: 'user', id: person.id, name: person.displayName, memberships: person.memberships },
    }));
}

function as(deps: SampleDeps, actor: Actor): Context {
  return { actor, now: deps.clock.now, newId: deps.newId, requestId: deps.newId('req'), locale: 'ru' };
}

/** Context of the sample person who holds a role in the host of the samples. */
async function contextOf(deps: SampleDeps, role: Role): Promise<Context> {
  const people = await samplePeople(deps);
  const holder = people.find(({ actor }) =>
    actor.memberships.some((one) => one.organisationId === OWNER && one.roles.includes(role)),
  );
  if (!holder) throw new Error(`no sample person is ${role}`);
  return as(deps, holder.actor);
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
  const fields = template.sample ?? {};
  const workflow = await deps.workflows.getCurrentWorkflow(template.definition.workflow);
  const { documentId } = await commands.createDocument(drafter, {
    templateId: life.templateId,
    owner: OWNER,
    fields,
  });
  report('поля → текст → версия 1');

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

interface Revision {
  documentId: string;
  drafter: Context;
  people: readonly Person[];
  returned: NonNullable<SampleLife['returned']>;
  submit: () => Promise<void>;
  report: Report;
}

async function returnAndRevise(deps: SampleDeps, revision: Revision): Promise<void> {
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
