import { z } from 'zod';
import type { Paper } from '~/platform/rendering';
import { renderDocx, renderPaperFragment } from '~/platform/rendering/index.server';
import type { Context } from '~/shared/context';
import { formatDate } from '~/shared/russian';
import { slugify } from '~/shared/slug';
import type { DocumentsDeps } from '../../documents.deps';
import { assertReadable, documentPolicy } from '../../documents.policy';
import { isPossible } from '../../documents.rules';
import type { Document } from '../../documents.schema';
import { MEDIA_TYPES, paperOf, renderPaperPdf } from '../../render-document.server';
import { noteOf } from '../version-labels';
import { marksOf } from '../version-marks';
import {
  draftChangesOf,
  findVersion,
  markingHistory,
  readContent,
  type VersionHead,
} from '../version-reading.server';
import type { VersionPaperView } from '../versions.views';

export const GetVersionInputSchema = z.object({
  id: z.string(),
  number: z.coerce.number().int().min(1).max(1_000_000),
});
export type GetVersionInput = z.input<typeof GetVersionInputSchema>;

const isCurrent = (document: Document, { number, sha256 }: VersionHead) =>
  document.currentVersion.number === number && document.currentVersion.sha256 === sha256;

/**
 * The paper of any version. An earlier one says on every page that it is not in force, and carries no marks, number
 * or adoption line: those belong to the version that was decided on.
 */
async function versionPaper(deps: DocumentsDeps, document: Document, head: VersionHead): Promise<Paper> {
  const content = await readContent(deps, document._id, head.sha256);
  const current = isCurrent(document, head);
  const of = current
    ? document
    : { ...document, route: null, registration: null, adoption: null, basis: null };
  const paper = await paperOf(deps, of, content, {
    withSheet: false,
    verifyUrl: null,
    version: { number: head.number, at: head.at },
  });
  if (current) return paper;
  const day = formatDate(head.at, 'short', await deps.timeZone(document.owner));
  return { ...paper, stamp: `Версия\u00a0${head.number} от\u00a0${day}. Не\u00a0действующая` };
}

/** A version as paper with what may be done to it. Throws documents/not-found, version-not-found. */
export const getVersionPaper =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: GetVersionInput): Promise<VersionPaperView> => {
    const input = GetVersionInputSchema.parse(raw);
    const document = await deps.repository.getById(input.id);
    assertReadable(ctx.actor, document);
    const { head, lineage } = await findVersion(deps, ctx, document, input.number);
    const [paper, history, draftChanges] = await Promise.all([
      versionPaper(deps, document, head),
      markingHistory(deps, ctx, document),
      draftChangesOf(deps, ctx, document),
    ]);
    const at = lineage.indexOf(head);
    const current = isCurrent(document, head);
    const { number, sha256 } = document.currentVersion;
    return {
      number: head.number,
      note: noteOf(document.versionLabels, head).note,
      authorName: head.authorName,
      at: head.at.toISOString(),
      sha256: head.sha256,
      current,
      marks: marksOf(head, document, history),
      paperHtml: renderPaperFragment(paper),
      previous: lineage[at + 1]?.number ?? null,
      next: lineage[at - 1]?.number ?? null,
      canRestore:
        !current && documentPolicy.revise(ctx.actor, document) && isPossible('save-version', document.state),
      draftChanges,
      currentNumber: number,
      currentSha256: sha256,
    };
  };

export const VersionFileInputSchema = GetVersionInputSchema.extend({ format: z.enum(['pdf', 'docx']) });
export type VersionFileInput = z.input<typeof VersionFileInputSchema>;

/** A file of a version, made anew at each call and stamped: an issued file is another thing. Throws rendering/…. */
export const renderVersionFile =
  (deps: DocumentsDeps) =>
  async (
    ctx: Context,
    raw: VersionFileInput,
  ): Promise<{ name: string; mediaType: string; bytes: Uint8Array }> => {
    const input = VersionFileInputSchema.parse(raw);
    const document = await deps.repository.getById(input.id);
    assertReadable(ctx.actor, document);
    const { head } = await findVersion(deps, ctx, document, input.number);
    const paper = await versionPaper(deps, document, head);
    const bytes = input.format === 'pdf' ? await renderPaperPdf(deps.pdf, paper) : await renderDocx(paper);
    const name = `${slugify(document.title)}-versiya-${head.number}.${input.format}`;
    return { name, mediaType: MEDIA_TYPES[input.format], bytes };
  };
