import { tokensOfActor } from '~/modules/identity';
import type { Context } from '~/shared/context';
import type { KnowledgeDeps } from '../knowledge.deps';
import type { Backlink } from '../knowledge.schema';

const MOST = 500;

/** One citation that leads to what has lapsed or is not there. */
export type CitationFault = Pick<
  Backlink,
  'source' | 'title' | 'place' | 'placeLabel' | 'url' | 'raw' | 'status' | 'note' | 'actId'
>;

const present = ({
  source,
  title,
  place,
  placeLabel,
  url,
  raw,
  status,
  note,
  actId,
}: Backlink): CitationFault => ({
  source,
  title,
  place,
  placeLabel,
  url,
  raw,
  status,
  note,
  actId,
});

/** Faults of the named sources; the caller has checked that the actor may read them. */
export const listFaults =
  (deps: KnowledgeDeps) =>
  async (sources: readonly Backlink['source'][]): Promise<CitationFault[]> =>
    (await deps.backlinks.listFaults(sources)).map(present);

/** Faults of all templates: those who choose one are warned. */
export const listTemplateFaults = (deps: KnowledgeDeps) => async (): Promise<CitationFault[]> =>
  (await deps.backlinks.listFaultsOf('template')).map(present);

/** Everything the actor may read that cites what no longer holds, for the page of freshness. */
export const listStale =
  (deps: KnowledgeDeps) =>
  async (ctx: Context): Promise<CitationFault[]> =>
    (await deps.backlinks.listStale(tokensOfActor(ctx.actor), MOST)).map(present);

export interface ActSearchPiece {
  readonly id: string;
  readonly title: string;
  readonly heading: string;
  readonly number: string;
  readonly text: string;
  readonly url: string;
  readonly order: number;
}

/** One provision, one search record: the newest edition of an act. */
export async function* searchPieces(deps: KnowledgeDeps, actId: string): AsyncGenerator<ActSearchPiece> {
  const act = await deps.acts.findAct(actId);
  const edition = act?.editions.at(-1);
  // An own document is found as a document, a card on the page of acts.
  if (!act || !edition || act.local) return;
  yield {
    id: `act_${actId}_title`.replace(/[^\w-]/g, '_'),
    title: act.shortName,
    heading: '',
    number: '',
    text: `${act.title}. ${act.about}`,
    url: `/acts/${actId}`,
    order: 0,
  };
  const headings = new Map<string, string>();
  for await (const one of deps.provisions.stream(edition.id)) {
    const above = one.parent ? (headings.get(one.parent) ?? '') : '';
    const own = one.title ? `${one.label} ${one.title}`.replace(/\n/g, ' ').trim() : '';
    headings.set(one.path, own || above);
    if (one.level === 'head' || one.level === 'tail' || (one.text === '' && one.title === '')) continue;
    yield {
      id: `act_${edition.id}_${one.order}`.replace(/[^\w-]/g, '_'),
      title: act.shortName,
      heading: own ? above : (headings.get(one.path) ?? ''),
      number: one.n,
      text: [one.title, one.text].filter(Boolean).join('. '),
      url: `/acts/${actId}/${one.path}`,
      order: one.order + 1,
    };
  }
}
