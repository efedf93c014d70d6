// A new version in the route: who must agree anew is the step's written rule (`reapproval`), never a guess.
// A consent that is kept names the hash it was given on; silence and refusals are never kept on another text.
import type { RouteEvent } from '../events.schema';
import type { Assignee, Decision, RouteInstance, StepState } from '../instance.schema';
import type { WorkflowStep } from '../workflow.schema';
import { advance, clearDecision } from './advance';
import type { PeopleInput } from './assignees';
import { assertStatus } from './decide';
import { renewDelegations } from './delegation';
import { type Draft, definitionOf, emit, record } from './draft';
import { canMeet, currentDecision, isAgreement, neededOf } from './outcome';
import { assertNoProblems, prepareStep } from './start-route';

type NewVersion = Extract<RouteEvent, { type: 'new-version' }>;

/** Whether a consent stands for the new version. */
export function isKept(
  step: Pick<WorkflowStep, 'reapproval'>,
  decision: Decision,
  scope: readonly string[] | null,
  event: Pick<NewVersion, 'versionSha256' | 'changedSections'>,
): boolean {
  if (!isAgreement(decision)) return false;
  if (decision.versionSha256 === event.versionSha256) return true;
  if (decision.channel === 'silence' || step.reapproval === 'all') return false;
  if (step.reapproval === 'not-agreed') return true;
  const changed = event.changedSections;
  if (!changed) return false;
  return scope ? !scope.some((section) => changed.includes(section)) : changed.length === 0;
}

/** The same person again: a new version that says nothing of the account keeps the one that was bound. */
const sameIdentity = (before: Assignee, next: Assignee): boolean =>
  before.name === next.name && (next.userId === null || before.userId === next.userId);

const ABSENT = 'нет в новой версии документа';
const baseKey = (key: string): string => key.split('~')[0] as string;

/** People named by fields are read again; those added or taken out by hand stay so. */
function mergePeople(draft: Draft, old: StepState, resolved: readonly Assignee[]): Assignee[] {
  const merged = resolved.map((next) => {
    const before = old.assignees.find((one) => baseKey(one.key) === next.key && sameIdentity(one, next));
    if (before) {
      const back =
        before.state === 'removed' && before.reason === ABSENT
          ? { state: 'waiting' as const, decisionId: null }
          : {};
      return {
        ...before,
        ...back,
        position: next.position,
        organisation: next.organisation,
        organisationGenitive: next.organisationGenitive,
        email: next.email ?? before.email,
      };
    }
    if (!old.assignees.some((one) => one.key === next.key)) return next;
    const key = `${next.key}~${draft.instance.round}`;
    return { ...next, key, token: next.userId ? next.token : next.token.replace(/[^:]*$/, key) };
  });
  const rest = old.assignees
    .filter((one) => !merged.some((other) => other.key === one.key))
    .map((one) => {
      if (one.origin !== 'field' || one.state === 'removed') return one;
      emit(draft, 'assignee-left', { stepId: old.id, assignee: one });
      return { ...one, state: 'removed' as const, reason: ABSENT };
    });
  return [...merged, ...rest];
}

function reset(draft: Draft, step: WorkflowStep, state: StepState, event: NewVersion): void {
  for (const assignee of state.assignees) {
    if (assignee.state === 'removed' || assignee.state === 'delegated') continue;
    const made = currentDecision(draft.instance, assignee);
    if (made && isKept(step, made, assignee.scope, event)) {
      assignee.state = 'decided';
      assignee.carried = made.versionSha256 !== event.versionSha256;
    } else clearDecision(assignee);
    assignee.reason = null;
  }
}

function ruleProblems(step: WorkflowStep, state: StepState): string[] {
  const n = state.assignees.filter((one) => one.state !== 'removed' && one.state !== 'delegated').length;
  if (state.status === 'skipped' || canMeet(step.rule, n)) return [];
  return [`шаг «${step.title}»: указано ${n}, а нужно согласие ${Math.max(1, neededOf(step.rule, n))}.`];
}

function nextStates(draft: Draft, event: NewVersion): StepState[] {
  const { instance, definition } = draft;
  const people: PeopleInput = {
    instanceId: instance.id,
    organisationId: instance.organisationId,
    fields: event.fields,
    bindings: event.bindings,
  };
  const problems: string[] = [];
  const states = definition.steps.map((step) => {
    const old = instance.steps.find((state) => state.id === step.id) as StepState;
    const prepared = prepareStep(step, people);
    if (prepared.state.status === 'skipped') return { ...prepared.state, assignees: old.assignees };
    const fromField = 'field' in step.assignees;
    const keepOld = !fromField && old.assignees.length > 0;
    const assignees = keepOld ? old.assignees : mergePeople(draft, old, prepared.state.assignees);
    const state: StepState = { ...prepared.state, assignees };
    const own =
      fromField || !keepOld ? prepared.problems.filter((text) => !text.includes('а нужно согласие')) : [];
    problems.push(...own, ...ruleProblems(step, state));
    return state;
  });
  assertNoProblems(problems);
  return states;
}

/** Puts a new version before the approvers: after a return, or while the route runs. */
export function applyNewVersion(draft: Draft, event: NewVersion): void {
  assertStatus(draft, 'running', 'returned');
  const { instance }: { instance: RouteInstance } = draft;
  instance.round += 1;
  const states = nextStates(draft, event);
  instance.versionSha256 = event.versionSha256;
  instance.versionNumber = event.versionNumber;
  instance.status = 'running';
  instance.finishedAt = null;
  instance.timers = [];
  instance.steps = states;
  for (const state of states) {
    if (state.status === 'skipped') continue;
    reset(draft, definitionOf(draft, state.id), state, event);
    renewDelegations(draft, state);
  }
  record(draft, 'new-version', { actor: event.actor.name, note: `версия ${event.versionNumber}` });
  advance(draft);
}
