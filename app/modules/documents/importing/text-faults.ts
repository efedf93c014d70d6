// Faults of a text that a machine can see: Latin letters inside Cyrillic words, quotes and brackets without a pair.
// A look-alike has a safe mending; the others are told only.
const TWINS: Readonly<Record<string, string>> = {
  a: 'а',
  b: 'ь',
  c: 'с',
  e: 'е',
  h: 'н',
  i: 'і',
  k: 'к',
  m: 'м',
  n: 'п',
  o: 'о',
  p: 'р',
  r: 'г',
  t: 'т',
  u: 'и',
  x: 'х',
  y: 'у',
  A: 'А',
  B: 'В',
  C: 'С',
  E: 'Е',
  H: 'Н',
  K: 'К',
  M: 'М',
  O: 'О',
  P: 'Р',
  T: 'Т',
  X: 'Х',
  Y: 'У',
  S: 'С',
  '3': 'З',
};
/** Letters that look exactly alike; the rest of the twins are mended only where all around is Cyrillic. */
const EXACT = /^[aceopxyABCEHKMOPTX]+$/;
const WORD = /[\p{L}\d]+(?:[-'’][\p{L}\d]+)*/gu;

export interface LookAlike {
  readonly word: string;
  /** The word in Cyrillic; null when it cannot be told safely. */
  readonly mended: string | null;
}

function mend(word: string): string | null {
  const latin = word.match(/[a-z]/gi)?.join('') ?? '';
  const cyrillic = word.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  const safe =
    EXACT.test(latin) ||
    (latin.length === 1 && cyrillic >= 3 && latin in TWINS && /[aceikmnoprtuxy]/i.test(latin));
  if (!safe || latin.length > cyrillic) return null;
  return word.replace(/[a-z]/gi, (letter) => TWINS[letter] ?? letter);
}

/** Words that mix alphabets; parts of a compound are looked at one by one («IT-отдел» is right). */
export function findLookAlikes(text: string): LookAlike[] {
  const found = new Map<string, LookAlike>();
  const withoutLinks = text.replace(/(?:https?:\/\/|www\.)\S+|\S+@\S+/gi, ' ');
  for (const [whole] of withoutLinks.matchAll(WORD)) {
    for (const word of whole.split(/[-'’]/)) {
      if (/[a-z]/i.test(word) && /\p{Script=Cyrillic}/u.test(word))
        found.set(word, { word, mended: mend(word) });
    }
  }
  // «O.S. Капустин»: initials in Latin before a Cyrillic surname.
  for (const [, initials = ''] of withoutLinks.matchAll(
    /(?<![\p{L}.])([A-Z]\.\s?[A-Z]\.)\s?(?=[А-ЯЁ][а-яё]+)/gu,
  )) {
    const mended = initials.replace(/[A-Z]/g, (letter) => TWINS[letter] ?? letter);
    found.set(initials, { word: initials, mended: /[A-Z]/.test(mended) ? null : mended });
  }
  return [...found.values()];
}

export type QuoteFault = 'unbalanced' | 'mixed' | null;

/** «…», „…“ and straight quotes: without a pair, or of two kinds in one text. */
export function findQuoteFault(text: string): QuoteFault {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const [open, close, straight] = [count(/«/g), count(/»/g), count(/"/g)];
  const typographic = count(/[„“”]/g);
  if (open !== close || straight % 2 === 1) return 'unbalanced';
  return open > 0 && (straight > 0 || (typographic > 0 && !/«[^»]*[„“”]/.test(text))) ? 'mixed' : null;
}

/** The bracket without a pair; null when all have one. «1)» and «а)» are marks, not brackets. */
export function findBracketFault(text: string): string | null {
  const clean = text.replace(/(^|[\s;,(])(?:\d{1,3}|\p{L})\)/gu, '$1');
  let depth = 0;
  for (const sign of clean.match(/[()]/g) ?? []) {
    depth += sign === '(' ? 1 : -1;
    if (depth < 0) return ')';
  }
  return depth > 0 ? '(' : null;
}

/** What two points must share to be called one: letters and figures, in small letters. */
export const duplicateKey = (text: string): string =>
  text
    .toLowerCase()
    .replace(/ё/g, 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
