// What happened to the acts of the base, in words.
import { type EventWords, eventNames, eventSentence } from '~/shared/event-words';
import type { KnowledgeEventData } from './events';

const WORDS: EventWords<keyof KnowledgeEventData> = {
  'act.card-added': ['акт добавлен', 'добавил(а) акт в базу знаний'],
  'act.card-changed': ['карточка акта изменена', 'изменил(а) карточку акта'],
  'act.edition-published': ['редакция акта опубликована', 'опубликовал(а) редакцию акта'],
  'act.edition-removed': ['редакция акта убрана', 'убрал(а) редакцию акта'],
  'act.force-changed': ['действие акта изменено', 'изменил(а) сведения о действии акта'],
};

export const KNOWLEDGE_EVENT_NAMES = eventNames(WORDS);

/** The event in words; null for what is none of this module. */
export function knowledgeSentence(type: string, data: Readonly<Record<string, unknown>>): string | null {
  const sentence = eventSentence(WORDS, type);
  if (!sentence) return null;
  return typeof data.title === 'string' ? `${sentence}: ${data.title}` : sentence;
}
