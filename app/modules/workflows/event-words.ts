// What happened to routes, in words.
const WORDS: Readonly<Record<string, readonly [name: string, sentence: string]>> = {
  'workflow.changed': ['маршрут сохранён', 'сохранил(а) маршрут'],
  'workflow.removed': ['маршрут удалён', 'удалил(а) маршрут'],
};

/** Event type → short name. */
export const WORKFLOW_EVENT_NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(WORDS).map(([type, [name]]) => [type, name]),
);

/** The event in words; null for what is none of this module. */
export function workflowSentence(type: string, data: Readonly<Record<string, unknown>>): string | null {
  const sentence = WORDS[type]?.[1];
  return sentence ? `${sentence} «${data.workflow}»` : null;
}
