// A working copy of an instance while one event is applied: the outer function stays pure, the inside may assign.

import type { WorkingCalendar } from '~/modules/rules';
import { addWorkingDays, endOfDay } from '~/modules/rules';
import { copyPlain } from '~/shared/copy-plain';
import { localDate } from '~/shared/russian';
import { fail } from '../errors';
import type { EffectType, RouteEffect } from '../events.schema';
import type { Assignee, RouteInstance, StepState, Timer } from '../instance.schema';
import type { WorkflowDefinition, WorkflowStep } from '../workflow.schema';

export interface Draft {
  readonly definition: WorkflowDefinition;
  readonly instance: RouteInstance;
  readonly effects: RouteEffect[];
  readonly calendar: WorkingCalendar;
  /** Never earlier than the last thing that happened in this route, whatever the clock says. */
  readonly now: Date;
  /** Ordinal of the event: makes ids of effects and timers unique and repeatable. */
  readonly eventNumber: number;
}

export function openDraft(
  definition: WorkflowDefinition,
  instance: RouteInstance,
  now: Date,
  calendar: WorkingCalendar,
): Draft {
  const copy = copyPlain(instance);
  const last = copy.history[copy.history.length - 1]?.at ?? copy.startedAt;
  return {
    definition,
    instance: copy,
    effects: [],
    calendar,
    now: last > now ? last : now,
    eventNumber: copy.history.length,
  };
}

export function emit(
  draft: Draft,
  type: EffectType,
  about: {
    stepId?: string;
    assignee?: Assignee;
    to?: string | null;
    timer?: RouteEffect['timer'];
    suffix?: string;
  } = {},
): void {
  const { stepId = null, assignee, to = assignee?.token ?? null, timer = null, suffix } = about;
  const parts = [draft.instance.id, draft.eventNumber, type, stepId, assignee?.key, suffix];
  const id = parts.filter((part) => part !== null && part !== undefined && part !== '').join('/');
  draft.effects.push({ id, type, stepId, assigneeKey: assignee?.key ?? null, to, timer });
}

export function record(
  draft: Draft,
  kind: string,
  about: { stepId?: string; assigneeKey?: string; actor?: string | null; note?: string | null } = {},
): void {
  draft.instance.history.push({
    at: draft.now,
    kind,
    stepId: about.stepId ?? null,
    assigneeKey: about.assigneeKey ?? null,
    actor: about.actor ?? null,
    note: about.note ?? null,
  });
}

/** Puts a timer on the instance and asks the caller to wake the route at that moment. */
export function schedule(
  draft: Draft,
  kind: Timer['kind'],
  input: { stepId: string; assigneeKeys: string[]; at: Date },
): void {
  const n = draft.instance.timers.filter(
    (timer) =>
      timer.kind === kind && timer.stepId === input.stepId && timer.id.includes(`/${draft.eventNumber}.`),
  ).length;
  const id = `${draft.instance.id}/${input.stepId}/${kind}/${draft.eventNumber}.${n + 1}`;
  draft.instance.timers.push({
    id,
    kind,
    at: input.at,
    stepId: input.stepId,
    assigneeKeys: input.assigneeKeys,
  });
  emit(draft, 'schedule-timer', {
    stepId: input.stepId,
    timer: { id, at: input.at, kind },
    suffix: `${kind}.${n + 1}`,
  });
}

/** End of the n-th working day after `from`, in the organisation's zone. */
export function workingTerm(draft: Draft, from: Date, workingDays: number): Date {
  const { timeZone } = draft.instance;
  return endOfDay(addWorkingDays(draft.calendar, localDate(from, timeZone), workingDays).date, timeZone);
}

export function stateOf(draft: Draft, stepId: string): StepState {
  const state = draft.instance.steps.find((step) => step.id === stepId);
  if (!state) throw fail('unknown-step', { step: stepId });
  return state;
}

export function definitionOf(draft: Draft, stepId: string): WorkflowStep {
  const step = draft.definition.steps.find((candidate) => candidate.id === stepId);
  if (!step) throw fail('unknown-step', { step: stepId });
  return step;
}

export function assigneeOf(draft: Draft, stepId: string, key: string): Assignee {
  const found = stateOf(draft, stepId).assignees.find((assignee) => assignee.key === key);
  if (!found) throw fail('unknown-assignee', { step: definitionOf(draft, stepId).title });
  return found;
}

/** Those whom the step's rule counts. */
export const countedOf = (state: StepState): Assignee[] =>
  state.assignees.filter((assignee) => ['waiting', 'asked', 'decided'].includes(assignee.state));
