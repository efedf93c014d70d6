// Regular paradigms of adjectives and nouns, singular (and a few plural words), by ending. Only what the noun table
// of noun-phrase.ts needs; no dictionary of the language.
export type Case = 'nominative' | 'genitive' | 'dative' | 'accusative' | 'instrumental' | 'prepositional';
export type NounGender = 'm' | 'f' | 'n';

export interface NounEntry {
  readonly gender: NounGender;
  readonly animate?: boolean;
  readonly plural?: boolean;
}

type Oblique = Exclude<Case, 'nominative'>;
const endings = (genitive: string, dative: string, instrumental: string, prepositional: string) => ({
  genitive,
  dative,
  instrumental,
  prepositional,
});

const HUSHING = /[гкхжчшщ]$/u;

function adjectiveEndings(soft: boolean, hushing: boolean, entry: NounEntry) {
  const i = soft || hushing ? 'и' : 'ы';
  const o = soft ? 'е' : 'о';
  if (entry.plural) return endings(`${i}х`, `${i}м`, `${i}ми`, `${i}х`);
  if (entry.gender === 'f') return endings(`${o}й`, `${o}й`, `${o}й`, `${o}й`);
  return endings(`${o}го`, `${o}му`, `${i}м`, `${o}м`);
}

/** A full adjective or participle in lower case, agreeing with the noun. */
export function declineAdjective(word: string, entry: NounEntry, kase: Case): string {
  if (kase === 'nominative') return word;
  const stem = word.slice(0, -2);
  const ending = word.slice(-2);
  const hushing = HUSHING.test(stem);
  const sibilant = /[жчшщ]$/u.test(stem);
  const soft = sibilant ? ending !== 'ой' : !hushing && ['ий', 'яя', 'ее', 'ие'].includes(ending);
  const table = adjectiveEndings(soft, hushing, entry);
  if (kase !== 'accusative') return stem + table[kase];
  if (entry.gender === 'f') return stem + (soft && !sibilant ? 'юю' : 'ую');
  if (entry.plural) return entry.animate ? stem + table.genitive : word;
  return entry.gender === 'm' && entry.animate ? stem + table.genitive : word;
}

const MASCULINE_A = new Set(['судья', 'глава']);
const FLEETING = new Map([['порядок', 'порядк']]);
const IRREGULAR = new Map<string, ReturnType<typeof endings> & { accusative: string }>([
  ['бюро', { ...endings('бюро', 'бюро', 'бюро', 'бюро'), accusative: 'бюро' }],
  ['сеть', { ...endings('сети', 'сети', 'сетью', 'сети'), accusative: 'сеть' }],
  [
    'доверенность',
    {
      ...endings('доверенности', 'доверенности', 'доверенностью', 'доверенности'),
      accusative: 'доверенность',
    },
  ],
  ['правила', { ...endings('правил', 'правилам', 'правилами', 'правилах'), accusative: 'правила' }],
]);

function nounTable(word: string, entry: NounEntry): { stem: string; table: ReturnType<typeof endings> } {
  const cut = word.slice(0, -1);
  if (word.endsWith('ия')) return { stem: cut, table: endings('и', 'и', 'ей', 'и') };
  if (word.endsWith('ие')) return { stem: cut, table: endings('я', 'ю', 'ем', 'и') };
  if (word.endsWith('я')) return { stem: cut, table: endings('и', 'е', 'ёй', 'е') };
  if (word.endsWith('а')) {
    const i = HUSHING.test(cut) ? 'и' : 'ы';
    return { stem: cut, table: endings(i, 'е', /[жчшщц]$/u.test(cut) ? 'ей' : 'ой', 'е') };
  }
  if (word.endsWith('о')) return { stem: cut, table: endings('а', 'у', 'ом', 'е') };
  if (word.endsWith('ь') && entry.gender === 'm') return { stem: cut, table: endings('я', 'ю', 'ем', 'е') };
  if (word.endsWith('й')) return { stem: cut, table: endings('я', 'ю', 'ем', 'е') };
  const stem = FLEETING.get(word) ?? word;
  return { stem, table: endings('а', 'у', /[жчшщц]$/u.test(stem) ? 'ем' : 'ом', 'е') };
}

function accusativeOf(word: string, entry: NounEntry, stem: string, genitive: string): string {
  if (MASCULINE_A.has(word) || entry.gender === 'f') return stem + (word.endsWith('я') ? 'ю' : 'у');
  return entry.gender === 'm' && entry.animate ? genitive : word;
}

/** A noun of the table in lower case. */
export function declineNoun(word: string, entry: NounEntry, kase: Case): string {
  if (kase === 'nominative') return word;
  const irregular = IRREGULAR.get(word);
  if (irregular) return irregular[kase as Oblique];
  const { stem, table } = nounTable(word, entry);
  if (kase === 'accusative') return accusativeOf(word, entry, stem, stem + table.genitive);
  return stem + table[kase];
}
