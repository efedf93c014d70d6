// Asking people: their term begins, its end and the reminder before it are put on the instance.
import { addWorkingDays, zonedInstant } from '~/modules/rules';
import { localDate } from '~/shared/russian';
import type { Assignee } from '../instance.schema';
import type { WorkflowStep } from '../workflow.schema';
import { type Draft, emit, schedule, stateOf, workingTerm } from './draft';

/** Asks people for a decision: their term begins now. */
export function ask(draft: Draft, step: WorkflowStep, assignees: Assignee[]): void {
  if (assignees.length === 0) return;
  const dueAt = step.due ? workingTerm(draft, draft.now, step.due.workingDays) : null;
  for (const assignee of assignees) {
    Object.assign(assignee, { state: 'asked', askedAt: draft.now, dueAt, escalatedAt: null });
    emit(draft, 'request-decision', { stepId: step.id, assignee });
  }
  const state = stateOf(draft, step.id);
  if (dueAt && (!state.dueAt || dueAt > state.dueAt)) state.dueAt = dueAt;
  scheduleTerm(draft, step, assignees, dueAt);
}

export function scheduleTerm(
  draft: Draft,
  step: WorkflowStep,
  assignees: Assignee[],
  dueAt: Date | null,
): void {
  if (!dueAt) return;
  const assigneeKeys = assignees.map((assignee) => assignee.key);
  schedule(draft, 'due', { stepId: step.id, assigneeKeys, at: dueAt });
  if (!step.remind) return;
  const { timeZone } = draft.instance;
  const day = addWorkingDays(draft.calendar, localDate(dueAt, timeZone), -step.remind.beforeWorkingDays).date;
  const at = zonedInstant(day, '10:00', timeZone);
  if (at > draft.now) schedule(draft, 'remind', { stepId: step.id, assigneeKeys, at });
}
