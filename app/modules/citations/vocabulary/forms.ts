// Case forms of the closed word lists. Only the few declensions that the grammar needs.

const ENDINGS = {
  /** закон, кодекс, приказ */ masculine: ['', 'а', 'у', 'ом', 'е', 'ы', 'ов', 'ам', 'ами', 'ах'],
  /** положени-, постановлени- */ neuter: ['е', 'я', 'ю', 'ем', 'и', 'й', 'ям', 'ями', 'ях'],
  /** методик-, программ- */ feminine: ['а', 'и', 'ы', 'е', 'у', 'ой', '', 'ам', 'ами', 'ах'],
  /** инструкци-, конституци- */ feminineSoft: ['я', 'и', 'ю', 'ей', 'й', 'ям', 'ями', 'ях'],
  /** федеральн-, указанн- */
  adjective: [
    ...[
      'ый',
      'ий',
      'ой',
      'ого',
      'его',
      'ому',
      'ему',
      'ым',
      'им',
      'ом',
      'ем',
      'ая',
      'яя',
      'ую',
      'юю',
      'ое',
      'ее',
    ],
    ...['ей', 'ые', 'ие', 'ых', 'их', 'ыми', 'ими'],
  ],
} as const;

export type Declension = keyof typeof ENDINGS;

export const formsOf = (stem: string, declension: Declension): string[] =>
  ENDINGS[declension].map((ending) => stem + ending);

const ADJECTIVE_ENDING = new RegExp(`(?:${ENDINGS.adjective.join('|')})$`);

/** Looks like an adjective or participle in any case (a noun such as «статьей» may too: check nouns first). */
export const looksAdjectival = (low: string): boolean => low.length > 4 && ADJECTIVE_ENDING.test(low);

/** A word with a verb's look: it ends an unquoted title. Nouns such as «бюджет» must not match. */
export function looksLikeVerb(low: string): boolean {
  if (STOP_WORDS.has(low)) return true;
  return low.length > 4 && VERB_ENDING.test(low);
}

const VERB_ENDING =
  /(?:[еияю]тся|[еияю]лся|лась|лось|лись|ается|уется|аются|[аяи]ет|[уеаи]ют|яют|[оа]вит|овят|[а-я]ены|[а-я]ено|[а-я]аны|[а-я]ано|елены|ожет|огут|[аи]ла|[аи]ло|[аеи]ли|ать|ить|еть|овал|ировал|нял|нята|няты)$/;

const STOP_WORDS = new Set(
  `не что чтобы если когда где который которая которое которые которых которым которой которого которому которыми
  был была было были будет будут есть нет может могут вправе обязан обязана обязаны должен должна должно должны следует
  необходимо нарушает нарушают нужно можно нельзя это эти этот но либо также согласно является являются со`
    .trim()
    .split(/\s+/),
);
