// Letters of two alphabets that look the same: «копeрация» with a Latin e is not found, not sorted, not spell-checked.
const LATIN = 'ABCEHKMOPTXYaceopxyk';
const CYRILLIC = 'АВСЕНКМОРТХУасеорхук';
const TO_CYRILLIC = new Map([...LATIN].map((letter, i) => [letter, CYRILLIC[i] as string]));
const TO_ROMAN = new Map([
  ['Х', 'X'],
  ['С', 'C'],
  ['М', 'M'],
  ['І', 'I'],
]);
const WORD = /[\p{L}\p{M}]+/gu;
/** A Latin letter alone between Russian words: a preposition or a conjunction («дом c лифтом»). */
const LONE = /(?<=\p{Script=Cyrillic}[,;]?[\s\u00a0])[acoky](?=[\s\u00a0]\p{Script=Cyrillic})/gu;
/** Latin initials of a Russian surname: «O.C. Образцов». */
const INITIALS = /(?<![\p{L}\p{N}.])[A-Z]\.[\s\u00a0]?[A-Z]\.(?=[\s\u00a0]?\p{Lu}\p{Script=Cyrillic})/gu;
/** Addresses of sites and mail are Latin by right, also where a Russian word touches them. */
const ADDRESS = /(?:https?:\/\/|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.-]+/giu;

const isLatin = (letter: string) => /\p{Script=Latin}/u.test(letter);
const isCyrillic = (letter: string) => /\p{Script=Cyrillic}/u.test(letter);

export interface LookAlike {
  readonly word: string;
  readonly index: number;
  /** The word in one alphabet, where that is certain; null where a person must look. Of the same length. */
  readonly repaired: string | null;
}

function allCyrillic(word: string): string | null {
  const letters = [...word].map((letter) => (isLatin(letter) ? TO_CYRILLIC.get(letter) : letter));
  return letters.every((letter) => letter !== undefined) ? letters.join('') : null;
}

/** «ХХI» typed with Cyrillic Х and a Latin I is a Roman number. */
function allRoman(word: string): string | null {
  const letters = [...word].map((letter) => TO_ROMAN.get(letter) ?? letter);
  return /^[IVXLCDM]+$/.test(letters.join('')) ? letters.join('') : null;
}

function repairWord(word: string): string | null {
  const roman = allRoman(word);
  if (roman) return roman;
  const cyrillic = allCyrillic(word);
  if (!cyrillic) return null;
  // A letter that only Cyrillic has («копeрация») decides; without one («COMпо») a longer Cyrillic part does.
  const own = [...word].some((letter) => isCyrillic(letter) && !CYRILLIC.includes(letter));
  const latin = [...word].filter(isLatin).length;
  return own || latin < [...word].length - latin ? cyrillic : null;
}

/**
 * Words in which both alphabets meet, lone Latin letters among Russian words, Latin initials of Russian surnames, in
 * the order of the text. Parts joined by a hyphen are words of their own («SMS-опрос» is right).
 */
export function findLookAlikes(text: string): LookAlike[] {
  if (!/[A-Za-z]/.test(text)) return [];
  const apart = [...text.matchAll(ADDRESS)].map(({ 0: raw, index }) => [index, index + raw.length] as const);
  const found: LookAlike[] = [];
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const letters = [...word];
    if (!letters.some(isLatin) || !letters.some(isCyrillic)) continue;
    found.push({ word, index, repaired: repairWord(word) });
  }
  for (const pattern of [LONE, INITIALS]) {
    for (const { 0: word, index } of text.matchAll(pattern)) {
      found.push({ word, index, repaired: allCyrillic(word) });
    }
  }
  return found
    .filter(({ index }) => !apart.some(([from, to]) => index >= from && index < to))
    .sort((a, b) => a.index - b.index);
}

/** The text with every certain look-alike in its right alphabet; what is not certain stays. Idempotent, length kept. */
export function repairLookAlikes(text: string): string {
  let out = text;
  for (const { index, word, repaired } of findLookAlikes(text)) {
    if (repaired) out = out.slice(0, index) + repaired + out.slice(index + word.length);
  }
  return out;
}
