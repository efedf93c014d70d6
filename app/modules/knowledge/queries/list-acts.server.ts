import { z } from 'zod';
import type { Context } from '~/shared/context';
import { ACT_KINDS } from '../act-card';
import { editionAt } from '../edition-at';
import type { KnowledgeDeps } from '../knowledge.deps';
import { type Act, ActKindSchema } from '../knowledge.schema';
import { type ActHeadView, presentActHead } from '../present-act';
import type { ContentsRow } from '../provisions.repository.server';
import { requireEdition, today } from './get-provision.server';

const PAGE_SIZE = 50;

export const ListActsInputSchema = z.object({
  q: z.string().trim().max(200).optional().catch(undefined),
  kind: ActKindSchema.optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(500).catch(1),
});
export interface ActList {
  readonly items: readonly ActHeadView[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  readonly kinds: readonly { value: string; label: string; count: number }[];
}

/** Acts and cards of the base, loaded ones first. Open to everybody. */
export const listActs =
  (deps: KnowledgeDeps) =>
  async (ctx: Context, raw: z.input<typeof ListActsInputSchema>): Promise<ActList> => {
    const { q, kind, page } = ListActsInputSchema.parse(raw);
    const day = { today: today(ctx) };
    const [{ rows, total }, counts] = await Promise.all([
      deps.acts.listActs({ text: q, kind }, { skip: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE }),
      deps.acts.countByKind(),
    ]);
    return {
      items: rows.map((act) => presentActHead(act, editionAt(act.editions, day), day)),
      total,
      page,
      pageSize: PAGE_SIZE,
      kinds: [...counts].map(([value, count]) => ({ value, label: ACT_KINDS[value as Act['kind']], count })),
    };
  };

export interface ContentsView {
  readonly act: ActHeadView;
  readonly rows: readonly (ContentsRow & { depth: number })[];
}

const CONTENTS_LEVELS = ['chast', 'utv', 'pril', 'razd', 'podrazd', 'gl', 'par', 'podpar', 'st'];

/** Headings and articles of an act; for an act without them its points. A card alone has no rows. */
export const getActContents =
  (deps: KnowledgeDeps) =>
  async (ctx: Context, input: { actId: string; on?: string | undefined }): Promise<ContentsView> => {
    const act = await deps.acts.getAct(input.actId);
    const day = { on: input.on, today: today(ctx) };
    if (act.editions.length === 0) return { act: presentActHead(act, null, day), rows: [] };
    const edition = requireEdition(act, day);
    const levels = (await deps.acts.findEdition(edition.id))?.articles
      ? CONTENTS_LEVELS
      : [...CONTENTS_LEVELS, 'p'];
    const rows = await deps.provisions.listContents(edition.id, levels);
    const depths = new Map<string, number>();
    for (const { path, parent } of rows)
      depths.set(path, parent === null ? 0 : (depths.get(parent) ?? -1) + 1);
    return {
      act: presentActHead(act, edition, day),
      rows: rows.map((row) => ({ ...row, depth: depths.get(row.path) ?? 0 })),
    };
  };
