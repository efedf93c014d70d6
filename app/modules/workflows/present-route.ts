// The route as a timeline for the interface: step, who, until when, decision.
import { type WorkingCalendar, workingDaysBetween } from '~/modules/rules';
import { describeWorkingDaysLeft, localDate } from '~/shared/russian';
import { currentDecision } from './engine/outcome';
import type { Assignee, RouteInstance, RouteStatus, StepState } from './instance.schema';
import { channelWord, decisionWord, ruleWord } from './words';
import type { WorkflowDefinition, WorkflowStep } from './workflow.schema';

export interface RouteAssigneeView {
  key: string;
  name: string;
  position: string | null;
  organisation: string | null;
  /** `waiting`, `asked`, `decided`, `dropped`, `removed`, `delegated`. */
  state: Assignee['state'];
  decision: string | null;
  decisionWord: string | null;
  at: string | null;
  remark: string | null;
  channel: string | null;
  versionSha256: string | null;
  /** The consent was given on an earlier version and stands by the route's rule. */
  carried: boolean;
  reason: string | null;
  /** Scan of the letter that a decision came by. */
  scanSha256: string | null;
}
export interface RouteStepView {
  id: string;
  title: string;
  kind: WorkflowStep['kind'];
  order: 'parallel' | 'sequential';
  /** «все», «не менее 2». */
  rule: string;
  status: StepState['status'];
  dueAt: string | null;
  /** «осталось 2 рабочих дня», «просрочено на день»; null when nobody is waited for. */
  dueText: string | null;
  assignees: RouteAssigneeView[];
}
export interface RouteView {
  status: RouteStatus;
  /** «Ждём ответа: 2 из 5»; null when nobody is waited for. */
  waitingText: string | null;
  steps: RouteStepView[];
}

function presentAssignee(step: WorkflowStep, assignee: Assignee, instance: RouteInstance): RouteAssigneeView {
  const decision = currentDecision(instance, assignee);
  return {
    key: assignee.key,
    name: decision?.person.name ?? assignee.name,
    position: decision?.person.position ?? assignee.position,
    organisation: decision?.person.organisation ?? assignee.organisation,
    state: assignee.state,
    decision: decision?.kind ?? null,
    decisionWord: decision ? decisionWord(decision, step) : null,
    at: decision?.at.toISOString() ?? null,
    remark: decision?.remark ?? null,
    channel: decision ? channelWord(decision, instance.silenceAnnounced) : null,
    versionSha256: decision?.versionSha256 ?? null,
    carried: assignee.carried,
    reason: assignee.reason,
    scanSha256: decision?.letter?.scanSha256 ?? null,
  };
}

function earliestDue(state: StepState): Date | null {
  const times = state.assignees.flatMap((one) =>
    one.state === 'asked' && one.dueAt ? [one.dueAt.getTime()] : [],
  );
  return times.length > 0 ? new Date(Math.min(...times)) : state.dueAt;
}

/** Words of a term: days left on the local day of `now`. */
export function dueText(dueAt: Date, now: Date, timeZone: string, calendar: WorkingCalendar): string {
  const left = workingDaysBetween(calendar, localDate(now, timeZone), localDate(dueAt, timeZone));
  // On a day off before the term nothing is overdue; after it at least «на день».
  const overdue = left === 0 && localDate(now, timeZone) > localDate(dueAt, timeZone);
  return describeWorkingDaysLeft(overdue ? -1 : left);
}

/** A plain, serialisable view of the whole route. Pure. */
export function presentRoute(
  definition: WorkflowDefinition,
  instance: RouteInstance,
  now: Date,
  calendar: WorkingCalendar,
): RouteView {
  const steps = definition.steps.flatMap((step) => {
    const state = instance.steps.find((one) => one.id === step.id);
    if (!state) return [];
    const dueAt = earliestDue(state);
    const waited = instance.status === 'running' && state.status === 'active';
    return [
      {
        id: step.id,
        title: step.title,
        kind: step.kind,
        order: step.order,
        rule: ruleWord(step.rule),
        status: state.status,
        dueAt: dueAt?.toISOString() ?? null,
        dueText: waited && dueAt ? dueText(dueAt, now, instance.timeZone, calendar) : null,
        assignees: state.assignees.map((assignee) => presentAssignee(step, assignee, instance)),
      },
    ];
  });
  const current = steps.filter((step) => step.status === 'active').flatMap((step) => step.assignees);
  const counted = current.filter((one) => ['waiting', 'asked', 'decided'].includes(one.state));
  const open = counted.filter((one) => one.state !== 'decided').length;
  const waiting = instance.status === 'running' && open > 0;
  return {
    status: instance.status,
    waitingText: waiting ? `Ждём ответа: ${open} из ${counted.length}` : null,
    steps,
  };
}
