import { z } from 'zod';
import type { Context } from '~/shared/context';
import { recentMap } from '~/shared/recent-map';
import type { DocumentsDeps } from '../../documents.deps';
import { assertReadable, documentPolicy } from '../../documents.policy';
import { isPossible } from '../../documents.rules';
import type { Document } from '../../documents.schema';
import { compareContents } from '../compare-contents';
import { noteOf } from '../version-labels';
import { marksOf } from '../version-marks';
import {
  draftChangesOf,
  markingHistory,
  readContent,
  type VersionHead,
  visibleVersions,
} from '../version-reading.server';
import type { VersionFilter, VersionItem, VersionsView } from '../versions.views';

export const ListVersionsInputSchema = z.object({
  id: z.string(),
  filter: z.enum(['all', 'named', 'automatic']).default('all').catch('all'),
  page: z.coerce.number().int().min(1).max(10_000).default(1).catch(1),
});
export type ListVersionsInput = z.input<typeof ListVersionsInputSchema>;

const PAGE = 20;
/** Telling what changed means reading both texts; a page of long ones is told in part, the rest at the next look. */
const BUDGET_MS = 600;
const KEPT = 3_000;
const summaries = recentMap<string, string>(KEPT);

/** Versions of a document, newest first, with what each changed in words. Throws documents/not-found. */
export const listVersions =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: ListVersionsInput): Promise<VersionsView> => {
    const input = ListVersionsInputSchema.parse(raw);
    const document = await deps.repository.getById(input.id);
    assertReadable(ctx.actor, document);
    const [all, history] = await Promise.all([
      visibleVersions(deps, ctx, document),
      markingHistory(deps, ctx, document),
    ]);
    const named = all.map((head) => ({ head, ...noteOf(document.versionLabels, head) }));
    const fits = (filter: VersionFilter) =>
      named.filter(({ automatic }) => filter === 'all' || automatic === (filter === 'automatic'));
    const chosen = fits(input.filter);
    const pages = Math.max(1, Math.ceil(chosen.length / PAGE));
    const page = Math.min(input.page, pages);
    const shown = chosen.slice((page - 1) * PAGE, page * PAGE);
    const changes = await changesOf(
      deps,
      document,
      shown.map(({ head }) => head),
    );
    const { number, sha256 } = document.currentVersion;
    const revise = documentPolicy.revise(ctx.actor, document);
    return {
      items: shown.map(
        ({ head, note, renamed, automatic }): VersionItem => ({
          number: head.number,
          sha256: head.sha256,
          note,
          renamed,
          automatic,
          authorName: head.authorName,
          at: head.at.toISOString(),
          current: head.number === number && head.sha256 === sha256,
          marks: marksOf(head, document, history),
          changes: changes.get(head._id) ?? '',
        }),
      ),
      filter: input.filter,
      counts: { all: named.length, named: fits('named').length, automatic: fits('automatic').length },
      page,
      pages,
      draftChanges: await draftChangesOf(deps, ctx, document),
      canRestore: revise && isPossible('save-version', document.state),
      canRename: revise && isPossible('rename-version', document.state),
    };
  };

async function changesOf(
  deps: DocumentsDeps,
  document: Document,
  shown: readonly VersionHead[],
): Promise<Map<string, string>> {
  const out = new Map<string, string>();
  const deadline = performance.now() + BUDGET_MS;
  const { definition } = await deps.templates.getTemplate(document.template.release);
  for (const { _id, documentId, sha256, baseSha256 } of shown) {
    if (!baseSha256) {
      out.set(_id, 'первая версия');
      continue;
    }
    const key = `${baseSha256}:${sha256}`;
    const known = summaries.get(key);
    if (known !== undefined) out.set(_id, known);
    else if (performance.now() < deadline) {
      const [before, after] = [
        await readContent(deps, documentId, baseSha256),
        await readContent(deps, documentId, sha256),
      ];
      const { summary } = compareContents(before, after, definition);
      summaries.set(key, summary);
      out.set(_id, summary);
    }
  }
  return out;
}
