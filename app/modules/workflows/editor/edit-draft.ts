// What the buttons of the cards do, in the browser at once and without scripts on the server. Pure and free of schemas;
// a button that does not fit the draft (an old page) changes nothing.
import { type FieldChoice, settleClauses } from './choices';
import {
  blankStep,
  type Clause,
  MAX_CLAUSES,
  MAX_PEOPLE,
  MAX_STEPS,
  type RouteDraft,
  type StepDraft,
} from './route-draft';

export interface Edited {
  readonly draft: RouteDraft;
  /** Id of what the person works on next: `step-<id>`, `step-<id>-condition`, …; null = nothing changed. */
  readonly focus: string | null;
}

/** Buttons that write: save, save over what was changed meanwhile, copy. */
export const writesRoute = (button: string): boolean => /^(?:save|copy)$|^over:/.test(button);

/** Buttons that need the server: those that write, to check, to play. All others are {@link editDraft}'s. */
export const asksServer = (button: string): boolean =>
  writesRoute(button) || button === 'check' || button === 'play';

/** Buttons: `add-step`, `remove-step:1`, `up:1`, `down:1`, `add-clause:1`, `remove-clause:1.0`, `pick:1.0` (another field), `add-person:1`, … */
export function editDraft(given: RouteDraft, button: string, fields: readonly FieldChoice[]): Edited {
  const draft = settleClauses(given, fields);
  const [verb = '', place = ''] = button.split(':');
  const [index = -1, inner = -1] = place.split('.').map(Number);
  if (verb === 'add-step') return addStep(draft);
  const step = draft.steps[index];
  if (!step) return { draft, focus: null };
  switch (verb) {
    case 'remove-step':
      return removeStep(draft, index);
    case 'up':
    case 'down':
      return moveStep(draft, index, verb === 'up' ? index - 1 : index + 1);
    case 'add-clause':
      return changed(draft, index, addClause(step, fields), 'condition');
    case 'remove-clause':
      return changed(
        draft,
        index,
        { ...step, clauses: step.clauses.filter((_, n) => n !== inner) },
        'condition',
      );
    case 'pick':
      return { draft, focus: clauseFieldId(step.id, inner) };
    case 'drop-kept':
      return changed(draft, index, { ...step, kept: '' }, 'condition');
    case 'add-person':
      return changed(draft, index, addPerson(step), 'people');
    case 'remove-person':
      return changed(draft, index, removePerson(step, inner), 'people');
    default:
      return { draft, focus: null };
  }
}

function changed(draft: RouteDraft, index: number, step: StepDraft, part: string): Edited {
  const steps = draft.steps.map((one, n) => (n === index ? step : one));
  return { draft: { ...draft, steps }, focus: `step-${step.id}-${part}` };
}

function addStep(draft: RouteDraft): Edited {
  if (draft.steps.length >= MAX_STEPS) return { draft, focus: null };
  const step = blankStep(draft);
  return { draft: { ...draft, steps: [...draft.steps, step] }, focus: `step-${step.id}` };
}

/** What returned to the removed step goes to the author; the first step starts alone. */
function removeStep(draft: RouteDraft, index: number): Edited {
  const gone = draft.steps[index]?.id;
  const steps = draft.steps
    .filter((_, n) => n !== index)
    .map((step) => (step.onReturn === gone ? { ...step, onReturn: 'author' } : step));
  const next = steps[Math.min(index, steps.length - 1)];
  return { draft: settled({ ...draft, steps }), focus: next ? `step-${next.id}` : 'add-step' };
}

function moveStep(draft: RouteDraft, from: number, to: number): Edited {
  const steps = [...draft.steps];
  const [step] = steps.splice(from, 1);
  if (!step || to < 0 || to > steps.length) return { draft, focus: null };
  steps.splice(to, 0, step);
  return { draft: settled({ ...draft, steps }), focus: `step-${step.id}` };
}

const settled = (draft: RouteDraft): RouteDraft => ({
  ...draft,
  steps: draft.steps.map((step, n) => (n === 0 ? { ...step, together: false } : step)),
});

/** Id of the select of a clause's field. */
export const clauseFieldId = (stepId: string, clause: number): string => `step-${stepId}-clause-${clause}`;

function addClause(step: StepDraft, fields: readonly FieldChoice[]): StepDraft {
  if (step.kept || step.clauses.length >= MAX_CLAUSES) return step;
  const comparable = fields.filter(({ kind }) => kind !== null);
  // «Is anybody named there?» is what routes ask most.
  const first = comparable.find(({ isList }) => isList) ?? comparable[0];
  if (!first) return step;
  const isNumber = first.kind === 'number';
  const clause: Clause = { field: first.value, op: isNumber ? '>' : '==', value: isNumber ? '0' : '' };
  return { ...step, clauses: [...step.clauses, clause] };
}

function addPerson(step: StepDraft): StepDraft {
  if (step.who === 'users' && step.users.length < MAX_PEOPLE) return { ...step, users: [...step.users, ''] };
  if (step.who !== 'external' || step.external.length >= MAX_PEOPLE) return step;
  return { ...step, external: [...step.external, { name: '', position: '', organisation: '', email: '' }] };
}

function removePerson(step: StepDraft, inner: number): StepDraft {
  const rest = <T>(list: readonly T[]) => list.filter((_, n) => n !== inner);
  return step.who === 'users'
    ? { ...step, users: rest(step.users) }
    : { ...step, external: rest(step.external) };
}
