// The engine: a pure function from (definition, instance, event, time) to the next instance and effects (DESIGN §7).
// A refused event throws an AppError workflows/… and changes nothing.
import type { WorkingCalendar } from '~/modules/rules';
import { fail } from '../errors';
import { type RouteEffect, type RouteEvent, type RouteEventInput, RouteEventSchema } from '../events.schema';
import type { RouteInstance } from '../instance.schema';
import type { WorkflowDefinition } from '../workflow.schema';
import { advance, finish, refreshIndex } from './advance';
import { applyDecide, assertStatus } from './decide';
import { type Draft, openDraft, record } from './draft';
import { applyNewVersion } from './new-version';
import { mayHaveLetter } from './outcome';
import { applyAdd, applyDelegate, applyRemove, applyReplace } from './people';
import { applyTimer } from './timers';

function applyStop(draft: Draft, event: Extract<RouteEvent, { type: 'withdraw' | 'stop' }>): void {
  assertStatus(draft, 'running', 'returned', ...(event.type === 'withdraw' ? (['approved'] as const) : []));
  if (event.type === 'stop' && !event.reason?.trim()) throw fail('reason-required');
  record(draft, event.type === 'withdraw' ? 'withdrawn' : 'stopped', {
    actor: event.actor.name,
    note: event.reason?.trim() || null,
  });
  finish(draft, event.type === 'withdraw' ? 'withdrawn' : 'stopped');
  refreshIndex(draft);
}

function applyAnswer(draft: Draft, event: Extract<RouteEvent, { type: 'answer-remark' }>): void {
  assertStatus(draft, 'running', 'returned', 'approved');
  const decision = draft.instance.decisions.find((one) => one.id === event.decisionId);
  if (!decision || decision.remark === null || decision.answeredAt !== null)
    throw fail('no-remark-to-answer');
  decision.answeredAt = draft.now;
  record(draft, 'remark-answered', {
    stepId: decision.stepId,
    assigneeKey: decision.assigneeKey,
    actor: event.actor.name,
    note: event.answer,
  });
  advance(draft);
}

function applyLetter(draft: Draft, event: Extract<RouteEvent, { type: 'attach-letter' }>): void {
  assertStatus(draft, 'running', 'returned', 'approved');
  const decision = draft.instance.decisions.find(({ id }) => id === event.decisionId);
  if (!decision || !mayHaveLetter(decision)) throw fail('no-consent-for-letter');
  decision.letter = event.letter;
  record(draft, 'letter-attached', {
    stepId: decision.stepId,
    assigneeKey: decision.assigneeKey,
    actor: event.actor.name,
    note: `${event.letter.number}, ${event.letter.date}`,
  });
}

type Handlers = {
  [T in RouteEvent['type']]: (draft: Draft, event: Extract<RouteEvent, { type: T }>) => void;
};
const HANDLERS: Handlers = {
  decide: applyDecide,
  'new-version': applyNewVersion,
  withdraw: applyStop,
  stop: applyStop,
  'add-assignee': applyAdd,
  'remove-assignee': applyRemove,
  'replace-assignee': applyReplace,
  delegate: applyDelegate,
  'answer-remark': applyAnswer,
  'attach-letter': applyLetter,
  timer: applyTimer,
};

/**
 * Applies one event. Pure: the given instance is not touched. Effects are to be done after the new instance is
 * written; their ids are deterministic, so doing them again is harmless. A timer that is not due or not known any
 * more gives the same instance and no effects.
 * Throws AppError `workflows/…` when the event is refused.
 */
export function transition(
  definition: WorkflowDefinition,
  instance: RouteInstance,
  event: RouteEventInput,
  now: Date,
  calendar: WorkingCalendar,
): { instance: RouteInstance; effects: RouteEffect[] } {
  const parsed = RouteEventSchema.safeParse(event);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw fail('bad-event', { reason: issue?.path.map(String).join('.') || 'type' });
  }
  const draft = openDraft(definition, instance, now, calendar);
  const handle = HANDLERS[parsed.data.type] as (draft: Draft, event: RouteEvent) => void;
  handle(draft, parsed.data);
  return { instance: draft.instance, effects: draft.effects };
}
