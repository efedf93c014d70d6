import { z } from 'zod';
import type { Context } from '~/shared/context';
import { actIdOf } from '../act-id';
import { buildStructure, toStored } from '../build-edition';
import { knowledgeError } from '../errors';
import { knowledgeEvent } from '../events';
import type { ActImport } from '../import.schema';
import type { KnowledgeDeps } from '../knowledge.deps';
import { assertMayEdit } from '../knowledge.policy';
import { type Act, type ActCard, ActCardSchema, type Edition } from '../knowledge.schema';
import { newAct } from '../new-act';

const Day = z.iso.date();
export const PublishActInputSchema = z.object({
  importId: z.string(),
  card: ActCardSchema,
  validFrom: Day.nullable(),
  revisedOn: Day.nullable(),
});
export type PublishActInput = z.input<typeof PublishActInputSchema>;

/** Abandoned half-written editions are removed after this time. */
const STALE_MS = 3_600_000;

/**
 * Publishes a staged import: the edition and its provisions are written under a new id, then one write of the act
 * makes them visible. Killed half-way, nothing is visible. `onProgress` hears provisions written of how many.
 * Throws knowledge/import-not-found, edition-exists, same-text, other-act, not-an-act, text-lost.
 */
export const publishAct =
  (deps: KnowledgeDeps) =>
  async (
    ctx: Context,
    raw: PublishActInput,
    onProgress?: (done: number, total: number) => void,
  ): Promise<{ actId: string; editionId: string; provisions: number }> => {
    assertMayEdit(ctx.actor, 'публиковать акты');
    const input = PublishActInputSchema.parse(raw);
    const staged = await deps.imports.get(input.importId, ctx.actor.id);
    const actId = actIdOf(input.card);
    await assertNewEdition(deps, actId, input, staged);
    const structure = buildStructure(staged, input.card);
    if (
      !structure.provisions.some(({ level }) => !['head', 'tail', 'abz'].includes(level)) &&
      input.card.kind !== 'letter'
    )
      throw knowledgeError('not-an-act', { name: staged.source.name });
    const editionId = ctx.newId('edn');
    const rows = toStored(structure, { actId, editionId });
    const edition: Edition = {
      schemaVersion: 1,
      _id: editionId,
      actId,
      validFrom: input.validFrom,
      revisedOn: input.revisedOn,
      source: staged.source,
      family: structure.family,
      provisions: rows.length,
      articles: rows.filter(({ level }) => level === 'st').length,
      doubts: structure.doubts.slice(0, 500).map((doubt) => ({ ...doubt })),
      importedBy: ctx.actor.name,
      importedAt: ctx.now(),
    };
    try {
      await deps.acts.insertEdition(edition);
      await deps.provisions.insertAll(rows, (done) => onProgress?.(done, rows.length));
      await makeVisible(deps, ctx, actId, input.card, edition);
    } catch (error) {
      // Another import was faster, the disk is full: nothing of this one stays. A killed one is cleared by tidyUp.
      await removeEdition(deps, editionId);
      throw error;
    }
    await deps.imports.remove(staged._id);
    deps.nudgeOutbox();
    await tidyUp(deps, ctx);
    return { actId, editionId, provisions: rows.length };
  };

async function assertNewEdition(
  deps: KnowledgeDeps,
  actId: string,
  input: z.output<typeof PublishActInputSchema>,
  staged: ActImport,
): Promise<void> {
  const act = await deps.acts.findAct(actId);
  if (!act) return;
  if (act.number !== input.card.number || act.date !== input.card.date)
    throw knowledgeError('other-act', { id: actId, title: act.title });
  refuseSameDay(act, input.validFrom);
  const visible = new Set(act.editions.map(({ id }) => id));
  const same = (await deps.acts.listEditions(actId)).find(
    (edition) => visible.has(edition._id) && edition.source.sha256 === staged.source.sha256,
  );
  if (same) throw knowledgeError('same-text', { date: same.validFrom ?? 'начала действия' });
}

function refuseSameDay(act: Act, validFrom: string | null): void {
  if (act.editions.some((edition) => edition.validFrom === validFrom))
    throw knowledgeError('edition-exists', { date: validFrom ?? 'начала действия' });
}

/** The one write after which the edition exists for readers. */
async function makeVisible(
  deps: KnowledgeDeps,
  ctx: Context,
  actId: string,
  card: ActCard,
  edition: Edition,
): Promise<void> {
  const { validFrom, revisedOn, importedAt } = edition;
  const ref = { id: edition._id, validFrom, revisedOn, importedAt };
  const published = (seq: number) =>
    knowledgeEvent(
      ctx,
      'act.edition-published',
      { id: actId, seq },
      {
        edition: edition._id,
        validFrom,
        sourceSha256: edition.source.sha256,
        provisions: edition.provisions,
      },
    );
  if (!(await deps.acts.findAct(actId))) {
    const act = newAct(ctx, actId, card, {});
    if (
      await deps.acts.insertAct({
        ...act,
        editions: [ref],
        cardOnly: false,
        eventSeq: 2,
        outbox: [...act.outbox, published(2)],
      })
    )
      return;
  }
  await deps.acts.changeAct(actId, (act) => {
    refuseSameDay(act, validFrom);
    return {
      set: {
        ...card,
        titleLower: `${card.title} ${card.shortName}`.toLowerCase(),
        cardOnly: false,
        editions: [...act.editions, ref],
        updatedAt: ctx.now(),
      },
      events: [published],
    };
  });
}

/** Removes editions that a killed import left behind: no act points to them. */
async function tidyUp(deps: KnowledgeDeps, ctx: Context): Promise<void> {
  const before = new Date(ctx.now().getTime() - STALE_MS);
  for (const { id, actId } of await deps.acts.listEditionIdsBefore(before)) {
    const act = await deps.acts.findAct(actId);
    if (act?.editions.some((edition) => edition.id === id)) continue;
    await removeEdition(deps, id);
  }
}

async function removeEdition(deps: KnowledgeDeps, editionId: string): Promise<void> {
  await deps.provisions.removeEdition(editionId);
  await deps.acts.removeEdition(editionId);
}
