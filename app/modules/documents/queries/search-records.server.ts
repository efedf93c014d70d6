import { anchorOf } from '~/platform/rendering';
import { searchRecords } from '../body';
import type { DocumentsDeps } from '../documents.deps';
import { kindName } from '../documents.present';
import type { Document } from '../documents.schema';
import { fieldResolver } from '../field-resolver';
import { readVersionContent } from '../version-content.server';
import { definitionOf } from './list-documents.server';

/** One findable piece of a document: a block with its place; whoever indexes adds stems. */
export interface DocumentSearchRecord {
  id: string;
  title: string;
  heading: string;
  number: string;
  text: string;
  url: string;
  order: number;
}
export interface DocumentSearchSource {
  source: string;
  kind: string;
  kindName: string;
  date: string | null;
  acl: string[];
  records: DocumentSearchRecord[];
}

/**
 * Search records of a document with the tokens that may read it; null for kinds that are never published
 * (a mediation settlement has no search record) and for what was withdrawn or rejected.
 */
export const getSearchSource =
  (deps: DocumentsDeps) =>
  async (documentId: string): Promise<DocumentSearchSource | null> => {
    const document: Document | null = await deps.repository.findById(documentId);
    if (!document || document.state === 'withdrawn' || document.state === 'rejected') return null;
    const definition = await definitionOf(deps, document);
    if (
      definition?.lifecycle.publication !== 'public' &&
      definition?.lifecycle.publication !== 'off-by-default'
    )
      return null;
    const version = await deps.repository.getVersion(document._id, document.currentVersion.sha256);
    const content = readVersionContent(version);
    const page = document.publication ? `/p/${document.publication.slug}` : `/documents/${document._id}`;
    const blocks = searchRecords(content.body, fieldResolver(content.fields)).map((record, index) => ({
      id: `${document._id}_${record.blockId}`.replace(/[^\w-]/g, '_'),
      title: document.title,
      heading: record.headingPath.join(' › '),
      number: record.number,
      text: record.text,
      url: `${page}#${anchorOf(record.blockId)}`,
      order: index + 1,
    }));
    const head = {
      id: `${document._id}_title`,
      title: document.title,
      heading: '',
      number: '',
      text: document.title,
      url: page,
      order: 0,
    };
    return {
      source: document._id,
      kind: document.kind,
      kindName: kindName(document.kind),
      date: document.adoption?.date ?? null,
      acl: document.acl,
      records: [head, ...blocks],
    };
  };
