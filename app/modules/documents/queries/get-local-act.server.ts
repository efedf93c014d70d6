import { bodyToText } from '../body';
import type { DocumentsDeps } from '../documents.deps';
import type { Document } from '../documents.schema';
import { fieldResolver } from '../field-resolver';
import { readVersionContent } from '../version-content.server';

/** A published document as a local act of the knowledge base: requisites and printed lines with their numbers. */
export interface LocalActSource {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly shortName: string;
  readonly number: string | null;
  readonly date: string | null;
  readonly issuer: string;
  readonly lines: readonly string[];
  readonly sha256: string;
  readonly validFrom: string;
}

/** Null for what is not published. No actor: the page is public. */
export const getLocalAct =
  (deps: DocumentsDeps) =>
  async (documentId: string): Promise<LocalActSource | null> => {
    const document = await deps.repository.findById(documentId);
    if (!document?.publication || !document.adoption) return null;
    const version = await deps.repository.getVersion(document._id, document.currentVersion.sha256);
    const content = readVersionContent(version);
    const issuer = await deps.organisationName(document.owner);
    const text = bodyToText(content.body, fieldResolver(content.fields));
    return {
      id: `lok-${await firstSlug(deps, document, document.publication.slug)}`,
      kind: document.kind,
      title: document.title,
      shortName: document.title,
      number: document.registration?.number ?? null,
      date: document.adoption.date,
      issuer,
      lines: [document.title, ...text.split('\n')].map((line) => line.trim()).filter(Boolean),
      sha256: version.sha256,
      validFrom: document.inForceFrom ?? document.adoption.date,
    };
  };

/** More editions than this of one document were never seen. */
const MOST_EDITIONS = 200;

/** Address word of the first published edition: all that came after it are editions of the same local act. */
async function firstSlug(deps: DocumentsDeps, document: Document, own: string): Promise<string> {
  let slug = own;
  let formerId = document.supersedes;
  for (let n = 0; formerId && n < MOST_EDITIONS; n++) {
    const former: Document | null = await deps.repository.findById(formerId);
    if (!former?.publication) break;
    slug = former.publication.slug;
    formerId = former.supersedes;
  }
  return slug;
}
