// What the terms of a rehearsed route do, said to a person.
import { localDate } from '~/shared/russian';
import type { RouteEffect } from '../events.schema';
import type { RouteInstance } from '../instance.schema';
import { ROLE_WORDS } from '../roles';
import { stepOf, type WorkflowDefinition } from '../workflow.schema';

export interface RehearsalLine {
  /** ISO day; null where it has none (a skipped step). */
  readonly date: string | null;
  /** Title of the step; null = the route as a whole. */
  readonly step: string | null;
  readonly text: string;
  readonly tone: 'plain' | 'good' | 'bad';
}

const roleOf = (token: string | null): string => {
  const role = token?.split(':')[1]?.split('@')[0] ?? '';
  return ROLE_WORDS[role as keyof typeof ROLE_WORDS] ?? 'руководителю';
};

/** A line for an effect of a timer; none for what a person does not notice. */
export function timerLine(
  definition: WorkflowDefinition,
  at: Date,
  effect: RouteEffect,
  instance: RouteInstance,
): RehearsalLine[] {
  if (effect.stepId === null) return [];
  const step = stepOf(definition, effect.stepId);
  const name =
    instance.steps
      .find(({ id }) => id === effect.stepId)
      ?.assignees.find(({ key }) => key === effect.assigneeKey)?.name ?? '';
  const line = (text: string, tone: RehearsalLine['tone'] = 'plain'): RehearsalLine[] => [
    { date: localDate(at, instance.timeZone), step: step.title, text, tone },
  ];
  switch (effect.type) {
    case 'remind':
      return line(
        effect.id.includes('overdue') ? `срок истёк, напоминание: ${name}` : `напоминание: ${name}`,
        effect.id.includes('overdue') ? 'bad' : 'plain',
      );
    case 'escalate':
      return line(`${name} не отвечает, сообщение уходит выше: ${roleOf(effect.to)}`, 'bad');
    case 'assignee-left':
      return line(`${name}: срок истёк, продолжаем без ответа`, 'bad');
    case 'decision-recorded':
      return line(`${name}: замечаний не поступило`, 'good');
    default:
      return [];
  }
}
