// What the commands of this folder share: the document they may speak about, the version they speak of, who speaks.
import type { Context } from '~/shared/context';
import { type DisplayContext, displayContext } from '../body/render-values';
import type { DocumentsDeps } from '../documents.deps';
import { assertAllowed, assertReadable } from '../documents.policy';
import { assertPossible } from '../documents.rules';
import type { Document, VersionContent } from '../documents.schema';
import { fieldResolver } from '../field-resolver';
import { readVersionContent } from '../version-content.server';
import { remarkError } from './remark-errors';
import { remarkPolicy } from './remarks.policy';
import { MAX_HEADS } from './remarks.rules';
import type { Remark, Suggestion } from './remarks.schema';

/** Throws documents/not-found, forbidden, wrong-state. */
export function assertMayRemark(ctx: Context, document: Document): void {
  assertReadable(ctx.actor, document);
  assertAllowed(remarkPolicy.remark(ctx.actor, document), 'вносить замечания и правки');
  assertPossible('remark', document);
}

/** Throws documents/remark-limit when `more` heads do not fit. */
export function assertRoom(heads: readonly unknown[], more: number): void {
  if (heads.length + more > MAX_HEADS) {
    throw remarkError('remark-limit', { count: heads.length, limit: MAX_HEADS });
  }
}

export interface VersionText {
  readonly content: VersionContent;
  readonly context: DisplayContext;
  readonly number: number;
  readonly sha256: string;
  readonly at: Date;
}

/** A version's text ready to be looked at; the current one when no hash is named. Throws documents/not-found. */
export async function versionText(
  deps: DocumentsDeps,
  document: Document,
  sha256 = document.currentVersion.sha256,
): Promise<VersionText> {
  const version = await deps.repository.getVersion(document._id, sha256);
  const content = readVersionContent(version);
  const context = displayContext(content.body, fieldResolver(content.fields));
  return { content, context, number: version.number, sha256, at: version.at };
}

/** The document with the heads of one version's threads and suggestions alone. */
export function withHeadsOf(
  document: Document,
  remarks: readonly Remark[],
  suggestions: readonly Suggestion[],
  sha256: string,
): Document {
  const ids = new Set([
    ...remarks.filter(({ versionSha256 }) => versionSha256 === sha256).map(({ _id }) => _id),
    ...suggestions.map(({ _id }) => _id),
  ]);
  return {
    ...document,
    remarks: document.remarks.filter(({ id }) => ids.has(id)),
    suggestions: document.suggestions.filter(({ id }) => ids.has(id)),
  };
}

export interface Author {
  authorId: string;
  authorName: string;
  organisation: string;
}

/** The person and the organisation he speaks for: the owner's when he is of it, else his first. */
export async function authorOf(deps: DocumentsDeps, ctx: Context, document: Document): Promise<Author> {
  const { actor } = ctx;
  const own = actor.memberships.find(({ organisationId }) => organisationId === document.owner);
  const membership = own ?? actor.memberships[0];
  return {
    authorId: actor.id,
    authorName: actor.name,
    organisation: membership ? await deps.organisationName(membership.organisationId) : '',
  };
}
