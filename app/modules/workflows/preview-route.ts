// «Кто и когда»: what a route will be for this very document, before it is sent. Shows reasons instead of throwing.
import { addWorkingDays, type WorkingCalendar, type WorkingTerm } from '~/modules/rules';
import { isAppError } from '~/shared/app-error';
import { localDate } from '~/shared/russian';
import { describeCondition } from './condition';
import { groupsOf } from './engine/advance';
import type { PeopleInput } from './engine/assignees';
import { prepareStep } from './engine/start-route';
import { ruleWord } from './words';
import type { WorkflowDefinition, WorkflowStep } from './workflow.schema';

export interface PreviewStep {
  id: string;
  title: string;
  rule: string;
  order: 'parallel' | 'sequential';
  who: {
    name: string;
    position: string | null;
    organisation: string | null;
    external: boolean;
    place: string | null;
    email: string | null;
  }[];
  /** ISO days if everybody answers on the last day of his term; null when a step has no term. */
  from: string | null;
  until: string | null;
  skipped: boolean;
  /** Why the step is skipped, as a sentence. */
  skippedBecause: string | null;
}
export interface RoutePreview {
  steps: PreviewStep[];
  /** The day by which the route ends at the latest; null when some step has no term. */
  until: string | null;
  /** Reasons against sending, all of them. */
  problems: string[];
  warnings: string[];
}

export interface PreviewInput extends Omit<PeopleInput, 'instanceId'> {
  readonly timeZone: string;
  /** Russian label of a field, for skipped conditions. */
  readonly labelOf?: ((fieldPath: string) => string) | undefined;
}

function previewStep(step: WorkflowStep, input: PreviewInput): { step: PreviewStep; problems: string[] } {
  const blank: PreviewStep = {
    id: step.id,
    title: step.title,
    rule: ruleWord(step.rule),
    order: step.order,
    who: [],
    from: null,
    until: null,
    skipped: false,
    skippedBecause: null,
  };
  try {
    const { state, problems } = prepareStep(step, { ...input, instanceId: 'preview' });
    if (state.status === 'skipped') {
      const because = `не выполнено условие: ${describeCondition(step.when, input.labelOf)}`;
      return { step: { ...blank, skipped: true, skippedBecause: because }, problems };
    }
    const who = state.assignees.map(({ key, name, position, organisation, kind, email }) => ({
      name,
      position,
      organisation,
      external: kind === 'external',
      place: 'field' in step.assignees ? placeInFields(step.assignees.field, key) : null,
      email,
    }));
    return { step: { ...blank, who }, problems };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { step: blank, problems: [error.message] };
  }
}

/** Path of a person in the fields, as bindings name it. */
const placeInFields = (field: string, key: string): string => (key === 'main' ? field : `${field}.${key}`);

/** The longest the step can take in working days: in turn people add up. */
function daysOf(step: WorkflowStep, people: number): number | null {
  if (!step.due) return null;
  return step.order === 'sequential' ? step.due.workingDays * Math.max(1, people) : step.due.workingDays;
}

/** Who will be asked and until when, counted from `now` on the last day of every term. Pure; never throws AppError. */
export function previewRoute(
  definition: WorkflowDefinition,
  input: PreviewInput,
  now: Date,
  calendar: WorkingCalendar,
): RoutePreview {
  const problems: string[] = [];
  const warnings = new Set<string>();
  const steps: PreviewStep[] = [];
  let start: string | null = localDate(now, input.timeZone);
  for (const group of groupsOf(definition.steps)) {
    let end: string | null = start;
    for (const step of group) {
      const previewed = previewStep(step, input);
      problems.push(...previewed.problems);
      steps.push(previewed.step);
      if (previewed.step.skipped) continue;
      const days = daysOf(step, previewed.step.who.length);
      const term: WorkingTerm | null =
        start !== null && days !== null ? addWorkingDays(calendar, start, days) : null;
      for (const warning of term?.warnings ?? []) warnings.add(warning);
      Object.assign(previewed.step, { from: start, until: term?.date ?? null });
      if (!term) end = null;
      else if (end !== null && term.date > end) end = term.date;
    }
    start = end;
  }
  return { steps, until: start, problems, warnings: [...warnings] };
}
