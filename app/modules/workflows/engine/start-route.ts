// The beginning of a route: who will be asked is settled here, all reasons against it are given at once.
import type { WorkingCalendar } from '~/modules/rules';
import { conditionHolds } from '../condition';
import { fail } from '../errors';
import type { RouteEffect } from '../events.schema';
import { NO_TERM, type RouteInstance, type StepState } from '../instance.schema';
import type { WorkflowDefinition, WorkflowStep } from '../workflow.schema';
import { advance } from './advance';
import { type PeopleInput, resolveAssignees } from './assignees';
import { openDraft, record } from './draft';
import { canMeet, neededOf } from './outcome';

export interface StartRouteInput extends Omit<PeopleInput, 'instanceId'> {
  /** Id of the new instance (`ctx.newId('route')`). */
  readonly id: string;
  readonly workflow: { readonly id: string; readonly release: string };
  readonly timeZone: string;
  readonly version: { readonly sha256: string; readonly number: number };
  /** How the request announced that silence means consent; absent = it did not. */
  readonly silenceAnnounced?: string | null | undefined;
  /** Name of who submits, for the history. */
  readonly submittedBy: string;
}

/** The state of one step before anybody was asked, and what stands against it. */
export function prepareStep(
  step: WorkflowStep,
  input: PeopleInput,
): { state: StepState; problems: string[] } {
  const skipped = step.when !== undefined && !conditionHolds(step.when, input.fields, step.title);
  const base = { id: step.id, startedAt: null, dueAt: null };
  if (skipped) return { state: { ...base, status: 'skipped', assignees: [] }, problems: [] };
  const { assignees, problems } = resolveAssignees(step, input);
  if (problems.length === 0 && !canMeet(step.rule, assignees.length)) {
    const needed = neededOf(step.rule, assignees.length);
    problems.push(`шаг «${step.title}»: указано ${assignees.length}, а нужно согласие ${needed}.`);
  }
  return { state: { ...base, status: 'waiting', assignees }, problems };
}

export function assertNoProblems(problems: readonly string[]): void {
  if (problems.length > 0) throw fail('cannot-start', { reason: problems.join(' '), problems });
}

/**
 * Starts a route on a version. Pure; the same input gives the same instance and effects.
 * Throws workflows/cannot-start (details.problems: all of them), condition-value-missing, condition-type.
 */
export function startRoute(
  definition: WorkflowDefinition,
  input: StartRouteInput,
  now: Date,
  calendar: WorkingCalendar,
): { instance: RouteInstance; effects: RouteEffect[] } {
  const people: PeopleInput = { ...input, instanceId: input.id };
  const prepared = definition.steps.map((step) => prepareStep(step, people));
  assertNoProblems(prepared.flatMap(({ problems }) => problems));
  const instance: RouteInstance = {
    schemaVersion: 1,
    id: input.id,
    workflow: { ...input.workflow },
    organisationId: input.organisationId,
    timeZone: input.timeZone,
    status: 'running',
    round: 1,
    versionSha256: input.version.sha256,
    versionNumber: input.version.number,
    silenceAnnounced: input.silenceAnnounced ?? null,
    startedAt: now,
    finishedAt: null,
    steps: prepared.map(({ state }) => state),
    decisions: [],
    pending: [],
    firstDueAt: NO_TERM,
    timers: [],
    nextTimerAt: null,
    history: [],
  };
  const draft = openDraft(definition, instance, now, calendar);
  record(draft, 'started', { actor: input.submittedBy, note: `версия ${input.version.number}` });
  advance(draft);
  return { instance: draft.instance, effects: draft.effects };
}
