// What the words of a line say about its part in a document. Cues, not grammar: each is used together with others.
const UPPER = /\p{Lu}/gu;
const LOWER = /\p{Ll}/gu;

/** All letters are capitals (a stray small one apart). */
export function isCapitals(text: string): boolean {
  const upper = text.match(UPPER)?.length ?? 0;
  const lower = text.match(LOWER)?.length ?? 0;
  return upper >= 3 && lower * 10 <= upper;
}

/** The whole line stands in one pair of quotes. */
export function isQuotedWhole(text: string): boolean {
  const match = /^[«"„“]([^«»"„“”]*(?:[«„][^«»„“”]*[»“][^«»"„“”]*)*)[»"“”]$/.exec(text.trim());
  return match !== null && (match[1] as string).length > 2;
}

export const endsSentence = (text: string): boolean => /[.!?…;:]["»”)]*\s*$/.test(text);
export const endsWithColon = (text: string): boolean => /:\s*$/.test(text);
export const startsLower = (text: string): boolean => /^[\s\u00a0"«(]*\p{Ll}/u.test(text);

const INFINITIVE = /(?:[аяеиоуы]ть|ти|чь|[аяеиоуы]ться|тись|чься)$/;
const NO_VERB =
  /(?:ост[ьи]|аст[ьи]|ест[ьи]|част[ьи]|чет[ьи]|площади|сети|пути|дети|пять|десять|мать|путь|нефти|почти|роли|речь|помощь|власти|статьи)$/;
const VERBS = new Set(
  'вести провести привести довести ввести нести внести принести учесть прочесть зачесть есть'.split(' '),
);

const wordsIn = (text: string) => text.toLowerCase().match(/[\p{L}-]+/gu) ?? [];
export const isInfinitive = (word: string): boolean =>
  VERBS.has(word) || (word.length >= 4 && INFINITIVE.test(word) && !NO_VERB.test(word));

/** An instruction: an infinitive among the first words («активно взаимодействовать…», «при … руководствоваться…»). */
export const isInstruction = (text: string): boolean => wordsIn(text).slice(0, 8).some(isInfinitive);

const NOT_ADDRESSED = new Set(
  'в во на по о об при для до после из и с со к ко у за наряду согласно участники участниками также кроме далее итоги например следующие соорганизаторами организаторами'.split(
    ' ',
  ),
);

/** Names in the dative («Правительству …», «СОНКО, …»), to whom something is recommended. */
export function isAddressed(text: string): boolean {
  const first = /^[«"(]*([\p{L}-]+)/u.exec(text.trim())?.[1] ?? '';
  if (first === '' || !/^\p{Lu}/u.test(first)) return false;
  if (first.length > 1 && !/\p{Ll}/u.test(first)) return true;
  const word = first.toLowerCase();
  if (NOT_ADDRESSED.has(word) || isInfinitive(word)) return false;
  return /(?:у|ю|ам|ям|ым|им|ому|ему|ой|ей|е|и)$/.test(word);
}

const DOCUMENT_WORD =
  /^(?:проект(?:а)?\s+)?(?:итогов\p{L}+\s+)?(?:резолюция|положение|протокол|регламент|кодекс|соглашение|договор|решение|устав|обращение|заявление|программа|порядок|правила|меморандум|декларация|рекомендации|отч[её]т|письмо)(?!\p{L})/iu;
/** Begins with the name of a document's kind. */
export const namesDocument = (text: string): boolean => DOCUMENT_WORD.test(text.trim());
