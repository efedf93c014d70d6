import { lapseOf } from '../edition-at';
import type { KnowledgeDeps } from '../knowledge.deps';
import type { Act, Backlink } from '../knowledge.schema';
import { openResolver } from '../queries/resolve-citations.server';
import { stableHash } from '../stable-hash';
import { shortPath } from '../unit-path';

/** A piece of a source: a block of a document, a provision of an act. */
export interface SourcePiece {
  readonly place: string;
  /** «п. 7», «ч. 2 ст. 44»: how a reader calls the place. */
  readonly label: string;
  readonly text: string;
  readonly url: string;
}

export interface CitingSource {
  readonly source: Backlink['source'];
  readonly title: string;
  readonly acl: readonly string[];
  readonly pieces: Iterable<SourcePiece> | AsyncIterable<SourcePiece>;
  /** ISO day at which its citations are read; now without it. */
  readonly on?: string | undefined;
}

/** The most links one source may have: a code cites itself thousands of times. */
const MOST_LINKS = 40_000;

/**
 * Finds what a source cites and replaces its backlinks. Idempotent. Acts that the base knows nothing of leave no link.
 * Returns how many links there are now.
 */
export const scanSource =
  (deps: KnowledgeDeps) =>
  async ({ source, title, acl, pieces, on }: CitingSource): Promise<number> => {
    const resolver = await openResolver(deps);
    const links = new Map<string, Backlink>();
    for await (const piece of pieces) {
      const host = source.type === 'act' ? { actId: source.id, path: piece.place } : undefined;
      for (const { citation, resolutions } of await resolver.resolveText(piece.text, { on, host })) {
        for (const { actId, path, status, note } of resolutions) {
          if (actId === null || status === 'act-unknown' || links.size >= MOST_LINKS) continue;
          const id = stableHash(
            [source.type, source.id, piece.place, actId, path ?? '', citation.raw].join('\n'),
          );
          links.set(`${source.type}:${source.id}:${id}`, {
            _id: `${source.type}:${source.id}:${id}`,
            actId,
            path: path ?? '',
            source,
            place: piece.place,
            placeLabel: piece.label,
            title,
            url: piece.url,
            raw: citation.raw.slice(0, 400),
            status,
            note,
            acl: [...acl],
          });
        }
      }
    }
    await deps.backlinks.replaceSource(source, [...links.values()]);
    return links.size;
  };

/** Forgets a source that is gone or may no longer be told of. Idempotent. */
export const forgetSource =
  (deps: KnowledgeDeps) =>
  (source: Backlink['source']): Promise<void> =>
    deps.backlinks.replaceSource(source, []);

/** Provisions of an act as pieces of a source. */
export async function* piecesOfAct(deps: KnowledgeDeps, act: Act): AsyncGenerator<SourcePiece> {
  const edition = act.editions.at(-1);
  if (!edition) return;
  for await (const provision of deps.provisions.stream(edition.id)) {
    if (provision.text === '') continue;
    yield {
      place: provision.path,
      label: shortPath(provision.path),
      text: provision.text,
      url: `/acts/${act._id}/${provision.path}`,
    };
  }
}

/**
 * After an act changed (a new edition, its end, its replacement): its own citations are scanned again, and the links
 * that lead to it get their new status.
 */
export const refreshAct =
  (deps: KnowledgeDeps) =>
  async (actId: string, today: string): Promise<void> => {
    const act = await deps.acts.findAct(actId);
    if (!act) return;
    const scan = scanSource(deps);
    await scan({
      source: { type: 'act', id: actId },
      title: act.shortName,
      acl: ['public'],
      pieces: piecesOfAct(deps, act),
    });
    await remarkLinks(deps, act, today);
  };

/**
 * Acts end by themselves, by a day that was named long ago, and nobody loads anything then: links to those that have
 * ended by `today` say so from now on. Idempotent; returns how many acts have ended.
 */
export const remarkLapsed =
  (deps: KnowledgeDeps) =>
  async (today: string): Promise<number> => {
    const ended = (await deps.acts.listCards()).filter((act) => lapseOf(act, today) !== null);
    for (const act of ended) await remarkLinks(deps, act, today);
    return ended.length;
  };

/** Gives every link that leads to the act its status of the day. */
async function remarkLinks(deps: KnowledgeDeps, act: Act, today: string): Promise<void> {
  const lapse = lapseOf(act, today);
  const edition = act.editions.at(-1);
  const index = edition ? await deps.pathIndex(edition.id) : null;
  await deps.backlinks.updateStatuses(act._id, (path) => {
    if (lapse) return { status: 'lapsed', note: lapse };
    if (!index) return { status: 'not-loaded', note: null };
    if (path === '') return { status: 'resolved', note: null };
    const unit = index.get(path);
    if (!unit) return { status: 'no-such-unit', note: null };
    return unit.lapsed ? { status: 'lapsed', note: 'утратил силу' } : { status: 'resolved', note: null };
  });
}
