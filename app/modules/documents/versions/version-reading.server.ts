// Reading versions for people: lineage with its names, one content, the working copy as one more side.
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../documents.deps';
import { documentPolicy } from '../documents.policy';
import type { Document, Version, VersionContent } from '../documents.schema';
import { getDraftContent } from '../drafting/apply-to-draft.server';
import { documentError } from '../errors';
import type { HistoryLine } from '../history.present';
import { readVersionContent } from '../version-content.server';
import type { Content } from './compare-contents';
import { seesVersion } from './version-access';
import { noteOf } from './version-labels';
import { MARKING_EVENTS } from './version-marks';
import type { ComparedSide } from './versions.views';

export type VersionHead = Omit<Version, 'bytes'>;

/** The lineage this person may see, newest first. */
export async function visibleVersions(
  deps: DocumentsDeps,
  ctx: Context,
  document: Document,
): Promise<VersionHead[]> {
  const lineage = await deps.repository.listVersions(document);
  return lineage.filter(seesVersion(ctx.actor, document, await askedVersion(deps, ctx)));
}

/** What a guest's link asks about; null for people with an account. */
async function askedVersion(deps: DocumentsDeps, ctx: Context): Promise<string | null> {
  return ctx.actor.type === 'guest' ? deps.sharing.findAskedVersion(ctx.actor.id) : null;
}

export async function findVersion(
  deps: DocumentsDeps,
  ctx: Context,
  document: Document,
  number: number,
): Promise<{ head: VersionHead; lineage: VersionHead[] }> {
  const lineage = await visibleVersions(deps, ctx, document);
  const head = lineage.find((one) => one.number === number);
  if (!head) throw documentError('version-not-found', { number });
  return { head, lineage };
}

/** Entries that leave a mark on a version, newest first; a guest sees no history. */
export async function markingHistory(
  deps: DocumentsDeps,
  ctx: Context,
  document: Pick<Document, '_id'>,
): Promise<HistoryLine[]> {
  if (ctx.actor.type === 'guest') return [];
  return (await deps.history(document._id, { limit: 200, types: MARKING_EVENTS })).lines;
}

export async function readContent(
  deps: DocumentsDeps,
  documentId: string,
  sha256: string,
): Promise<VersionContent> {
  return readVersionContent(await deps.repository.getVersion(documentId, sha256));
}

/** May this person see the working copy? */
export const seesDraft = (ctx: Context, document: Document): boolean =>
  ctx.actor.type !== 'guest' && documentPolicy.revise(ctx.actor, document);

/** Unsaved changes of the working copy for who may see it; null when there are none. */
export async function draftChangesOf(
  deps: DocumentsDeps,
  ctx: Context,
  document: Document,
): Promise<number | null> {
  if (!seesDraft(ctx, document)) return null;
  const draft = await getDraftContent(deps)(ctx, document._id);
  return draft.isDraft ? draft.changes : null;
}

/** One side of a comparison: a version by its number, or `draft`. */
export async function readSide(
  deps: DocumentsDeps,
  ctx: Context,
  document: Document,
  ref: string,
): Promise<{ side: ComparedSide; content: Content }> {
  if (ref === 'draft') return readDraftSide(deps, ctx, document);
  const { head } = await findVersion(deps, ctx, document, Number(ref));
  const content = await readContent(deps, document._id, head.sha256);
  const { note } = noteOf(document.versionLabels, head);
  const side = {
    ref,
    name: `Версия ${head.number}`,
    note,
    authorName: head.authorName,
    at: head.at.toISOString(),
  };
  return { side, content };
}

async function readDraftSide(deps: DocumentsDeps, ctx: Context, document: Document) {
  if (!seesDraft(ctx, document)) throw documentError('version-not-found', { number: 'черновик' });
  const { body, fields } = await getDraftContent(deps)(ctx, document._id);
  const template = await deps.templates.getTemplate(document.template.release);
  const faults = deps.templates.validateFields(template, fields);
  // A form with gaps makes no card yet: then only text and fields are compared.
  const card = faults.length > 0 ? null : (await deps.templates.renderTemplate(template, fields)).card;
  const side = {
    ref: 'draft',
    name: 'Рабочая копия',
    note: 'несохранённые изменения',
    authorName: '',
    at: ctx.now().toISOString(),
  };
  return { side, content: { body, fields, card } };
}
