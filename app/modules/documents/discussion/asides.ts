// What stands under a point of the open page: the way to propose, how many did, and which proposal it came of. Pure.
import { escapeHtml } from '../body';
import type { Proposal } from './discussion.schema';
import type { Point } from './points';

/** Words in the reader's language. */
export interface AsideWords {
  readonly propose: string;
  /** For screen readers, which hear the links one after another: «Предложить к п. 7». */
  readonly proposeTo: (place: string) => string;
  readonly count: (count: number) => string;
  readonly source: (numbers: string) => string;
}

interface AsideInput {
  readonly code: string;
  readonly points: readonly Point[];
  readonly proposals: readonly Pick<Proposal, 'number' | 'place' | 'taken'>[];
  readonly taking: boolean;
  readonly words: AsideWords;
}

const LINKED: readonly Point['type'][] = ['item', 'section', 'addresseeGroup'];

/** Safe HTML by block id, for renderPaperFragment. */
export function asides({ code, points, proposals, taking, words }: AsideInput): (blockId: string) => string {
  const byId = new Map(points.map((point) => [point.id, point]));
  const counts = new Map<string, number>();
  const sources = new Map<string, number[]>();
  for (const { number, place, taken } of proposals) {
    if (place.block) counts.set(place.block, (counts.get(place.block) ?? 0) + 1);
    if (taken) sources.set(taken.block, [...(sources.get(taken.block) ?? []), number]);
  }
  return (id) => {
    const point = byId.get(id);
    if (!point || !LINKED.includes(point.type)) return '';
    const source = sources.get(id);
    const parts = [
      source ? `<span>${escapeHtml(words.source(source.join(', ')))}</span>` : '',
      taking
        ? `<a href="/d/${code}/propose?block=${encodeURIComponent(id)}" aria-label="${escapeHtml(words.proposeTo(point.label))}">${escapeHtml(words.propose)}</a>`
        : '',
      counts.has(id) ? `<span>${escapeHtml(words.count(counts.get(id) ?? 0))}</span>` : '',
    ].filter(Boolean);
    return parts.length > 0 ? `<p class="aside">${parts.join('')}</p>` : '';
  };
}
