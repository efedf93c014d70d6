// All terms and guides of the published content, and which terms a text uses. Pure.
import { type Guide, readGuide, readTerm, type Term } from './article';

export interface ArticleEntry {
  /** `glossary/kvorum`, `guides/…`. */
  readonly id: string;
  readonly text: string;
}

export interface ArticleBook {
  readonly terms: readonly Term[];
  readonly guides: readonly Guide[];
  /** Terms that the text uses, in whatever case they stand; at most `limit`. */
  termsIn(text: string, limit?: number): Term[];
}

const fold = (text: string) => text.toLowerCase().replaceAll('ё', 'е');
const ENDING = 3;

/** A word without its ending and whatever ending it may take; short words and abbreviations as they are. */
function wordPattern(word: string): string {
  const safe = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  if (word.length < 5 || /[^а-я]/.test(word)) return safe;
  return `${word.slice(0, Math.max(4, word.length - ENDING))}[а-я]{0,${ENDING + 2}}`;
}

const pattern = (name: string) =>
  new RegExp(`(?<![а-я])${fold(name).split(/\s+/).map(wordPattern).join('\\s+')}(?![а-я])`);

/** Abbreviations are looked for as they are written: «ЖК» is a code in an act, not a cooperative. */
const isAbbreviation = (name: string) => name === name.toUpperCase();

export function articleBook(entries: readonly ArticleEntry[]): ArticleBook {
  const under = (folder: string) =>
    entries
      .filter(({ id }) => id.startsWith(`${folder}/`))
      .map(({ id, text }) => [id.slice(folder.length + 1), text] as const);
  const terms = under('glossary')
    .flatMap(([slug, text]) => readTerm(slug, text) ?? [])
    .sort((a, b) => a.term.localeCompare(b.term, 'ru'));
  const guides = under('guides')
    .flatMap(([slug, text]) => readGuide(slug, text) ?? [])
    .sort((a, b) => a.order - b.order);
  const patterns = terms.map((term) => ({
    term,
    forms: [term.term, ...term.synonyms].filter((name) => !isAbbreviation(name)).map(pattern),
  }));
  return {
    terms,
    guides,
    termsIn(text, limit = 12) {
      const folded = fold(text.slice(0, 20_000));
      return patterns
        .filter(({ forms }) => forms.some((form) => form.test(folded)))
        .slice(0, limit)
        .map(({ term }) => term);
    },
  };
}
