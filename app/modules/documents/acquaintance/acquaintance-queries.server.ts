import { renderDocx } from '~/platform/rendering/index.server';
import type { Context } from '~/shared/context';
import { formatDate, localDate } from '~/shared/russian';
import { slugify } from '~/shared/slug';
import type { MadeFile, PreviewFormat } from '../discussion/queries/papers.server';
import type { DocumentsDeps } from '../documents.deps';
import { assertReadable, documentPolicy } from '../documents.policy';
import { isPossible } from '../documents.rules';
import type { Document } from '../documents.schema';
import { documentError } from '../errors';
import { paperProfile } from '../output';
import { MEDIA_TYPES, renderPaperPdf } from '../render-document.server';
import { buildAcquaintancePaper } from './acquaintance-paper';

export interface AcquaintanceView {
  lines: {
    userId: string;
    name: string;
    position: string;
    askedAt: string;
    confirmedAt: string | null;
    versionSha256: string | null;
  }[];
  confirmed: number;
  /** This person is asked and has not confirmed. */
  mine: boolean;
  mayLead: boolean;
  /** The document is in force: people may be asked and may confirm. */
  open: boolean;
  /** The kind has such a sheet. */
  foreseen: boolean;
}

/** Whoever leads the sheet sees all of it; others see their own line only. Guests see none: documents/not-found. */
export const getAcquaintance =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { documentId: string }): Promise<AcquaintanceView> => {
    const document = await readable(deps, ctx, input.documentId);
    const { definition } = await deps.templates.getTemplate(document.template.release);
    const mayLead = documentPolicy.share(ctx.actor, document);
    const shown = document.acquaintance.filter(({ userId }) => mayLead || userId === ctx.actor.id);
    return {
      lines: shown.map(({ userId, name, position, askedAt, confirmedAt, versionSha256 }) => ({
        userId,
        name,
        position,
        askedAt: askedAt.toISOString(),
        confirmedAt: confirmedAt?.toISOString() ?? null,
        versionSha256,
      })),
      confirmed: shown.filter(({ confirmedAt }) => confirmedAt !== null).length,
      mine: document.acquaintanceWaits.includes(ctx.actor.id),
      mayLead,
      open: isPossible('acquaint', document.state),
      foreseen: definition.lifecycle.acquaintance,
    };
  };

/** «Лист ознакомления» with the confirmations so far and lines for ink. For who leads it. */
export const getAcquaintanceSheet =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { documentId: string; format: PreviewFormat }): Promise<MadeFile> => {
    const document = await readable(deps, ctx, input.documentId);
    const { definition } = await deps.templates.getTemplate(document.template.release);
    if (!documentPolicy.share(ctx.actor, document) || !definition.lifecycle.acquaintance)
      throw documentError('not-found', { id: document._id });
    const timeZone = await deps.timeZone(document.owner);
    const paper = buildAcquaintancePaper({
      title: document.title,
      number: document.registration?.number ?? null,
      adopted: document.adoption?.word ?? '',
      versionSha256: document.currentVersion.sha256,
      lines: document.acquaintance.map(({ name, position, confirmedAt, versionSha256 }) => ({
        name,
        position,
        confirmed: confirmedAt ? formatDate(localDate(confirmedAt, timeZone), 'short') : null,
        hash: versionSha256?.slice(0, 8) ?? null,
      })),
      date: formatDate(localDate(ctx.now(), timeZone)),
      organisation: await deps.organisationName(document.owner),
      createdAt: ctx.now().toISOString(),
      profile: paperProfile(await deps.layoutProfile()),
    });
    const bytes = input.format === 'pdf' ? await renderPaperPdf(deps.pdf, paper) : await renderDocx(paper);
    return {
      name: `list-oznakomleniya-${slugify(document.title)}.${input.format}`,
      mediaType: MEDIA_TYPES[input.format],
      bytes: new Uint8Array(bytes),
    };
  };

const SHOWN = 50;

/** What this person is asked to read and has not confirmed. */
export const listUnread =
  (deps: DocumentsDeps) =>
  async (ctx: Context): Promise<{ id: string; title: string }[]> => {
    if (ctx.actor.type !== 'user') return [];
    const found = await deps.repository.listUnread(ctx.actor.id, SHOWN);
    return found.map(({ _id, title }) => ({ id: _id, title }));
  };

async function readable(deps: DocumentsDeps, ctx: Context, id: string): Promise<Document> {
  const document = await deps.repository.getById(id);
  assertReadable(ctx.actor, document);
  if (ctx.actor.type !== 'user') throw documentError('not-found', { id });
  return document;
}
