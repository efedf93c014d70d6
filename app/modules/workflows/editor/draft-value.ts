// Edit model ↔ the plain value of a workflow file. Values equal to the defaults are left out: a file says what matters.
import type { StepRule, WorkflowDefinition, WorkflowStep } from '../workflow.schema';
import type { EditorField, RouteDraft, StepDraft } from './route-draft';
import { readCondition, readNumber, writeCondition } from './sentence';

type Plain = Record<string, unknown>;

/** A number, or what was typed instead of one. */
const numberOr = (typed: string): number | string => readNumber(typed) ?? typed;

function ruleValue({ rule, ruleNumber }: StepDraft): unknown {
  return rule === 'atLeast' || rule === 'percent' ? { [rule]: numberOr(ruleNumber) } : rule;
}

function whoValue(step: StepDraft): Plain {
  switch (step.who) {
    case 'role':
      return { role: step.role };
    case 'field':
      return { field: step.field };
    case 'users':
      return { users: step.users.filter(Boolean) };
    case 'external':
      return {
        external: step.external.map((person) =>
          Object.fromEntries(
            Object.entries(person).filter(([key, value]) => key === 'name' || value.trim() !== ''),
          ),
        ),
      };
  }
}

function stepValue(step: StepDraft, fields: readonly EditorField[]): Plain {
  const { id, title, kind, mark, order, onSilence, onReturn, reapproval } = step;
  const unless = (key: string, value: unknown, usual: unknown): Plain =>
    value === usual ? {} : { [key]: value };
  const escalates = step.escalateAfter.trim() !== '' || step.escalateTo !== '';
  return {
    id,
    title: title.trim(),
    ...unless('kind', kind, 'approval'),
    ...unless('mark', mark, 'none'),
    assignees: whoValue(step),
    ...unless('order', order, 'parallel'),
    ...unless('rule', ruleValue(step), 'all'),
    ...unless('casting', step.casting, false),
    ...unless('together', step.together, false),
    ...(step.due.trim() ? { due: { workingDays: numberOr(step.due) } } : {}),
    ...(step.remind.trim() ? { remind: { beforeWorkingDays: numberOr(step.remind) } } : {}),
    ...writeCondition(step, fields),
    ...unless('onSilence', onSilence, 'escalate'),
    ...unless('onReturn', onReturn, 'author'),
    ...unless('reapproval', reapproval, 'all'),
    ...(escalates
      ? { escalate: { afterWorkingDays: numberOr(step.escalateAfter), to: { role: step.escalateTo } } }
      : {}),
    ...unless('answerRemarks', step.answerRemarks, false),
  };
}

/** The value of the file that the draft means; not checked. */
export function draftValue(draft: RouteDraft, kind: string, fields: readonly EditorField[]): Plain {
  const role = (key: string, value: string): Plain => (value ? { [key]: { role: value } } : {});
  const note = draft.note.trim();
  return {
    kind,
    title: draft.title.trim(),
    ...(note ? { note } : {}),
    ...role('submit', draft.submit),
    ...role('adopt', draft.adopt),
    ...role('publish', draft.publish),
    steps: draft.steps.map((step) => stepValue(step, fields)),
  };
}

function ruleDraft(rule: StepRule): Pick<StepDraft, 'rule' | 'ruleNumber'> {
  if (typeof rule === 'string') return { rule, ruleNumber: '' };
  return 'atLeast' in rule
    ? { rule: 'atLeast', ruleNumber: String(rule.atLeast) }
    : { rule: 'percent', ruleNumber: String(rule.percent) };
}

function whoDraft({
  assignees,
}: WorkflowStep): Pick<StepDraft, 'who' | 'role' | 'field' | 'users' | 'external'> {
  const none = { role: 'chair' as const, field: '', users: [], external: [] };
  if ('role' in assignees) return { ...none, who: 'role', role: assignees.role };
  if ('field' in assignees) return { ...none, who: 'field', field: assignees.field };
  if ('users' in assignees) return { ...none, who: 'users', users: [...assignees.users] };
  const external = assignees.external.map(({ name, position = '', organisation = '', email = '' }) => ({
    name,
    position,
    organisation,
    email,
  }));
  return { ...none, who: 'external', external };
}

const typed = (value: number | undefined): string => (value === undefined ? '' : String(value));

/** The cards of a route as its file has it. */
export function draftOf(definition: WorkflowDefinition, fields: readonly EditorField[]): RouteDraft {
  return {
    title: definition.title,
    note: definition.note ?? '',
    submit: definition.submit.role,
    adopt: definition.adopt?.role ?? '',
    publish: definition.publish?.role ?? '',
    steps: definition.steps.map((step) => {
      const { id, title, kind, mark, order, casting, together, onSilence, onReturn, reapproval } = step;
      return {
        ...{ id, title, kind, mark, order, casting, together, onSilence, onReturn, reapproval },
        ...whoDraft(step),
        ...ruleDraft(step.rule),
        ...readCondition(step.when, fields),
        due: typed(step.due?.workingDays),
        remind: typed(step.remind?.beforeWorkingDays),
        escalateAfter: typed(step.escalate?.afterWorkingDays),
        escalateTo: step.escalate?.to.role ?? '',
        answerRemarks: step.answerRemarks,
      };
    }),
  };
}
