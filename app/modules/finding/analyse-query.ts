// A query as terms of a plan. Pure. The fuller analysis (citations, keyboard layout, typos, synonyms) comes later and
// stands here too.
import { isStopWord, MAX_TERMS, type SearchTerm, type Token, tokenize } from '~/platform/search';

const MAX_QUERY = 500;

export interface AnalysedQuery {
  readonly text: string;
  readonly terms: readonly SearchTerm[];
  readonly isShortened: boolean;
}

/** No terms: there is nothing to look for. Stop words are dropped unless there is nothing else. */
export function analyseQuery(q: string, { typing = false } = {}): AnalysedQuery {
  const whole = q.normalize('NFC').replace(/\s+/g, ' ').trim();
  const text = cutAtWord(whole);
  const all = distinct(tokenize(text));
  const last = typing && isWordCharacter(q.at(-1)) ? all.at(-1) : undefined;
  const telling = all.filter((token) => token === last || !isStopWord(token.word));
  const chosen = telling.length > 0 ? telling : all;
  const kept = chosen.length > MAX_TERMS ? mostTelling(chosen) : chosen;
  const terms = kept.map((token) => (token === last ? beginning(token) : { stems: [token.stem] }));
  return { text, terms, isShortened: text.length < whole.length || kept.length < chosen.length };
}

function beginning(token: Token): SearchTerm {
  return { stems: [token.stem], prefix: token.word };
}

// Without frequencies the longest words are the best guess at the rarest.
function mostTelling(tokens: readonly Token[]): Token[] {
  const best = new Set([...tokens].sort((a, b) => b.stem.length - a.stem.length).slice(0, MAX_TERMS));
  return tokens.filter((token) => best.has(token));
}

function distinct(tokens: readonly Token[]): Token[] {
  const byStem = new Map<string, Token>();
  // The later one stays: it may be the one being typed.
  for (const token of tokens) {
    byStem.delete(token.stem);
    byStem.set(token.stem, token);
  }
  return [...byStem.values()];
}

function cutAtWord(text: string): string {
  if (text.length <= MAX_QUERY) return text;
  const cut = text.slice(0, MAX_QUERY);
  const space = cut.lastIndexOf(' ');
  return space > 0 ? cut.slice(0, space) : cut;
}

const isWordCharacter = (character: string | undefined) =>
  character !== undefined && /[\p{L}\p{N}]/u.test(character);
