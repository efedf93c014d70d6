import type { Context } from '~/shared/context';
import { actIdOf } from '../act-id';
import type { ActCardRow } from '../cards';
import type { KnowledgeDeps } from '../knowledge.deps';
import { newAct } from '../new-act';

/** «Проверьте по официальному тексту» stands where the row itself is not sure. */
const aboutOf = ({ about, confidence }: ActCardRow): string =>
  confidence === 'H' ? about : `${about} Реквизиты проверьте по официальному тексту.`;

/**
 * Puts the starter base's cards in; an act that is already there keeps its card, loaded or put right by hand, and only
 * learns what the row says of its end. Idempotent. Returns how many cards are new.
 */
export const syncCards =
  (deps: KnowledgeDeps) =>
  async (ctx: Context, rows: readonly ActCardRow[]): Promise<number> => {
    let added = 0;
    for (const row of rows) {
      const card = {
        kind: row.kind,
        number: row.number,
        date: row.date,
        title: row.title,
        issuer: row.issuer,
        shortName: row.shortName,
      };
      const id = actIdOf(card);
      const rest = {
        about: aboutOf(row),
        lapsedFrom: row.lapsedFrom,
        endsOn: row.endsOn,
        replacedBy: row.replacedBy ? { id: null, name: row.replacedBy } : null,
      };
      const known = await deps.acts.findAct(id);
      if (!known) added += (await deps.acts.insertAct(newAct(ctx, id, card, rest))) ? 1 : 0;
      else if (known.about === '') await deps.acts.changeAct(id, () => ({ set: rest, events: [] }));
    }
    if (added > 0) deps.nudgeOutbox();
    return added;
  };
