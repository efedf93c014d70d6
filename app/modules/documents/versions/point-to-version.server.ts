// The moment a version becomes the current one, however it came to be: saved, made of the working copy, restored.
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../documents.deps';
import { assertPossible, assertSeenVersion } from '../documents.rules';
import type { PendingDocumentEvent } from '../events';
import type { MadeVersion } from '../version-content.server';

/**
 * Moves the pointer of the document to a version that is already stored. `seen` is the hash of the version that it was
 * made from. Throws documents/wrong-state; version-conflict when another version became current meanwhile.
 */
export function pointToVersion(
  deps: Pick<DocumentsDeps, 'repository'>,
  ctx: Context,
  { content, version }: MadeVersion,
  { seen, event }: { seen: string; event: PendingDocumentEvent },
): Promise<{ number: number; sha256: string }> {
  const { number, sha256, at, authorId, authorName } = version;
  return deps.repository.mutate(version.documentId, (document) => {
    assertPossible('save-version', document);
    assertSeenVersion(document, seen);
    return {
      set: {
        currentVersion: { number, sha256, at, authorId, authorName },
        title: content.card.heading,
        titleLower: content.card.heading.toLowerCase(),
        state: document.state === 'withdrawn' ? ('draft' as const) : document.state,
        updatedAt: ctx.now(),
      },
      events: [event],
      result: { number, sha256 },
    };
  });
}
