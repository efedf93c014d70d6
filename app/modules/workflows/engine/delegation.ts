// A decision handed over till a day («передать решение»). The day holds whatever happens meanwhile: a new version, a
// return, a route that runs on. After it the decision is again his who handed it over.
import type { Assignee, StepState } from '../instance.schema';
import { ask } from './ask';
import { type Draft, definitionOf, emit, schedule } from './draft';

const ENDED = 'срок передачи истёк';

/** Who handed over to this delegate and still waits for him. */
export function ownerOf(state: StepState, delegate: Assignee): Assignee | undefined {
  return state.assignees.find((one) => one.state === 'delegated' && one.name === delegate.delegatedFrom);
}

export function scheduleEnd(draft: Draft, state: StepState, delegate: Assignee): void {
  const own = ownerOf(state, delegate);
  if (!own || !delegate.delegatedUntil) return;
  const assigneeKeys = [own.key, delegate.key];
  schedule(draft, 'delegation-end', { stepId: state.id, assigneeKeys, at: delegate.delegatedUntil });
}

/** Gives the decision back; a step that runs asks at once. */
export function giveBack(draft: Draft, state: StepState, own: Assignee, delegate: Assignee): void {
  Object.assign(delegate, { state: 'removed', reason: ENDED });
  emit(draft, 'assignee-left', { stepId: state.id, assignee: delegate });
  own.state = 'waiting';
  if (state.status === 'active') ask(draft, definitionOf(draft, state.id), [own]);
}

/** After timers were thrown away: delegations in force get theirs again, those past their day end. */
export function renewDelegations(draft: Draft, state: StepState): void {
  for (const delegate of state.assignees) {
    const own = delegate.delegatedUntil ? ownerOf(state, delegate) : undefined;
    const open = delegate.state === 'waiting' || delegate.state === 'asked';
    if (!own || !open || !delegate.delegatedUntil) continue;
    if (delegate.delegatedUntil > draft.now) scheduleEnd(draft, state, delegate);
    else giveBack(draft, state, own, delegate);
  }
}
