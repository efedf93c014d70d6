// Events in words: each module has those of its own, the journal and its filter show them.

/** Event type → short name for a filter, sentence after the actor's name. */
export type EventWords<T extends string = string> = Readonly<
  Record<T, readonly [name: string, sentence: string]>
>;

/** Event type → short name. */
export const eventNames = (words: EventWords): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(words).map(([type, [name]]) => [type, name]));

/** The sentence of an event; null for what is none of these. */
export const eventSentence = (words: EventWords, type: string): string | null =>
  Object.hasOwn(words, type) ? (words[type]?.[1] ?? null) : null;
