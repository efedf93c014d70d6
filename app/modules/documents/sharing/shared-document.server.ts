// What every command of sharing does first: read, check the policy and the state, compare what was seen.
import type { Context } from '~/shared/context';
import { sha256Hex } from '~/shared/sha256.server';
import { displayContext, flattenBlocks, runText } from '../body';
import type { DocumentsDeps } from '../documents.deps';
import { assertAllowed, assertReadable, documentPolicy } from '../documents.policy';
import { assertPossible } from '../documents.rules';
import type { Document } from '../documents.schema';
import { documentError } from '../errors';
import { fieldResolver } from '../field-resolver';
import { readVersionContent } from '../version-content.server';
import { sharingState } from './sharing.rules';

/** Stamp of participants, visibility and consents: goes out with the page and comes back with its forms. */
export const sharingStamp = (document: Document): string => sha256Hex(sharingState(document)).slice(0, 16);

/** Throws documents/not-found, forbidden, wrong-state. */
export function assertMayShare(ctx: Context, document: Document): void {
  assertReadable(ctx.actor, document);
  assertAllowed(documentPolicy.share(ctx.actor, document), 'менять участников и видимость');
  assertPossible('share', document);
}

/** Throws documents/sharing-changed. */
export function assertSeenSharing(document: Document, stamp: string): void {
  if (sharingStamp(document) !== stamp) throw documentError('sharing-changed');
}

/** Sections of the current version that a moderator can be given, in their order. */
export async function listSections(
  deps: DocumentsDeps,
  document: Document,
): Promise<{ id: string; title: string }[]> {
  const version = await deps.repository.getVersion(document._id, document.currentVersion.sha256);
  const { body, fields } = readVersionContent(version);
  const context = displayContext(body, fieldResolver(fields));
  return flattenBlocks(body).flatMap(({ block }) => {
    const run =
      block.type === 'section' ? block.title : block.type === 'addresseeGroup' ? block.addressees[0] : null;
    if (!run) return [];
    return [{ id: block.id, title: runText(run, context, block.id).slice(0, 200) || 'Раздел без названия' }];
  });
}

/** Throws documents/section-unknown. */
export async function assertSections(
  deps: DocumentsDeps,
  document: Document,
  sections: readonly string[],
): Promise<void> {
  if (sections.length === 0) return;
  const known = new Set((await listSections(deps, document)).map(({ id }) => id));
  if (!sections.every((id) => known.has(id))) throw documentError('section-unknown');
}
