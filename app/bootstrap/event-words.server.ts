// The words of every event of the product: each module has those of its own; here they meet for the journal.
import { DOCUMENT_EVENT_NAMES, sentenceOf } from '~/modules/documents/index.server';
import { IDENTITY_EVENT_NAMES, identitySentence } from '~/modules/identity';
import { KNOWLEDGE_EVENT_NAMES, knowledgeSentence } from '~/modules/knowledge';
import { WORKFLOW_EVENT_NAMES, workflowSentence } from '~/modules/workflows';

type Line = Parameters<typeof sentenceOf>[0];

/** The event after the actor's name; null where nobody has words for it. */
export const describeEvent = (line: Line): string | null =>
  sentenceOf(line) ??
  identitySentence(line.type) ??
  knowledgeSentence(line.type, line.data) ??
  workflowSentence(line.type, line.data) ??
  (line.type === 'audit.exported' ? `выгрузил(а) журнал с записи № ${line.data.from}` : null);

const named = (label: string, names: Readonly<Record<string, string>>) => ({
  label,
  events: Object.entries(names).map(([type, name]) => ({ type, name })),
});

/** All event types with their short names, by what they are about. */
export const EVENT_GROUPS = [
  named('Документы', DOCUMENT_EVENT_NAMES),
  named('Люди и организации', IDENTITY_EVENT_NAMES),
  named('База знаний', KNOWLEDGE_EVENT_NAMES),
  named('Маршруты и журнал', { ...WORKFLOW_EVENT_NAMES, 'audit.exported': 'журнал выгружен' }),
] as const;
