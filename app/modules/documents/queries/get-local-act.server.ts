import { bodyToText } from '../body';
import type { DocumentsDeps } from '../documents.deps';
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
      id: `lok-${document.publication.slug}`,
      kind: document.kind,
      title: document.title,
      shortName: document.title,
      number: document.registration?.number ?? null,
      date: document.adoption.date,
      issuer,
      lines: [document.title, ...text.split('\n')].map((line) => line.trim()).filter(Boolean),
      sha256: version.sha256,
      validFrom: document.adoption.date,
    };
  };
