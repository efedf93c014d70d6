// Changing who is asked while the route runs: add, remove («исключить из числа соорганизаторов»), replace, delegate.
import { endOfDay } from '~/modules/rules';
import { fail } from '../errors';
import type { AssigneeSeed, RouteEvent } from '../events.schema';
import type { Assignee, StepState } from '../instance.schema';
import { advance } from './advance';
import { ask, scheduleTerm } from './ask';
import { assigneeFrom } from './assignees';
import { assertIsAssignee, assertStatus, assertTakesPart } from './decide';
import { renewDelegations, scheduleEnd } from './delegation';
import { assigneeOf, countedOf, type Draft, definitionOf, emit, record, stateOf } from './draft';
import { canMeet, currentDecision, isAgreement, neededOf } from './outcome';

type EventOf<T extends RouteEvent['type']> = Extract<RouteEvent, { type: T }>;

const TAKING_PART = new Set(['waiting', 'asked', 'decided', 'delegated']);

function assertNotInStep(state: StepState, seed: AssigneeSeed, title: string): void {
  const same = state.assignees.find(
    (one) =>
      TAKING_PART.has(one.state) &&
      (seed.userId
        ? one.userId === seed.userId
        : one.userId === null && one.name === seed.name && one.organisation === (seed.organisation ?? null)),
  );
  if (same) throw fail('duplicate-assignee', { name: same.name, step: title });
}

function requireReason(reason: string | null | undefined): string {
  if (!reason?.trim()) throw fail('reason-required');
  return reason.trim();
}

function putNew(draft: Draft, state: StepState, seed: AssigneeSeed, after?: Assignee): Assignee {
  const n = state.assignees.filter((one) => one.origin === 'manual').length + 1;
  const place = { instanceId: draft.instance.id, stepId: state.id, key: `m${n}`, origin: 'manual' as const };
  const added = assigneeFrom(seed, place);
  const index = after ? state.assignees.indexOf(after) + 1 : state.assignees.length;
  state.assignees.splice(index, 0, added);
  return added;
}

/** A step that people may still change: not started, running, or failed (then it opens again). */
function assertChangeable(draft: Draft, state: StepState): void {
  assertStatus(draft, 'running', 'returned', 'rejected');
  if (state.status === 'done' || state.status === 'skipped') {
    throw fail('step-not-active', { step: definitionOf(draft, state.id).title });
  }
}

/** After a change of people a failed step is looked at afresh, and the route runs on if nothing else holds it. */
function reopen(draft: Draft, state: StepState): void {
  const { instance } = draft;
  if (state.status === 'returned' || state.status === 'rejected') state.status = 'active';
  const failed = instance.steps.some((step) => step.status === 'returned' || step.status === 'rejected');
  if (instance.status === 'running' || failed) return;
  instance.status = 'running';
  instance.finishedAt = null;
  for (const step of instance.steps.filter((one) => one.status === 'active')) {
    const asked = step.assignees.filter((one) => one.state === 'asked');
    const dueAt = asked.reduce<Date | null>(
      (latest, one) => (one.dueAt && (!latest || one.dueAt > latest) ? one.dueAt : latest),
      null,
    );
    scheduleTerm(draft, definitionOf(draft, step.id), asked, dueAt && dueAt > draft.now ? dueAt : null);
    renewDelegations(draft, step);
  }
}

export function applyAdd(draft: Draft, event: EventOf<'add-assignee'>): void {
  const state = stateOf(draft, event.stepId);
  const step = definitionOf(draft, event.stepId);
  assertStatus(draft, 'running', 'returned');
  if (state.status !== 'waiting' && state.status !== 'active')
    throw fail('step-not-active', { step: step.title });
  assertNotInStep(state, event.seed, step.title);
  const added = putNew(draft, state, event.seed);
  record(draft, 'assignee-added', {
    stepId: state.id,
    assigneeKey: added.key,
    actor: event.actor.name,
    note: added.name,
  });
  advance(draft);
}

/** Takes a person out of the count. Throws workflows/last-assignee when the rule could not be met any more. */
function takeOut(draft: Draft, state: StepState, assignee: Assignee, reason: string): void {
  const step = definitionOf(draft, state.id);
  const left = countedOf(state).filter((one) => one !== assignee).length;
  if (!canMeet(step.rule, left)) {
    throw fail('last-assignee', { step: step.title, left, needed: Math.max(1, neededOf(step.rule, left)) });
  }
  Object.assign(assignee, { state: 'removed', reason });
  emit(draft, 'assignee-left', { stepId: state.id, assignee });
}

export function applyRemove(draft: Draft, event: EventOf<'remove-assignee'>): void {
  const state = stateOf(draft, event.stepId);
  const assignee = assigneeOf(draft, event.stepId, event.assigneeKey);
  assertChangeable(draft, state);
  assertTakesPart(assignee);
  const reason = requireReason(event.reason);
  takeOut(draft, state, assignee, reason);
  record(draft, 'assignee-removed', {
    stepId: state.id,
    assigneeKey: assignee.key,
    actor: event.actor.name,
    note: reason,
  });
  reopen(draft, state);
  advance(draft);
}

export function applyReplace(draft: Draft, event: EventOf<'replace-assignee'>): void {
  const state = stateOf(draft, event.stepId);
  const step = definitionOf(draft, event.stepId);
  const assignee = assigneeOf(draft, event.stepId, event.assigneeKey);
  assertChangeable(draft, state);
  if (assignee.state !== 'dropped') assertTakesPart(assignee);
  const made = currentDecision(draft.instance, assignee);
  if (made && isAgreement(made)) throw fail('already-decided', { name: assignee.name, decision: 'согласие' });
  const reason = requireReason(event.reason);
  assertNotInStep(state, event.seed, step.title);
  const added = putNew(draft, state, event.seed, assignee);
  const wasAsked = assignee.state === 'asked' || assignee.state === 'decided';
  Object.assign(assignee, { state: 'removed', reason: `заменён: ${reason}` });
  emit(draft, 'assignee-left', { stepId: state.id, assignee });
  record(draft, 'assignee-replaced', {
    stepId: state.id,
    assigneeKey: added.key,
    actor: event.actor.name,
    note: reason,
  });
  reopen(draft, state);
  if (wasAsked && state.status === 'active' && draft.instance.status === 'running') ask(draft, step, [added]);
  advance(draft);
}

export function applyDelegate(draft: Draft, event: EventOf<'delegate'>): void {
  const state = stateOf(draft, event.stepId);
  const step = definitionOf(draft, event.stepId);
  const assignee = assigneeOf(draft, event.stepId, event.assigneeKey);
  assertStatus(draft, 'running');
  assertTakesPart(assignee);
  if (assignee.delegatedFrom) throw fail('delegated-once', { name: assignee.delegatedFrom });
  if (state.status !== 'active' || assignee.state !== 'asked')
    throw fail('step-not-active', { step: step.title });
  assertIsAssignee(assignee, event.actor, false);
  assertNotInStep(state, event.seed, step.title);
  const until = endOfDay(event.until, draft.instance.timeZone);
  if (until <= draft.now) throw fail('bad-term');
  const added = putNew(draft, state, event.seed, assignee);
  Object.assign(added, { delegatedFrom: assignee.name, delegatedUntil: until, scope: assignee.scope });
  assignee.state = 'delegated';
  record(draft, 'delegated', {
    stepId: state.id,
    assigneeKey: added.key,
    actor: event.actor.name,
    note: event.reason ?? null,
  });
  ask(draft, step, [added]);
  scheduleEnd(draft, state, added);
  advance(draft);
}
