// What time does to a route: reminders, silence, escalation, the end of a delegation. A timer that the instance does
// not hold any more is passed over: firing late, twice or after the answer changes nothing.
import type { RouteEvent } from '../events.schema';
import type { Assignee, StepState, Timer } from '../instance.schema';
import { roleToken } from '../roles';
import type { WorkflowStep } from '../workflow.schema';
import { advance } from './advance';
import { putDecision } from './decide';
import { giveBack } from './delegation';
import { countedOf, type Draft, definitionOf, emit, record, schedule, stateOf, workingTerm } from './draft';
import { canMeet } from './outcome';

function escalate(draft: Draft, step: WorkflowStep, assignee: Assignee): void {
  const role = step.escalate?.to.role ?? draft.definition.submit.role;
  assignee.escalatedAt = draft.now;
  emit(draft, 'escalate', { stepId: step.id, assignee, to: roleToken(role, draft.instance.organisationId) });
}

function drop(draft: Draft, step: WorkflowStep, state: StepState, assignee: Assignee): void {
  const left = countedOf(state).length - 1;
  if (!canMeet(step.rule, left)) {
    escalate(draft, step, assignee);
    return;
  }
  Object.assign(assignee, { state: 'dropped', reason: 'срок истёк, ответа нет' });
  emit(draft, 'assignee-left', { stepId: step.id, assignee });
  record(draft, 'dropped', { stepId: step.id, assigneeKey: assignee.key });
}

function agreeBySilence(draft: Draft, step: WorkflowStep, assignee: Assignee): void {
  const { userId, name, position, organisation, organisationGenitive } = assignee;
  putDecision(draft, assignee, {
    stepId: step.id,
    kind: 'agree',
    person: { userId, name, position, organisation, organisationGenitive },
    channel: 'silence',
    remark: null,
    letter: null,
    ground: null,
    onBehalfOf: null,
  });
}

function silent(draft: Draft, step: WorkflowStep, state: StepState, assignee: Assignee): void {
  const announced = draft.instance.silenceAnnounced !== null;
  if (step.onSilence === 'drop') drop(draft, step, state, assignee);
  else if (step.onSilence === 'agree' && announced) agreeBySilence(draft, step, assignee);
  // With a written escalation the person is first only overdue; without one it is escalated at once.
  else if (step.escalate) emit(draft, 'remind', { stepId: step.id, assignee, suffix: 'overdue' });
  else escalate(draft, step, assignee);
}

function onDue(draft: Draft, step: WorkflowStep, state: StepState, late: Assignee[]): void {
  for (const assignee of late) silent(draft, step, state, assignee);
  const still = late.filter((assignee) => assignee.state === 'asked' && assignee.escalatedAt === null);
  if (step.escalate && still.length > 0) {
    const at = workingTerm(draft, draft.now, step.escalate.afterWorkingDays);
    schedule(draft, 'escalate', { stepId: step.id, assigneeKeys: still.map((one) => one.key), at });
  }
}

function endDelegation(draft: Draft, state: StepState, timer: Timer): void {
  const [ownKey, delegateKey] = timer.assigneeKeys;
  const own = state.assignees.find((one) => one.key === ownKey);
  const delegate = state.assignees.find((one) => one.key === delegateKey);
  if (!own || !delegate || own.state !== 'delegated' || delegate.state === 'decided') return;
  giveBack(draft, state, own, delegate);
}

export function applyTimer(draft: Draft, event: Extract<RouteEvent, { type: 'timer' }>): void {
  const { instance } = draft;
  const timer = instance.timers.find((one) => one.id === event.timerId);
  if (!timer || timer.at > draft.now || instance.status !== 'running') return;
  instance.timers = instance.timers.filter((one) => one.id !== timer.id);
  const state = stateOf(draft, timer.stepId);
  const step = definitionOf(draft, timer.stepId);
  record(draft, `timer-${timer.kind}`, { stepId: timer.stepId });
  if (state.status === 'active') {
    const late = state.assignees.filter(
      (one) => timer.assigneeKeys.includes(one.key) && one.state === 'asked',
    );
    if (timer.kind === 'due') onDue(draft, step, state, late);
    if (timer.kind === 'remind')
      for (const one of late) emit(draft, 'remind', { stepId: step.id, assignee: one });
    if (timer.kind === 'escalate') for (const one of late) escalate(draft, step, one);
  }
  if (timer.kind === 'delegation-end') endDelegation(draft, state, timer);
  advance(draft);
}
