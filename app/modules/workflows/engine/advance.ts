// Moves a running route as far as its decisions allow: settles steps, starts the next ones, asks people, ends the route.
import { type Assignee, NO_TERM, type RouteStatus, type StepState } from '../instance.schema';
import type { WorkflowStep } from '../workflow.schema';
import { ask } from './ask';
import { renewDelegations } from './delegation';
import { type Draft, definitionOf, emit, record, stateOf } from './draft';
import { outcomeOf } from './outcome';

/** Steps that run at the same time: a step and those marked `together` after it. */
export function groupsOf(steps: readonly WorkflowStep[]): WorkflowStep[][] {
  const groups: WorkflowStep[][] = [];
  for (const step of steps) {
    const last = groups[groups.length - 1];
    if (step.together && last) last.push(step);
    else groups.push([step]);
  }
  return groups;
}

function askNext(draft: Draft, step: WorkflowStep, state: StepState): void {
  const waiting = state.assignees.filter((assignee) => assignee.state === 'waiting');
  const busy = state.assignees.some((assignee) => assignee.state === 'asked');
  if (step.order === 'parallel') ask(draft, step, waiting);
  else if (!busy) ask(draft, step, waiting.slice(0, 1));
}

function dropTimers(draft: Draft, stepIds: readonly string[]): void {
  draft.instance.timers = draft.instance.timers.filter((timer) => !stepIds.includes(timer.stepId));
}

/** Ends the route, or hands it back to the author. Nothing recorded is lost. */
export function finish(draft: Draft, status: Exclude<RouteStatus, 'running'>, stepId?: string): void {
  const { instance } = draft;
  instance.status = status;
  instance.finishedAt = status === 'returned' ? null : draft.now;
  instance.timers = [];
  emit(draft, `route-${status}`, stepId ? { stepId } : {});
}

/** Back to an earlier step on the same version: from it to the end everybody is asked anew. */
function goBack(draft: Draft, targetId: string): void {
  const { instance, definition } = draft;
  const from = definition.steps.findIndex((step) => step.id === targetId);
  const reset = instance.steps.slice(from).filter((state) => state.status !== 'skipped');
  instance.round += 1;
  dropTimers(
    draft,
    reset.map((state) => state.id),
  );
  for (const state of reset) {
    Object.assign(state, { status: 'waiting', startedAt: null, dueAt: null });
    for (const assignee of state.assignees) {
      if (assignee.state === 'asked' || assignee.state === 'decided') clearDecision(assignee);
    }
    renewDelegations(draft, state);
  }
  record(draft, 'went-back', { stepId: targetId });
}

/** The place is open again; the decision itself stays in `decisions`. */
export function clearDecision(assignee: Assignee): void {
  Object.assign(assignee, { state: 'waiting', decisionId: null, carried: false, askedAt: null, dueAt: null });
}

/** Marks steps by the outcome of their decisions. */
function settleSteps(draft: Draft): void {
  for (const state of draft.instance.steps) {
    if (state.status !== 'active' && state.status !== 'returned') continue;
    const outcome = outcomeOf(definitionOf(draft, state.id), state, draft.instance);
    if (outcome === 'open' || outcome === state.status) continue;
    state.status = outcome === 'passed' ? 'done' : outcome;
    dropTimers(draft, [state.id]);
    if (outcome === 'passed')
      emit(draft, 'step-done', { stepId: state.id, suffix: String(draft.instance.round) });
  }
}

/** True when a failed step has ended or turned the route. */
function settleFailure(draft: Draft): 'ended' | 'turned' | 'none' {
  const { instance } = draft;
  const rejected = instance.steps.find((state) => state.status === 'rejected');
  if (rejected) {
    if (instance.status !== 'rejected') finish(draft, 'rejected', rejected.id);
    return 'ended';
  }
  const returned = instance.steps.find((state) => state.status === 'returned');
  if (!returned) return 'none';
  if (instance.status !== 'running') return 'ended';
  const target = definitionOf(draft, returned.id).onReturn;
  if (target === 'author') {
    finish(draft, 'returned', returned.id);
    return 'ended';
  }
  goBack(draft, target);
  return 'turned';
}

/** Starts the steps of the next group; false when none is left. */
function startNextGroup(draft: Draft): 'busy' | 'started' | 'finished' {
  for (const group of groupsOf(draft.definition.steps)) {
    const states = group.map((step) => stateOf(draft, step.id));
    const waiting = states.filter((state) => state.status === 'waiting');
    for (const state of waiting) {
      Object.assign(state, { status: 'active', startedAt: draft.now });
      emit(draft, 'step-started', { stepId: state.id, suffix: String(draft.instance.round) });
      askNext(draft, definitionOf(draft, state.id), state);
    }
    if (waiting.length > 0) return 'started';
    const active = states.filter((state) => state.status === 'active');
    for (const state of active) askNext(draft, definitionOf(draft, state.id), state);
    if (active.length > 0) return 'busy';
  }
  return 'finished';
}

/**
 * Runs until the route waits for somebody or has ended. For a route that is not running only steps are settled:
 * a late rejection may still turn «returned» into «rejected», nothing else moves.
 */
export function advance(draft: Draft): void {
  const limit = draft.definition.steps.length * 2 + 4;
  for (let turn = 0; turn < limit; turn++) {
    settleSteps(draft);
    const failure = settleFailure(draft);
    if (failure === 'ended' || draft.instance.status !== 'running') break;
    if (failure === 'turned') continue;
    const next = startNextGroup(draft);
    if (next === 'finished') finish(draft, 'approved');
    if (next !== 'started') break;
  }
  refreshIndex(draft);
}

/** The indexed summaries of the instance. */
export function refreshIndex(draft: Draft): void {
  const { instance } = draft;
  const asked =
    instance.status === 'running'
      ? instance.steps
          .filter((state) => state.status === 'active')
          .flatMap((state) => state.assignees.filter((assignee) => assignee.state === 'asked'))
      : [];
  instance.pending = [...new Set(asked.map((assignee) => assignee.token))].sort();
  const terms = asked.flatMap(({ dueAt }) => (dueAt ? [dueAt.getTime()] : []));
  instance.firstDueAt = terms.length > 0 ? new Date(Math.min(...terms)) : NO_TERM;
  const times = instance.timers.map((timer) => timer.at.getTime());
  instance.nextTimerAt = times.length > 0 ? new Date(Math.min(...times)) : null;
}
