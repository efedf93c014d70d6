// After a document is issued: the former edition learns of the new one; people asked to read it get their letters.
// Idempotent, as every listener.
import type { DocumentsModule } from '~/modules/documents/index.server';
import type { Context } from '~/shared/context';
import type { EventListener } from '~/shared/domain-event';

export function editionsListener({
  documents: { commands },
  system,
}: {
  readonly documents: DocumentsModule;
  readonly system: (name: string) => Context;
}): EventListener {
  return {
    name: 'editions',
    events: ['document.issued', 'document.published', 'document.acquaintance-asked'],
    handle({ id: eventId, type, aggregate: { id: documentId }, data }) {
      const ctx = system('editions');
      return type === 'document.acquaintance-asked'
        ? commands.sendReadingLetters(ctx, { documentId, eventId, userIds: data.userIds as string[] })
        : commands.succeedFormer(ctx, { documentId });
    },
  };
}
