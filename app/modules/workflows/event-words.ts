// What happened to routes, in words.
import { type EventWords, eventNames, eventSentence } from '~/shared/event-words';

const WORDS: EventWords = {
  'workflow.changed': ['маршрут сохранён', 'сохранил(а) маршрут'],
  'workflow.removed': ['маршрут удалён', 'удалил(а) маршрут'],
};

export const WORKFLOW_EVENT_NAMES = eventNames(WORDS);

/** The event in words; null for what is none of this module. */
export function workflowSentence(type: string, data: Readonly<Record<string, unknown>>): string | null {
  const sentence = eventSentence(WORDS, type);
  return sentence ? `${sentence} «${data.workflow}»` : null;
}
