// One decision of one person on one version. Refusals come first, all of them before anything is written.
import { fail } from '../errors';
import type { RouteEvent } from '../events.schema';
import type { Assignee, Decision, DecisionKind, PersonSnapshot } from '../instance.schema';
import { decisionWord } from '../words';
import type { StepKind } from '../workflow.schema';
import { advance } from './advance';
import { assigneeOf, type Draft, definitionOf, emit, record, stateOf } from './draft';
import { currentDecision } from './outcome';

type DecideEvent = Extract<RouteEvent, { type: 'decide' }>;

export const ALLOWED_DECISIONS: Readonly<Record<StepKind, readonly DecisionKind[]>> = {
  review: ['agree', 'agree-with-remarks', 'return'],
  approval: ['agree', 'agree-with-remarks', 'return', 'reject'],
  signature: ['agree', 'return', 'reject'],
  registration: ['agree', 'return'],
  acquaintance: ['agree'],
};

const STATUS_WORDS = {
  withdrawn: 'документ отозван',
  stopped: 'согласование остановлено',
  running: 'идёт',
  approved: 'документ согласован',
  returned: 'документ возвращён автору',
  rejected: 'документ отклонён',
} as const;

/** Throws workflows/not-running unless the route is in one of the statuses. */
export function assertStatus(draft: Draft, ...allowed: (keyof typeof STATUS_WORDS)[]): void {
  const { status } = draft.instance;
  if (!allowed.includes(status)) throw fail('not-running', { status: STATUS_WORDS[status] });
}

/** Throws workflows/assignee-removed for somebody who takes no part any more. */
export function assertTakesPart(assignee: Assignee): void {
  const reasons = {
    removed: assignee.reason,
    dropped: assignee.reason,
    delegated: 'решение передано',
  } as const;
  if (assignee.state === 'removed' || assignee.state === 'dropped' || assignee.state === 'delegated') {
    const reason = reasons[assignee.state] ?? 'исключён';
    throw fail('assignee-removed', { name: assignee.name, reason });
  }
}

/** Throws workflows/not-assignee unless the acting person is the one who is asked. */
export function assertIsAssignee(assignee: Assignee, actor: DecideEvent['actor'], substitute: boolean): void {
  if (substitute) return;
  const mine =
    (assignee.userId !== null && actor.userId === assignee.userId) || actor.tokens.includes(assignee.token);
  if (!mine) throw fail('not-assignee', { name: assignee.name });
}

function assertMayDecide(draft: Draft, event: DecideEvent, assignee: Assignee): void {
  const state = stateOf(draft, event.stepId);
  const step = definitionOf(draft, event.stepId);
  // Late decisions on the very version are recorded too (running, returned, rejected, approved): people commute.
  assertStatus(draft, 'running', 'returned', 'rejected', 'approved');
  assertTakesPart(assignee);
  const { versionSha256, versionNumber } = draft.instance;
  if (event.versionSha256 !== versionSha256) throw fail('wrong-version', { number: versionNumber });
  const made = currentDecision(draft.instance, assignee);
  if (made) {
    throw fail('already-decided', {
      name: assignee.name,
      decision: decisionWord(made, step),
      decisionId: made.id,
    });
  }
  if (state.status === 'waiting' || state.status === 'skipped')
    throw fail('step-not-active', { step: step.title });
  if (assignee.state !== 'asked') throw fail('not-your-turn', { name: assignee.name });
  if (event.channel === 'product') assertIsAssignee(assignee, event.actor, event.substitute);
}

function assertWellFormed(draft: Draft, event: DecideEvent): void {
  const step = definitionOf(draft, event.stepId);
  const allowed = ALLOWED_DECISIONS[step.kind];
  if (event.channel === 'silence' || !allowed.includes(event.decision)) {
    const words = allowed.map((kind) => decisionWord({ kind, channel: 'product' }, step));
    throw fail('decision-not-allowed', { step: step.title, allowed: `можно — ${words.join(', ')}` });
  }
  if (event.decision !== 'agree' && !event.remark?.trim()) throw fail('remark-required');
  if (event.channel === 'letter' && !event.letter) throw fail('letter-required');
}

function snapshot(assignee: Assignee, event: DecideEvent): PersonSnapshot {
  const { actor } = event;
  const asActor = event.channel === 'product' && (assignee.kind === 'role' || event.substitute);
  if (!asActor) {
    const { userId, name, position, organisation, organisationGenitive } = assignee;
    return { userId, name, position, organisation, organisationGenitive };
  }
  return {
    userId: actor.userId,
    name: actor.name,
    position: actor.position ?? (event.substitute ? null : assignee.position),
    organisation: actor.organisation ?? (event.substitute ? null : assignee.organisation),
    organisationGenitive: null,
  };
}

/** Writes a decision and marks the place; used by people and by silence alike. */
export function putDecision(
  draft: Draft,
  assignee: Assignee,
  made: Pick<
    Decision,
    'stepId' | 'kind' | 'person' | 'channel' | 'remark' | 'letter' | 'ground' | 'onBehalfOf'
  >,
): void {
  const { instance } = draft;
  const state = stateOf(draft, made.stepId);
  const decision: Decision = {
    ...made,
    id: `${instance.id}:${instance.round}:${made.stepId}:${assignee.key}`,
    assigneeKey: assignee.key,
    round: instance.round,
    versionSha256: instance.versionSha256,
    versionNumber: instance.versionNumber,
    at: draft.now,
    late: instance.status !== 'running' || state.status !== 'active',
    answeredAt: null,
  };
  instance.decisions.push(decision);
  Object.assign(assignee, { state: 'decided', decisionId: decision.id, carried: false });
  emit(draft, 'decision-recorded', { stepId: made.stepId, assignee });
  record(draft, decision.kind, {
    stepId: made.stepId,
    assigneeKey: assignee.key,
    actor: decision.channel === 'letter' ? (decision.letter?.enteredBy.name ?? null) : decision.person.name,
    note: decision.remark,
  });
}

export function applyDecide(draft: Draft, event: DecideEvent): void {
  const assignee = assigneeOf(draft, event.stepId, event.assigneeKey);
  assertMayDecide(draft, event, assignee);
  assertWellFormed(draft, event);
  putDecision(draft, assignee, {
    stepId: event.stepId,
    kind: event.decision,
    person: snapshot(assignee, event),
    channel: event.channel,
    remark: event.remark?.trim() || null,
    letter: event.letter ?? null,
    ground: event.ground ?? null,
    onBehalfOf: event.substitute ? assignee.name : null,
  });
  advance(draft);
}
