// What was done to a document, newest first, page by page; and as a file for a third party.
import type { Context } from '~/shared/context';
import type { StreamedFile } from '~/shared/streamed-file';
import type { DocumentsDeps } from '../documents.deps';
import { assertAllowed, assertReadable, documentPolicy } from '../documents.policy';
import type { HistoryView } from '../documents.views';
import { documentEvent } from '../events';
import { presentHistory } from '../history.present';

const PAGE = 50;

/** Throws documents/not-found. The bearer of a personal link sees no history. */
export const getHistory =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { id: string; before?: number | undefined }): Promise<HistoryView> => {
    const document = await deps.repository.getById(input.id);
    assertReadable(ctx.actor, document);
    if (ctx.actor.type === 'guest') return { entries: [], nextBefore: null, canExport: false };
    const { lines, nextBefore } = await deps.history(document._id, { before: input.before, limit: PAGE });
    return {
      entries: lines.map(presentHistory),
      nextBefore,
      canExport: documentPolicy.exportHistory(ctx.actor, document),
    };
  };

/**
 * The sealed entries of the document with what a check of them needs. Readers see the page; the file also holds the
 * entries' raw data, so it is for the owner's people. That it was taken is written before the first byte leaves.
 * Throws documents/not-found, documents/forbidden.
 */
export const exportHistory =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { id: string; format: 'csv' | 'json' }): Promise<StreamedFile> => {
    const document = await deps.repository.getById(input.id);
    assertReadable(ctx.actor, document);
    assertAllowed(documentPolicy.exportHistory(ctx.actor, document), 'выгрузить историю документа');
    const file = await deps.exportHistory(document._id, input.format);
    await deps.repository.note(
      document._id,
      documentEvent(ctx, 'document.history-exported', { format: input.format }),
    );
    deps.nudgeOutbox();
    return file;
  };
