import { z } from 'zod';
import type { Context } from '~/shared/context';
import { slugify } from '~/shared/slug';
import type { DocumentsDeps } from '../../documents.deps';
import { assertReadable } from '../../documents.policy';
import type { Document } from '../../documents.schema';
import { paperProfile } from '../../output';
import { renderPaperPdf } from '../../render-document.server';
import { compareContents, withContext } from '../compare-contents';
import { comparisonPaper } from '../comparison-paper';
import { noteOf } from '../version-labels';
import { draftChangesOf, readSide, visibleVersions } from '../version-reading.server';
import type { ComparisonView } from '../versions.views';

const RefSchema = z.union([z.literal('draft'), z.string().regex(/^\d{1,6}$/)]);
export const CompareVersionsInputSchema = z.object({
  id: z.string(),
  /** Absent: the version before the other side. */
  from: RefSchema.optional().catch(undefined),
  /** Absent: the working copy when it has changes, else the current version. */
  to: RefSchema.optional().catch(undefined),
  scope: z.enum(['changes', 'all']).default('changes').catch('changes'),
});
export type CompareVersionsInput = z.input<typeof CompareVersionsInputSchema>;

/** Two versions, or a version and the working copy, row by row. Throws documents/not-found, version-not-found. */
export const compareVersions =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: CompareVersionsInput): Promise<ComparisonView> => {
    const input = CompareVersionsInputSchema.parse(raw);
    const document = await deps.repository.getById(input.id);
    assertReadable(ctx.actor, document);
    return comparisonOf(deps, ctx, document, input);
  };

async function comparisonOf(
  deps: DocumentsDeps,
  ctx: Context,
  document: Document,
  input: z.output<typeof CompareVersionsInputSchema>,
): Promise<ComparisonView> {
  const [lineage, draftChanges] = await Promise.all([
    visibleVersions(deps, ctx, document),
    draftChangesOf(deps, ctx, document),
  ]);
  const newest = lineage[0]?.number ?? 1;
  const to = input.to ?? (draftChanges === null ? String(newest) : 'draft');
  const from = input.from ?? String(to === 'draft' ? newest : earlier(lineage, Number(to)));
  const [before, after, { definition }] = await Promise.all([
    readSide(deps, ctx, document, from),
    readSide(deps, ctx, document, to),
    deps.templates.getTemplate(document.template.release),
  ]);
  const { rows, card, fields, changed, summary } = compareContents(before.content, after.content, definition);
  const shown = input.scope === 'all' ? { rows: [...rows], skippedAtEnd: 0 } : withContext(rows);
  const labels = lineage.map((head) => {
    const { note } = noteOf(document.versionLabels, head);
    return { ref: String(head.number), label: `Версия ${head.number}${note ? ` — ${note}` : ''}` };
  });
  return {
    from: before.side,
    to: after.side,
    same: changed + card.length + fields.length === 0,
    summary,
    card: [...card],
    fields: [...fields],
    rows: shown.rows,
    skippedAtEnd: shown.skippedAtEnd,
    changed,
    scope: input.scope,
    choices: draftChanges === null ? labels : [{ ref: 'draft', label: 'Рабочая копия' }, ...labels],
  };
}

function earlier(lineage: readonly { number: number }[], number: number): number {
  return lineage.find((head) => head.number < number)?.number ?? number;
}

/** The comparison as a PDF file. Throws as {@link compareVersions}, and rendering/…. */
export const renderComparison =
  (deps: DocumentsDeps) =>
  async (
    ctx: Context,
    raw: CompareVersionsInput,
  ): Promise<{ name: string; mediaType: string; bytes: Uint8Array }> => {
    const input = CompareVersionsInputSchema.parse(raw);
    const document = await deps.repository.getById(input.id);
    assertReadable(ctx.actor, document);
    const view = await comparisonOf(deps, ctx, document, input);
    const paper = comparisonPaper({
      view,
      title: document.title,
      organisation: await deps.organisationName(document.owner),
      profile: paperProfile(await deps.layoutProfile()),
      createdAt: ctx.now().toISOString(),
    });
    const ref = (name: string) => (name === 'draft' ? 'rabochaya-kopiya' : name);
    const name = `${slugify(document.title)}-sravnenie-${ref(view.from.ref)}-${ref(view.to.ref)}.pdf`;
    return { name, mediaType: 'application/pdf', bytes: await renderPaperPdf(deps.pdf, paper) };
  };
