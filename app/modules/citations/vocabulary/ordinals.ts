// «первый» … «девяносто девятый» in every case form.
import { formsOf } from './forms';

const STEMS: [string, number][] = [
  ['перв', 1],
  ['втор', 2],
  ['четверт', 4],
  ['пят', 5],
  ['шест', 6],
  ['седьм', 7],
  ['восьм', 8],
  ['девят', 9],
  ['десят', 10],
  ['одиннадцат', 11],
  ['двенадцат', 12],
  ['тринадцат', 13],
  ['четырнадцат', 14],
  ['пятнадцат', 15],
  ['шестнадцат', 16],
  ['семнадцат', 17],
  ['восемнадцат', 18],
  ['девятнадцат', 19],
  ['двадцат', 20],
  ['тридцат', 30],
  ['сороков', 40],
  ['пятидесят', 50],
  ['шестидесят', 60],
  ['семидесят', 70],
  ['восьмидесят', 80],
  ['девяност', 90],
];
const THIRD = ['ий', 'ья', 'ье', 'ьи', 'ьего', 'ьей', 'ьему', 'ьим', 'ьем', 'ью', 'ьих', 'ьими'];
const TENS: Record<string, number> = {
  двадцать: 20,
  тридцать: 30,
  сорок: 40,
  пятьдесят: 50,
  шестьдесят: 60,
  семьдесят: 70,
  восемьдесят: 80,
  девяносто: 90,
};

const ORDINALS = new Map<string, number>([
  ...STEMS.flatMap(([stem, n]) => formsOf(stem, 'adjective').map((form) => [form, n] as [string, number])),
  ...THIRD.map((ending) => [`трет${ending}`, 3] as [string, number]),
]);

/** The value of an ordinal at `words[0]` (one word) or of «двадцать первый» (two), with the number of words read. */
export function readOrdinal(first: string, second: string): { n: number; words: 1 | 2 } | null {
  const simple = ORDINALS.get(first);
  if (simple !== undefined) return { n: simple, words: 1 };
  const tens = TENS[first];
  const unit = tens === undefined ? undefined : ORDINALS.get(second);
  return tens !== undefined && unit !== undefined && unit < 10 ? { n: tens + unit, words: 2 } : null;
}

export const isOrdinal = (low: string): boolean => ORDINALS.has(low);
