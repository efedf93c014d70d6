import type { PersonalLinkView } from '~/modules/identity';
import type { Context } from '~/shared/context';
import type { DocumentsDeps, SubjectCard } from '../../documents.deps';
import { assertReadable, documentPolicy } from '../../documents.policy';
import { isPossible } from '../../documents.rules';
import type { Document, Visibility } from '../../documents.schema';
import { definitionOf } from '../../queries/list-documents.server';
import { listSections, sharingStamp } from '../shared-document.server';
import { consentsOf, type NameConsentView } from './list-name-consents.server';

export interface ParticipantView {
  subject: string;
  name: string;
  detail: string;
  role: string;
  sections: string[];
}

export interface SharingView {
  stamp: string;
  /** May change what the page shows: by policy and by state. */
  mayShare: boolean;
  participants: ParticipantView[];
  /** Sections that a moderator can be given. */
  sections: { id: string; title: string }[];
  visibility: Visibility;
  published: boolean;
  /** Visibilities that the kind allows. */
  visibilities: Visibility[];
  ownerName: string;
  /** Only for who may share: they hold addresses. */
  links: (PersonalLinkView & { versionIsCurrent: boolean })[];
  consents: (NameConsentView & { mayAnswer: boolean })[];
}

/** Participants, links, visibility and consents for the page «Участники». Throws documents/not-found. */
export const getSharing =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { readonly id: string }): Promise<SharingView> => {
    const document = await deps.repository.getById(input.id);
    assertReadable(ctx.actor, document);
    const allowed = documentPolicy.share(ctx.actor, document);
    const mayShare = allowed && isPossible('share', document.state);
    const [participants, sections, definition, links, consents] = await Promise.all([
      presentParticipants(deps, document),
      listSections(deps, document),
      definitionOf(deps, document),
      allowed ? deps.sharing.listLinks({ documentId: document._id, now: ctx.now() }) : [],
      consentsOf(deps, document),
    ]);
    const neverPublished = definition === null || definition.lifecycle.publication === 'never';
    return {
      stamp: sharingStamp(document),
      mayShare,
      participants,
      sections,
      visibility: document.visibility,
      published: document.publication !== null || document.visibility === 'public',
      visibilities: ['participants', 'organisation', ...(neverPublished ? [] : (['installation'] as const))],
      ownerName: await deps.organisationName(document.owner),
      links: links.map((link) => ({
        ...link,
        versionIsCurrent: link.versionSha256 === document.currentVersion.sha256,
      })),
      consents: consents.map((consent) => ({
        ...consent,
        mayAnswer:
          consent.subject.startsWith('org:') &&
          documentPolicy.speakFor(ctx.actor, consent.subject.slice('org:'.length)),
      })),
    };
  };

async function presentParticipants(deps: DocumentsDeps, document: Document): Promise<ParticipantView[]> {
  const withAccounts = document.participants.filter(({ subject }) => /^(user|org):/.test(subject));
  return Promise.all(
    withAccounts.map(async ({ subject, role, sections }) => {
      const card = await deps.sharing.findSubject(subject);
      return {
        subject,
        name: card?.name ?? 'учётная запись отключена',
        detail: card?.detail ?? '',
        role,
        sections: sections ?? [],
      };
    }),
  );
}

/** People and organisations who can be added: those found by the words who do not take part yet. */
export const searchSubjects =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { readonly id: string; readonly q: string }): Promise<SubjectCard[]> => {
    const document = await deps.repository.getById(input.id);
    assertReadable(ctx.actor, document);
    if (!documentPolicy.share(ctx.actor, document)) return [];
    const taking = new Set(document.participants.map(({ subject }) => subject));
    const found = await deps.sharing.searchSubjects(input.q.slice(0, 200), 12 + taking.size);
    return found.filter(({ subject }) => !taking.has(subject)).slice(0, 12);
  };
