import type { Context } from '~/shared/context';
import { buildStructure, toStored } from '../build-edition';
import { knowledgeEvent } from '../events';
import type { KnowledgeDeps } from '../knowledge.deps';
import type { Edition } from '../knowledge.schema';
import { newAct } from '../new-act';

/** A published document of the organisation's own, as it enters the base. */
export interface LocalAct {
  /** Word in the address, the same for all editions of the document. */
  readonly id: string;
  readonly title: string;
  readonly shortName: string;
  readonly number: string | null;
  /** ISO day of adoption. */
  readonly date: string | null;
  readonly issuer: string;
  /** Printed lines with their computed numbers. */
  readonly lines: readonly string[];
  /** SHA-256 of the version: the same version is never taken twice. */
  readonly sha256: string;
  readonly validFrom: string;
}

/** The version of an own document becomes an edition; idempotent by the version's hash and the day it begins. */
export const publishLocal =
  (deps: KnowledgeDeps) =>
  async (ctx: Context, local: LocalAct): Promise<void> => {
    const act = await deps.acts.findAct(local.id);
    const editions = act ? await deps.acts.listEditions(local.id) : [];
    const visible = new Set(act?.editions.map(({ id }) => id));
    if (
      editions.some(
        ({ _id, source, validFrom }) =>
          visible.has(_id) && source.sha256 === local.sha256 && validFrom === local.validFrom,
      )
    )
      return;
    const card = {
      kind: 'local' as const,
      number: local.number,
      date: local.date,
      title: local.title,
      issuer: local.issuer,
      shortName: local.shortName,
    };
    const source = { name: local.title, sha256: local.sha256, size: 0, format: 'document' };
    const lines = local.lines.map((text, index) => ({ text, line: index + 1 }));
    const structure = buildStructure({ lines, fixes: [], source }, card);
    const editionId = ctx.newId('edn');
    const rows = toStored(structure, { actId: local.id, editionId });
    const edition: Edition = {
      schemaVersion: 1,
      _id: editionId,
      actId: local.id,
      validFrom: local.validFrom,
      revisedOn: local.validFrom,
      source,
      family: structure.family,
      provisions: rows.length,
      articles: 0,
      doubts: [],
      importedBy: ctx.actor.name,
      importedAt: ctx.now(),
    };
    await deps.acts.insertEdition(edition);
    await deps.provisions.insertAll(rows);
    const ref = {
      id: editionId,
      validFrom: local.validFrom,
      revisedOn: local.validFrom,
      importedAt: ctx.now(),
    };
    const event = (seq: number) =>
      knowledgeEvent(
        ctx,
        'act.edition-published',
        { id: local.id, seq },
        {
          edition: editionId,
          validFrom: local.validFrom,
          sourceSha256: local.sha256,
          provisions: rows.length,
        },
      );
    if (
      !act &&
      (await deps.acts.insertAct(withFirst(newAct(ctx, local.id, card, { local: true }), ref, event(2))))
    )
      return;
    await deps.acts.changeAct(local.id, (now) => ({
      set: {
        ...card,
        cardOnly: false,
        // A version of the same day takes the place of the one before.
        editions: [...now.editions.filter(({ validFrom }) => validFrom !== local.validFrom), ref],
        updatedAt: ctx.now(),
      },
      events: [event],
    }));
  };

const withFirst = (
  act: ReturnType<typeof newAct>,
  ref: ReturnType<typeof newAct>['editions'][number],
  event: ReturnType<typeof knowledgeEvent>,
) => ({ ...act, editions: [ref], cardOnly: false, eventSeq: 2, outbox: [...act.outbox, event] });
