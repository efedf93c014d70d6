// Which proposals say the same: by shared three-letter pieces of their words. Only a hint to the moderator; he merges.

export interface Comparable {
  readonly id: string;
  readonly text: string;
  /** Proposals to different points are never alike, whatever their words. */
  readonly place: string;
}

/** Compared at once; a longer list is compared in its first so many. */
const MAX_COMPARED = 400;
const ALIKE = 0.45;

const STOP =
  /^(и|в|во|на|по|с|со|к|ко|о|об|от|до|для|из|за|не|что|это|как|а|но|или|бы|же|ли|у|то|так|его|её|их)$/;

/** Pieces of the significant words; endings weigh little, since a word gives more pieces from its stem. */
export function piecesOf(text: string): ReadonlySet<string> {
  const pieces = new Set<string>();
  const words =
    text
      .toLowerCase()
      .replace(/ё/g, 'е')
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  for (const word of words) {
    if (STOP.test(word)) continue;
    const padded = ` ${word.slice(0, 12)}`;
    for (let i = 0; i + 3 <= padded.length; i++) pieces.add(padded.slice(i, i + 3));
  }
  return pieces;
}

/** Share of common pieces, 0…1 (Jaccard). */
export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  if (small.size === 0 || small.size / large.size < ALIKE) return 0;
  let common = 0;
  for (const piece of small) if (large.has(piece)) common += 1;
  return common / (a.size + b.size - common);
}

/** Sets of two or more alike proposals, in the order given; every id stands in one set at most. Pure. */
export function suggestGroups(proposals: readonly Comparable[]): string[][] {
  const compared = proposals.slice(0, MAX_COMPARED).map((one) => ({ ...one, pieces: piecesOf(one.text) }));
  const groupOf = new Map<string, string[]>();
  for (const [index, one] of compared.entries()) {
    for (const other of compared.slice(0, index)) {
      if (one.place !== other.place || likeness(one.pieces, other.pieces) < ALIKE) continue;
      const group = groupOf.get(other.id) ?? [other.id];
      group.push(one.id);
      groupOf.set(other.id, group);
      groupOf.set(one.id, group);
      break;
    }
  }
  return [...new Set(groupOf.values())];
}
