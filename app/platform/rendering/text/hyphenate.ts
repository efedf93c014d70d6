// Soft hyphens for Russian words: Chromium's `hyphens: auto` knows no Russian. Words are cached, because papers
// repeat them; capitals (abbreviations), words with digits and addresses are left whole.
import hyphen from 'hyphen/ru/index.js';

const SOFT_HYPHEN = '\u00ad';
const WORD =
  /(?<![\p{L}\p{N}\-./:@_])[\u0410-\u042f\u0401\u0430-\u044f\u0451]?[\u0430-\u044f\u0451]{5,60}(?![\p{L}\p{N}\-/@_])/gu;
const CACHE_LIMIT = 20_000;
const cache = new Map<string, string>();

function hyphenateWord(word: string): string {
  const known = cache.get(word);
  if (known !== undefined) return known;
  const parts = hyphen.hyphenateSync(word, { hyphenChar: SOFT_HYPHEN, minWordLength: 6 }).split(SOFT_HYPHEN);
  // Never one letter alone at either side of the break, and two at least on each.
  const joined = parts.reduce((done, part, index) => {
    const tail = parts.slice(index).join('').length;
    return done.length < 2 || tail < 3 ? done + part : done + SOFT_HYPHEN + part;
  }, '');
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(word, joined);
  return joined;
}

/** The text with soft hyphens inside long Russian words. Removing U+00AD gives the text back. */
export function hyphenateRussian(text: string): string {
  return text.replaceAll(SOFT_HYPHEN, '').replace(WORD, hyphenateWord);
}

const GIANT = /[^\s\u00a0]{100}(?=[^\s\u00a0])/g;

/**
 * Zero-width break places inside words of more than a hundred characters (long addresses, nonsense): a browser
 * needs a minute for a word of 400,000 letters without them.
 */
export function breakGiantWords(text: string): string {
  return text.length > 100 ? text.replace(GIANT, '$&\u200b') : text;
}
