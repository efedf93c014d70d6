// The sample people as actors: every step of a sample paper goes through the policies as theirs.
import type { DocumentsModule } from '~/modules/documents/index.server';
import { sampleOrganisationId } from '~/modules/identity';
import type { IdentityModule } from '~/modules/identity/index.server';
import type { TemplatesModule } from '~/modules/templates/index.server';
import type { WorkflowsModule } from '~/modules/workflows/index.server';
import type { Clock } from '~/platform/clock';
import type { ContentStore } from '~/platform/content';
import type { Actor, Context, Role } from '~/shared/context';
import type { IdSource } from '~/shared/ids';

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

/** The organisation that owns the sample papers. */
export const OWNER = sampleOrganisationId('dvor');

export interface Person {
  actor: Actor;
  surname: string;
}

export async function samplePeople(deps: SampleDeps): Promise<Person[]> {
  const people = await deps.identity.listPeople({});
  return people
    .filter((person) => person.sample)
    .map((person) => ({
      surname: person.surname,
      actor: { type: 'user', id: person.id, name: person.displayName, memberships: person.memberships },
    }));
}

export function as(deps: SampleDeps, actor: Actor): Context {
  return { actor, now: deps.clock.now, newId: deps.newId, requestId: deps.newId('req'), locale: 'ru' };
}

/** Context of the sample person who holds a role in the host of the samples. */
export async function contextOf(deps: SampleDeps, role: Role): Promise<Context> {
  const people = await samplePeople(deps);
  const holder = people.find(({ actor }) =>
    actor.memberships.some((one) => one.organisationId === OWNER && one.roles.includes(role)),
  );
  if (!holder) throw new Error(`no sample person is ${role}`);
  return as(deps, holder.actor);
}
