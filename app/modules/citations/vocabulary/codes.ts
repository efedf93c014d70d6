// Codes of Russia (and how to call those of neighbours): names and abbreviations → the canonical short form.
import { formsOf } from './forms';

/** «Жилищный кодекс»: stem of the adjective(s) → base of the abbreviation. */
const ONE_WORD: Record<string, string> = {
  жилищн: 'ЖК',
  гражданск: 'ГК',
  трудов: 'ТК',
  налогов: 'НК',
  уголовн: 'УК',
  семейн: 'СК',
  земельн: 'ЗК',
  бюджетн: 'БК',
  лесн: 'ЛК',
  водн: 'ВК',
  воздушн: 'ВзК',
  градостроительн: 'ГрК',
  таможенн: 'ТмК',
  предпринимательск: 'ПК',
  экологическ: 'ЭК',
  социальн: 'СцК',
};
const FIRST_OF_TWO: Record<string, string> = {
  гражданск: 'ГПК',
  арбитражн: 'АПК',
  уголовно: 'УПК',
};

export const CODE_ADJECTIVES = new Map<string, string>(
  Object.entries(ONE_WORD).flatMap(([stem, base]) =>
    formsOf(stem, 'adjective').map((form) => [form, base] as [string, string]),
  ),
);

export const PROCESSUAL_FIRST = new Map<string, string>(
  Object.entries(FIRST_OF_TWO).flatMap(([stem, base]) =>
    stem === 'уголовно'
      ? [[stem, base] as [string, string]]
      : formsOf(stem, 'adjective').map((form) => [form, base] as [string, string]),
  ),
);

export const CODE_NOUNS = new Set(formsOf('кодекс', 'masculine'));
export const isProcessual = (low: string): boolean => low.startsWith('процессуальн');
export const isExecutive = (low: string): boolean => low.startsWith('исполнительн');

/** «Кодекс … об административных правонарушениях»: words after the noun (a country may stand between). */
export const CODE_SUBJECTS: { words: RegExp[]; base: string }[] = [
  { words: [/^об$/, /^административн/, /^правонарушен/], base: 'КоАП' },
  { words: [/^об$/, /^ап$/], base: 'КоАП' },
  { words: [/^административн/, /^судопроизводств/], base: 'КАС' },
  { words: [/^внутренн/, /^водн/, /^транспорт/], base: 'КВВТ' },
  { words: [/^торгов/, /^мореплаван/], base: 'КТМ' },
];

/** Printed abbreviations. `certain`: never anything else, so «РФ» or units are not required. */
export const CODE_ABBREVIATIONS = new Map<string, { base: string; certain: boolean }>([
  ['ЖК', { base: 'ЖК', certain: false }],
  ['ГК', { base: 'ГК', certain: false }],
  ['ГПК', { base: 'ГПК', certain: true }],
  ['АПК', { base: 'АПК', certain: false }],
  ['КАС', { base: 'КАС', certain: false }],
  ['КоАП', { base: 'КоАП', certain: true }],
  ['КОАП', { base: 'КоАП', certain: true }],
  ['НК', { base: 'НК', certain: false }],
  ['ТК', { base: 'ТК', certain: false }],
  ['УК', { base: 'УК', certain: false }],
  ['УПК', { base: 'УПК', certain: true }],
  ['УИК', { base: 'УИК', certain: false }],
  ['СК', { base: 'СК', certain: false }],
  ['ЗК', { base: 'ЗК', certain: false }],
  ['БК', { base: 'БК', certain: false }],
  ['ГрК', { base: 'ГрК', certain: true }],
  ['ГрадК', { base: 'ГрК', certain: true }],
  ['ГРК', { base: 'ГрК', certain: false }],
  ['ЛК', { base: 'ЛК', certain: false }],
  ['ВК', { base: 'ВК', certain: false }],
  ['ВзК', { base: 'ВзК', certain: true }],
  ['ВЗК', { base: 'ВзК', certain: false }],
  ['КТМ', { base: 'КТМ', certain: false }],
  ['КВВТ', { base: 'КВВТ', certain: true }],
]);

/** Codes whose articles are divided into parts, so that «п. 3 ст. 44» leaves the part unnamed. */
export const CODES_WITH_PARTS = new Set([
  'ЖК РФ',
  'ГПК РФ',
  'АПК РФ',
  'КоАП РФ',
  'УК РФ',
  'УПК РФ',
  'ТК РФ',
  'ГрК РФ',
]);
/** Codes published in parts: «часть первая ГК РФ» names the part of the code, not a unit of an article. */
export const CODES_IN_PARTS = new Set(['ГК', 'НК']);
