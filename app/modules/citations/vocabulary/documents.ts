// Nouns that name an act or a document, with the forms and the nominative a title begins with.
import { type Declension, formsOf } from './forms';

const declined = (entries: [string, Declension, string][]): Map<string, string> =>
  new Map(
    entries.flatMap(([stem, declension, nominative]) =>
      formsOf(stem, declension).map((form) => [form, nominative] as [string, string]),
    ),
  );

const RULE_FORMS: [string, string][] = [
  ...['правила', 'правил', 'правилам', 'правилами', 'правилах'].map(
    (form) => [form, 'Правила'] as [string, string],
  ),
  ...['порядок', 'порядка', 'порядку', 'порядком', 'порядке'].map(
    (form) => [form, 'Порядок'] as [string, string],
  ),
  ...['перечень', 'перечня', 'перечню', 'перечнем', 'перечне'].map(
    (form) => [form, 'Перечень'] as [string, string],
  ),
  ...['требования', 'требований', 'требованиям', 'требованиями', 'требованиях'].map(
    (form) => [form, 'Требования'] as [string, string],
  ),
  ...['указания', 'указаний', 'указаниям', 'указаниями', 'указаниях'].map(
    (form) => [form, 'указания'] as [string, string],
  ),
  ...['рекомендации', 'рекомендаций', 'рекомендациям', 'рекомендациями'].map(
    (form) => [form, 'рекомендации'] as [string, string],
  ),
  ...['положения', 'положению', 'положением', 'положении', 'положение'].map(
    (form) => [form, 'Положение'] as [string, string],
  ),
];

/** Documents approved by an act and cited by their own name. */
export const RULE_HEADS = new Map<string, string>([
  ...declined([
    ['методик', 'feminine', 'Методика'],
    ['инструкци', 'feminineSoft', 'Инструкция'],
    ['регламент', 'masculine', 'Регламент'],
    ['стандарт', 'masculine', 'Стандарт'],
  ]),
  ...RULE_FORMS,
]);

/** Cited as rules only when the approving act is named: «Программа …, утверждённая …». */
export const APPROVED_ONLY = declined([
  ['кодекс', 'masculine', 'Кодекс'],
  ['устав', 'masculine', 'Устав'],
  ['план', 'masculine', 'План'],
  ['программ', 'feminine', 'Программа'],
  ['концепци', 'feminineSoft', 'Концепция'],
  ['стратеги', 'feminineSoft', 'Стратегия'],
  ['форм', 'feminine', 'Форма'],
]);

/** «Минимальный перечень», «Методические указания», «Типовое положение». */
export const RULE_ADJECTIVES = new Set(
  ['минимальн', 'методическ', 'типов', 'основн', 'административн', 'един', 'примерн', 'санитарн'].flatMap(
    (stem) => formsOf(stem, 'adjective'),
  ),
);

export const CONTRACTS = declined([
  ['договор', 'masculine', 'Договор'],
  ['контракт', 'masculine', 'Контракт'],
  ['соглашени', 'neuter', 'Соглашение'],
]);

/** Documents of an organisation: cited with units. */
export const LOCAL_DOCUMENTS = declined([
  ['устав', 'masculine', 'Устав'],
  ['регламент', 'masculine', 'Регламент'],
  ['план', 'masculine', 'План'],
  ['программ', 'feminine', 'Программа'],
  ['кодекс', 'masculine', 'Кодекс'],
  ['меморандум', 'masculine', 'Меморандум'],
  ['деклараци', 'feminineSoft', 'Декларация'],
  ['резолюци', 'feminineSoft', 'Резолюция'],
  ['концепци', 'feminineSoft', 'Концепция'],
  ['стратеги', 'feminineSoft', 'Стратегия'],
  ['политик', 'feminine', 'Политика'],
  ['хартии', 'masculine', 'Хартия'],
]);

export const LAW_FORMS = new Set(formsOf('закон', 'masculine'));
export const FEDERAL_FORMS = new Set(formsOf('федеральн', 'adjective'));

const LETTER_FORMS = [
  'письмо',
  'письма',
  'письму',
  'письмом',
  'письме',
  'писем',
  'письмам',
  'письмами',
  'письмах',
];

export type DatedHead = 'decree' | 'order' | 'letter' | 'decision' | 'protocol';
/** Acts known by date and number. */
export const DATED_HEADS = new Map<string, { head: DatedHead; nominative: string }>([
  ...formsOf('постановлени', 'neuter').map(
    (form) => [form, { head: 'decree', nominative: 'постановление' }] as const,
  ),
  ...formsOf('определени', 'neuter').map(
    (form) => [form, { head: 'decree', nominative: 'определение' }] as const,
  ),
  ...formsOf('указ', 'masculine').map((form) => [form, { head: 'decree', nominative: 'указ' }] as const),
  ...formsOf('приказ', 'masculine').map((form) => [form, { head: 'order', nominative: 'приказ' }] as const),
  ...formsOf('распоряжени', 'neuter').map(
    (form) => [form, { head: 'order', nominative: 'распоряжение' }] as const,
  ),
  ...LETTER_FORMS.map((form) => [form, { head: 'letter', nominative: 'письмо' }] as const),
  ...formsOf('решени', 'neuter').map((form) => [form, { head: 'decision', nominative: 'решение' }] as const),
  ...formsOf('протокол', 'masculine').map(
    (form) => [form, { head: 'protocol', nominative: 'протокол' }] as const,
  ),
  ...formsOf('пленум', 'masculine').map((form) => [form, { head: 'decree', nominative: 'Пленум' }] as const),
]);

/** «настоящего документа», «указанных Основ»: nouns a relative reference may stand before. */
const MORE_NOUNS = new Set(
  'документ документа документу документом документе основ основы основах акта акте указаний рекомендаций условий методики'.split(
    ' ',
  ),
);
export const isActNoun = (low: string): boolean =>
  LAW_FORMS.has(low) ||
  RULE_HEADS.has(low) ||
  CONTRACTS.has(low) ||
  LOCAL_DOCUMENTS.has(low) ||
  DATED_HEADS.has(low) ||
  MORE_NOUNS.has(low) ||
  APPROVED_ONLY.has(low);
