// Keeps the search index in step with the documents (each record carries who may read it), and builds it anew on demand.
import type { DocumentSearchSource, DocumentsModule } from '~/modules/documents/index.server';
import type { FindingModule, SourceRecord } from '~/modules/finding/index.server';
import type { EventListener } from '~/shared/domain-event';

function toRecords(source: DocumentSearchSource): SourceRecord[] {
  return source.records.map((record) => ({
    ...record,
    source: source.source,
    type: 'document',
    acl: source.acl,
    facets: { kind: [source.kind] },
    date: source.date ?? '',
  }));
}

/** Reads the document again on every event: the index then holds what is true now, however often an event comes. */
export function searchListener(documents: DocumentsModule, finding: FindingModule): EventListener {
  return {
    name: 'search',
    // Those that change the text, the address or who may read it.
    events: [
      'document.created',
      'document.version-saved',
      'document.version-restored',
      'document.submitted',
      'document.withdrawn',
      'document.rejected',
      'document.adopted',
      'document.published',
      'document.participant-added',
      'document.participant-removed',
      'document.visibility-changed',
    ],
    async handle({ aggregate }) {
      const source = await documents.getSearchSource(aggregate.id);
      if (source) await finding.indexSource({ source: source.source, records: toRecords(source) });
      else await finding.removeSource(aggregate.id);
    },
  };
}

/** All documents that may be found, one after another. */
export async function* allRecords(documents: DocumentsModule): AsyncGenerator<SourceRecord> {
  for (const id of await documents.listIds()) {
    const source = await documents.getSearchSource(id);
    if (source) yield* toRecords(source);
  }
}
