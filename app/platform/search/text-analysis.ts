// Words of a text with their offsets, folded and stemmed. Index, query and highlighting all use this and nothing else,
// so that what is found is what is marked.
import { stemmer } from '@orama/stemmers/russian';
import type { SearchRecord } from './search-index';

export interface Token {
  /** As written. */
  readonly raw: string;
  /** Lower case, ё as е, without soft hyphens and stress marks. */
  readonly word: string;
  readonly stem: string;
  /** Offsets in UTF-16 units; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
}

// A number with points («4.1») is one word; a hyphenated word is several. Soft hyphen and stress stay inside a word.
const WORD = /\d+(?:\.\d+)+(?!\p{L})|[\p{L}\p{N}][\p{L}\p{N}\p{M}\u00ad]*/gu;

// Words that carry no meaning alone: dropped from a query that has others.
const STOP_WORDS = new Set(
  `а без бы в во вот для до же за и из или им их к как ко ли на над не ни но о об обо он она они оно от по под при
  про с со та так такой то того тоже у что чтобы это этот эта эти я мы вы ты the a an of to in and or`.split(
    /\s+/,
  ),
);

/** All words of the text, in order. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(WORD)) {
    const raw = match[0];
    const word = foldWord(raw);
    if (word === '') continue;
    tokens.push({ raw, word, stem: stemWord(word), start: match.index, end: match.index + raw.length });
  }
  return tokens;
}

/** One form for writing variants of a word. */
function foldWord(word: string): string {
  return word
    .normalize('NFC')
    .toLowerCase()
    .replace(/\u00ad|\p{M}/gu, '')
    .replaceAll('ё', 'е');
}

/** A text of law repeats its words: some thousands of them are nearly all of it. */
const STEMS_KEPT = 30_000;
const stems = new Map<string, string>();

/** The Snowball stem of a folded Russian word; anything else stays as it is. */
function stemWord(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  if (!/^[а-я]{3,}$/.test(word)) return word;
  if (stems.size >= STEMS_KEPT) stems.clear();
  const stem = stemmer(word);
  stems.set(word, stem);
  return stem;
}

export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}

/** Stems of the text in order, separated by spaces (the form of `SearchRecord.stems`). */
export function stemsOf(text: string): string {
  return tokenize(text)
    .map((token) => token.stem)
    .join(' ');
}

/** Folded words that differ from their stem: only they are needed beside the stems to find by a beginning. */
export function wordsBeyondStems(...texts: string[]): string[] {
  const words = new Set<string>();
  for (const text of texts) {
    for (const token of tokenize(text)) if (token.word !== token.stem) words.add(token.word);
  }
  return [...words];
}

/** A record with its stems computed. */
export function buildSearchRecord(input: Omit<SearchRecord, 'stems'>): SearchRecord {
  return { ...input, stems: stemsOf(input.text) };
}
