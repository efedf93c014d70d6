// What the commands and queries of a discussion share: finding it, its term today, its text.

import type { Context } from '~/shared/context';
import { localDate } from '~/shared/russian';
import type { DocumentsDeps } from '../documents.deps';
import { assertAllowed, assertReadable } from '../documents.policy';
import type { Document, VersionContent } from '../documents.schema';
import { documentError } from '../errors';
import { fieldResolver } from '../field-resolver';
import { readVersionContent } from '../version-content.server';
import { normaliseTyped } from './codes.server';
import { discussionPolicy } from './discussion.policy';
import { discussionOf, isTaking } from './discussion.rules';
import type { Discussion, SealedAuthor } from './discussion.schema';
import { SealedAuthorSchema } from './discussion.schema';
import { type Point, pointsOf } from './points';

export type Discussed = Document & { discussion: Discussion };

/** The document behind `/d/<code>`. Throws documents/discussion-not-found, also when its page is not open. */
export async function findByCode(deps: DocumentsDeps, typed: string): Promise<Discussed> {
  const code = normaliseTyped(typed);
  const document = code ? await deps.repository.find({ 'discussion.code': code }) : null;
  if (!document?.discussion?.openPage) throw documentError('discussion-not-found', { code });
  return document as Discussed;
}

/** The discussion of a document that the actor may read and whose proposals he may answer. */
export async function getModerated(
  deps: DocumentsDeps,
  ctx: Context,
  documentId: string,
): Promise<Discussed> {
  const document = await deps.repository.getById(documentId);
  assertReadable(ctx.actor, document);
  assertAllowed(discussionPolicy.moderate(ctx.actor, document), 'работать с предложениями');
  if (!document.discussion) throw documentError('no-discussion', { id: documentId });
  return document as Discussed;
}

/** Today where the owner is. */
export async function todayOf(
  deps: DocumentsDeps,
  ctx: Context,
  document: Pick<Document, 'owner'>,
): Promise<string> {
  return localDate(ctx.now(), await deps.timeZone(document.owner));
}

/** True while the form takes proposals. */
export async function isTakingNow(deps: DocumentsDeps, ctx: Context, document: Document): Promise<boolean> {
  return isTaking(document, ctx.now(), await deps.timeZone(document.owner));
}

/** Throws documents/discussion-not-allowed when the kind's data forbid it. */
export async function assertDiscussable(
  deps: DocumentsDeps,
  document: Document,
  openPage: boolean,
): Promise<void> {
  const { definition } = await deps.templates.getTemplate(document.template.release);
  const allowed = discussionOf(definition.lifecycle);
  if (allowed === 'none')
    throw documentError('discussion-not-allowed', { reason: 'не выносят на обсуждение' });
  if (openPage && allowed !== 'public') {
    throw documentError('discussion-not-allowed', {
      reason:
        'обсуждают только внутри: открытой страницы у них не бывает. Снимите отметку «Открытая страница»',
    });
  }
}

export async function contentOf(
  deps: DocumentsDeps,
  documentId: string,
  sha256: string,
): Promise<VersionContent> {
  return readVersionContent(await deps.repository.getVersion(documentId, sha256));
}

/** The places of the version that is shown. */
export async function shownPoints(deps: DocumentsDeps, document: Discussed): Promise<Point[]> {
  const content = await contentOf(deps, document._id, document.discussion.version.sha256);
  return pointsOf(content.body, fieldResolver(content.fields));
}

export const sealAuthor = (deps: DocumentsDeps, id: string, author: SealedAuthor): Promise<string> =>
  deps.secrets.seal(JSON.stringify(author), `proposal:${id}`);

export async function openAuthor(deps: DocumentsDeps, id: string, sealed: string): Promise<SealedAuthor> {
  return SealedAuthorSchema.parse(JSON.parse(await deps.secrets.open(sealed, `proposal:${id}`)));
}
