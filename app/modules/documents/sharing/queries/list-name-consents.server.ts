// Consents to names and logos, with those that nobody has asked for yet.
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../../documents.deps';
import { assertReadable } from '../../documents.policy';
import type { Document, NameConsent } from '../../documents.schema';
import { readVersionContent } from '../../version-content.server';
import { namedOrganisations, sameName } from '../named-organisations';

export interface NameConsentView {
  /** `org:<id>` or `name:<name>`. */
  subject: string;
  name: string;
  status: 'not-asked' | NameConsent['status'];
  askedAt: string | null;
  answer: {
    at: string;
    byName: string;
    way: 'product' | 'letter';
    letter: { number: string; date: string } | null;
  } | null;
}

/** Roles in which an organisation stands in the document with its name. */
const NAMED_ROLES: readonly string[] = ['co-organiser', 'partner'];

/**
 * Every co-organiser and partner, from participants and from the fields, with the state of its consent; the page
 * shows it, checks warn by it. Throws documents/not-found.
 */
export const listNameConsents =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { readonly documentId: string }): Promise<NameConsentView[]> => {
    const document = await deps.repository.getById(input.documentId);
    assertReadable(ctx.actor, document);
    return consentsOf(deps, document);
  };

/** The same of a document that the caller has read and checked. */
export async function consentsOf(deps: DocumentsDeps, document: Document): Promise<NameConsentView[]> {
  const version = await deps.repository.getVersion(document._id, document.currentVersion.sha256);
  const inFields = namedOrganisations(readVersionContent(version).fields);
  const participants = document.participants.filter(
    ({ subject, role }) => subject.startsWith('org:') && NAMED_ROLES.includes(role),
  );
  const cards = await Promise.all(participants.map(({ subject }) => deps.sharing.findSubject(subject)));
  const known = cards.flatMap((card) => card ?? []);
  const rows = [
    ...known.map(({ subject, name, detail }) => ({ subject, name, names: [name, detail] })),
    ...inFields
      .filter((name) => !known.some((card) => sameName(card.detail, name) || sameName(card.name, name)))
      .map((name) => ({ subject: `name:${name}`, name, names: [name] })),
  ];
  const asked = document.nameConsents;
  const gone = asked.filter(({ subject }) => !rows.some((row) => row.subject === subject));
  return [
    ...rows.map(({ subject, name }) =>
      present(
        subject,
        name,
        asked.find((one) => one.subject === subject),
      ),
    ),
    // Who was asked and is no longer named: what was answered is kept in sight.
    ...gone.filter(({ status }) => status !== 'asked').map((one) => present(one.subject, one.name, one)),
  ];
}

const present = (subject: string, name: string, consent: NameConsent | undefined): NameConsentView => ({
  subject,
  name,
  status: consent?.status ?? 'not-asked',
  askedAt: consent?.askedAt.toISOString() ?? null,
  answer: consent?.answer ? { ...consent.answer, at: consent.answer.at.toISOString() } : null,
});
