// Finds the act that a citation names, among the cards of the base: by code, number and day, title. Pure.
import type { ActReference } from '~/modules/citations';
import type { Act } from './knowledge.schema';
import { stableHash } from './stable-hash';

export type ActCardRow = Pick<
  Act,
  | '_id'
  | 'kind'
  | 'number'
  | 'date'
  | 'title'
  | 'shortName'
  | 'issuer'
  | 'editions'
  | 'lapsedFrom'
  | 'replacedBy'
  | 'endsOn'
  | 'local'
  | 'cardOnly'
>;

export type FoundAct =
  | { readonly kind: 'one'; readonly act: ActCardRow }
  /** Several acts have this number: the citation names no day. */
  | { readonly kind: 'several'; readonly acts: readonly ActCardRow[] }
  | { readonly kind: 'unknown' };

const fold = (text: string) => text.toLowerCase().replaceAll('ё', 'е');
const numberKey = (number: string) => fold(number).replace(/\s+/g, '');

/** Five-letter beginnings of the telling words: case endings do not matter. */
function titleStems(title: string): Set<string> {
  const words = fold(title).match(/[а-я]{4,}/g) ?? [];
  return new Set(words.map((word) => word.slice(0, 5)));
}

/** Share of common stems (Jaccard). */
export function titleLikeness(a: string, b: string): number {
  const [left, right] = [titleStems(a), titleStems(b)];
  if (left.size === 0 || right.size === 0) return 0;
  const common = [...left].filter((stem) => right.has(stem)).length;
  return common / (left.size + right.size - common);
}

export class ActDirectory {
  /** Changes whenever a resolution may change: a new edition, an end, a replacement. */
  readonly revision: string;
  private readonly byNumber = new Map<string, ActCardRow[]>();
  private readonly byShortName = new Map<string, ActCardRow[]>();

  constructor(private readonly cards: readonly ActCardRow[]) {
    this.revision = stableHash(
      JSON.stringify(
        cards.map(({ _id, shortName, editions, lapsedFrom, endsOn, replacedBy }) => [
          _id,
          shortName,
          editions.map(({ id }) => id),
          lapsedFrom,
          endsOn,
          replacedBy,
        ]),
      ),
    );
    const add = (map: Map<string, ActCardRow[]>, key: string, card: ActCardRow) =>
      map.set(key, [...(map.get(key) ?? []), card]);
    for (const card of cards) {
      if (card.number) add(this.byNumber, numberKey(card.number), card);
      add(this.byShortName, fold(card.shortName.replace(/\s*ч\.\s*\d+$/u, '')), card);
    }
  }

  get(id: string): ActCardRow | undefined {
    return this.cards.find((card) => card._id === id);
  }

  /** `article` chooses the part of a code published in parts (ГК РФ): by who has it. */
  find(reference: ActReference): FoundAct {
    const act = reference.kind === 'previous' && reference.resolved ? reference.resolved : reference;
    if (act.kind === 'this-act' || act.kind === 'previous') return { kind: 'unknown' };
    if (act.abbr) {
      const named = this.byShortName.get(fold(act.abbr)) ?? [];
      if (named.length > 0) return one(this.partOf(named, act.part));
    }
    if (act.number) return one(this.byNumberAndDay(act.number, act.date, act.kind));
    if (act.title) return one(this.byTitle(act.title));
    return { kind: 'unknown' };
  }

  private partOf(named: readonly ActCardRow[], part: string | undefined): readonly ActCardRow[] {
    if (!part || named.length < 2) return named;
    const n = /втор/iu.test(part) ? '2' : /трет/iu.test(part) ? '3' : /четв/iu.test(part) ? '4' : '1';
    const found = named.filter(({ shortName }) => shortName.endsWith(n));
    return found.length > 0 ? found : named;
  }

  private byNumberAndDay(
    number: string,
    date: string | null,
    kind: ActReference['kind'],
  ): readonly ActCardRow[] {
    const all = this.byNumber.get(numberKey(number)) ?? [];
    const dated = date ? all.filter((card) => card.date === date) : all;
    if (dated.length < 2) return dated;
    const wanted = KINDS[kind];
    const alike = wanted ? dated.filter((card) => wanted.includes(card.kind)) : dated;
    return alike.length > 0 ? alike : dated;
  }

  private byTitle(title: string): readonly ActCardRow[] {
    const scored = this.cards
      .map((card) => ({ card, score: titleLikeness(title, card.title) }))
      .filter(({ score }) => score >= 0.6)
      .sort((a, b) => b.score - a.score);
    const best = scored[0];
    return best ? scored.filter(({ score }) => score === best.score).map(({ card }) => card) : [];
  }
}

const KINDS: Partial<Record<ActReference['kind'], readonly Act['kind'][]>> = {
  'federal-law': ['federal-law', 'law'],
  decree: ['decree', 'presidential-decree'],
  order: ['order', 'directive', 'letter'],
  rules: ['decree', 'order', 'local'],
};

const one = (found: readonly ActCardRow[]): FoundAct =>
  found.length === 0
    ? { kind: 'unknown' }
    : found.length === 1 && found[0]
      ? { kind: 'one', act: found[0] }
      : { kind: 'several', acts: found };
