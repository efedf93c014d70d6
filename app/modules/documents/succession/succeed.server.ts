// What follows for the former edition when the new one is issued, published, or its day comes. All idempotent.
import type { Context } from '~/shared/context';
import { localDate } from '~/shared/russian';
import type { DocumentsDeps } from '../documents.deps';
import type { Document } from '../documents.schema';
import { documentEvent } from '../events';

/**
 * The former edition learns of the issued one: from which day it gives way, and to which. Called for every issued or
 * published document; also after publishing, since the former one's public page links to the newer.
 */
export const succeedFormer =
  (deps: DocumentsDeps) =>
  async (ctx: Context, { documentId }: { documentId: string }): Promise<void> => {
    const edition = await deps.repository.findById(documentId);
    if (!edition?.supersedes || !edition.inForceFrom || edition.state !== 'issued') return;
    const from = edition.inForceFrom;
    await deps.repository.mutate(edition.supersedes, (former) =>
      former.supersededBy
        ? { set: { updatedAt: ctx.now() }, events: [], result: undefined }
        : {
            set: { supersededBy: documentId, supersededFrom: from, updatedAt: ctx.now() },
            events: [documentEvent(ctx, 'document.succeeded', { by: documentId, from })],
            result: undefined,
          },
    );
    await supersedeOne(deps, ctx, edition.supersedes);
    deps.nudgeOutbox();
  };

/** Marks as superseded what gives way today or gave way before. Returns how many it was. */
export const supersedeDue =
  (deps: DocumentsDeps) =>
  async (ctx: Context): Promise<number> => {
    // The earliest day there is anywhere; each one is then looked at in its own time zone.
    const latest = localDate(ctx.now(), 'Pacific/Kiritimati');
    const due = await deps.repository.listGivingWay(latest, 100);
    const done = await Promise.all(due.map(({ _id }) => supersedeOne(deps, ctx, _id)));
    const count = done.filter(Boolean).length;
    if (count > 0) deps.nudgeOutbox();
    return count;
  };

const givesWay = (document: Document, today: string) =>
  document.state === 'issued' && document.supersededFrom !== null && document.supersededFrom <= today;

async function supersedeOne(deps: DocumentsDeps, ctx: Context, id: string): Promise<boolean> {
  const before = await deps.repository.getById(id);
  const today = localDate(ctx.now(), await deps.timeZone(before.owner));
  if (!givesWay(before, today)) return false;
  return deps.repository.mutate(id, (document) => {
    if (!givesWay(document, today)) return { set: {}, events: [], result: false };
    return {
      set: { state: 'superseded', updatedAt: ctx.now() },
      events: [
        documentEvent(ctx, 'document.superseded', {
          by: document.supersededBy ?? '',
          from: document.supersededFrom ?? today,
        }),
      ],
      result: true,
    };
  });
}
