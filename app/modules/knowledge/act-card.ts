// The card of an act (реквизиты) as its own first lines give it: proposed to a person, never taken for granted. Pure.
import { capitalFirst } from '~/shared/russian';
import type { ActLine } from './structure/provision.types';

export const ACT_KINDS = {
  constitution: 'Конституция',
  code: 'Кодекс',
  'federal-law': 'Федеральный закон',
  law: 'Закон',
  decree: 'Постановление',
  'presidential-decree': 'Указ',
  directive: 'Распоряжение',
  order: 'Приказ',
  letter: 'Письмо',
  standard: 'Стандарт',
  local: 'Локальный документ',
} as const;
export type ActKind = keyof typeof ACT_KINDS;

export interface ActCardProposal {
  kind: ActKind | null;
  /** «188-ФЗ», «354», «44/пр»; without «№». */
  number: string | null;
  /** ISO day of adoption or signing. */
  date: string | null;
  title: string | null;
  issuer: string | null;
  /** «ЖК РФ», «152-ФЗ», «ПП РФ № 354». */
  shortName: string | null;
  /** ISO day of the newest amendment the text says it holds («ред. от …»). */
  revisedOn: string | null;
  /** ISO day from which this text holds, when it says so («вступ. в силу с …»). */
  validFrom: string | null;
}

const MONTHS = ['янв', 'фев', 'мар', 'апр', 'ма', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек'];
const DATE = String.raw`(\d{1,2})[.\s]+(\d{1,2}|[а-я]{3,8})[.\s]+(\d{4})`;

/** Days of the codes by the words of their names: a code's own text names neither number nor day. */
const CODES: readonly { words: RegExp; shortName: string; number: string; date: string }[] = [
  { words: /жилищный кодекс российской/i, shortName: 'ЖК РФ', number: '188-ФЗ', date: '2004-12-29' },
  {
    words: /гражданский кодекс российской[\s\S]*часть вторая/i,
    shortName: 'ГК РФ ч. 2',
    number: '14-ФЗ',
    date: '1996-01-26',
  },
  {
    words: /гражданский кодекс российской/i,
    shortName: 'ГК РФ ч. 1',
    number: '51-ФЗ',
    date: '1994-11-30',
  },
  { words: /гражданский процессуальный/i, shortName: 'ГПК РФ', number: '138-ФЗ', date: '2002-11-14' },
  { words: /арбитражный процессуальный/i, shortName: 'АПК РФ', number: '95-ФЗ', date: '2002-07-24' },
  { words: /трудовой кодекс российской/i, shortName: 'ТК РФ', number: '197-ФЗ', date: '2001-12-30' },
  { words: /семейный кодекс российской/i, shortName: 'СК РФ', number: '223-ФЗ', date: '1995-12-29' },
  {
    words: /об административных правонарушениях/i,
    shortName: 'КоАП РФ',
    number: '195-ФЗ',
    date: '2001-12-30',
  },
  { words: /градостроительный кодекс/i, shortName: 'ГрК РФ', number: '190-ФЗ', date: '2004-12-29' },
  { words: /земельный кодекс/i, shortName: 'ЗК РФ', number: '136-ФЗ', date: '2001-10-25' },
];

/** «6 мая 2011», «06.05.2011» → 2011-05-06; null for what is no day. */
export function isoDay(day: string, month: string, year: string): string | null {
  const index = /^\d+$/.test(month)
    ? Number(month)
    : MONTHS.findIndex((stem) => month.toLowerCase().startsWith(stem)) + 1;
  const date = new Date(Date.UTC(Number(year), index - 1, Number(day)));
  if (index < 1 || index > 12 || date.getUTCDate() !== Number(day)) return null;
  return date.toISOString().slice(0, 10);
}

function findDay(text: string, before: string): string | null {
  const found = new RegExp(`${before}${DATE}`, 'iu').exec(text);
  return found ? isoDay(found[1] ?? '', found[2] ?? '', found[3] ?? '') : null;
}

function kindOf(head: string): ActKind | null {
  if (/^\s*(?:.*\n){0,3}.*конституци[яи] российской/iu.test(head)) return 'constitution';
  if (
    /кодекс(?:\s+российской|\s*$|\s+об)/iu.test(head.slice(0, 400)) &&
    !/постановление|приказ/iu.test(head.slice(0, 200))
  )
    return 'code';
  const rules: [RegExp, ActKind][] = [
    [/федеральный (?:конституционный )?закон/iu, 'federal-law'],
    [/(?:^|\n)\s*указ(?:\s|$)/imu, 'presidential-decree'],
    [/(?:^|\n)\s*постановление/imu, 'decree'],
    [/(?:^|\n)\s*распоряжение/imu, 'directive'],
    [/(?:^|\n)\s*приказ/imu, 'order'],
    [/(?:^|\n)\s*письмо/imu, 'letter'],
    [/(?:^|\n)\s*закон(?:\s|$)/imu, 'law'],
    [/(?:^|\n)\s*(?:положение|регламент|устав|кодекс этики|порядок|правила|инструкция)/imu, 'local'],
  ];
  return rules.find(([words]) => words.test(head))?.[1] ?? null;
}

function numberOf(head: string): string | null {
  const found = /(?:№|\bN)\s*([0-9][\p{L}\d()/.-]*(?:-[\p{L}\d]+)?)/u.exec(head);
  return found?.[1]?.replace(/[.,]$/, '') ?? null;
}

function issuerOf(head: string, kind: ActKind | null): string | null {
  if (kind === 'code' || kind === 'federal-law') return 'Государственная Дума';
  if (
    /госстрой|государственный комитет российской федерации по строительству/iu.test(head.replace(/\n/g, ' '))
  )
    return 'Госстрой России';
  if (kind !== 'decree' && /министерств[оа]\s+строительства|минстро[яй]/iu.test(head))
    return 'Минстрой России';
  if (/правительств[оа] российской|правительства рф/iu.test(head)) return 'Правительство РФ';
  const ministry = /(?:^|\n)(министерство[^\n]{3,120})/imu.exec(head);
  return ministry?.[1] ?? null;
}

/** A title in capitals put into ordinary letters: only the first letter and nothing else is known to be large. */
const lowered = (text: string): string => {
  return capitalFirst(text.toLowerCase()).replace(
    /российск(\S+) федерац/gu,
    (_all, end: string) => `Российск${end} Федерац`,
  );
};

function titleOf(source: readonly ActLine[], kind: ActKind | null): string | null {
  const lines = source.map(({ text }) => text);
  if (kind === 'code') {
    const whole = lines.slice(0, 12).join('\n');
    const named =
      /[А-ЯЁ][а-яё]+(?: процессуальный)? кодекс Российской Федерации|Кодекс Российской Федерации об [а-яё ]+/u.exec(
        whole,
      );
    const part = /^часть (?:первая|вторая|третья|четв[её]ртая)$/imu.exec(whole);
    if (named) return part ? `${named[0].trim()}. ${lowered(part[0])}` : named[0].trim();
  }
  const quoted = lines
    .slice(0, 8)
    .join(' ')
    .match(/["«]((?:о|об)\s[^"»]{5,600})["»]/iu);
  if (quoted?.[1]) return quoted[1];
  if (kind === 'code' || kind === 'constitution') {
    const at = lines.findIndex((line) => /кодекс|конституци/iu.test(line));
    const named = lines[at];
    if (!named) return null;
    const next = lines[at + 1] ?? '';
    return /^часть\s/iu.test(next)
      ? `${named}. ${lowered(next)}`
      : named === named.toUpperCase()
        ? lowered(named)
        : named;
  }
  const start = lines.findIndex((line) => /^(?:о|об)\s/iu.test(line));
  if (start < 0) return null;
  const title = [lines[start] ?? ''];
  for (const line of source.slice(start + 1, start + 12)) {
    const goesOn =
      line.text === line.text.toUpperCase() || (line.isHeading && !/^\(|^от\s\d/u.test(line.text));
    if (!goesOn || line.isNote) break;
    title.push(line.text);
  }
  const text = title.join(' ');
  return text === text.toUpperCase() ? lowered(text) : text;
}

function shortNameOf(kind: ActKind | null, number: string | null, issuer: string | null): string | null {
  if (!number) return null;
  if (kind === 'federal-law') return number;
  if (kind === 'decree' && issuer === 'Правительство РФ') return `ПП РФ № ${number}`;
  const words = kind ? ACT_KINDS[kind] : '';
  return [words, issuer && kind !== 'law' ? genitiveIssuer(issuer) : '', `№ ${number}`]
    .filter(Boolean)
    .join(' ');
}

const genitiveIssuer = (issuer: string): string =>
  ({ 'Минстрой России': 'Минстроя России', 'Госстрой России': 'Госстроя России' })[issuer] ?? '';

/** What the first lines say of the act; null where they are silent. */
export function proposeCard(lines: readonly ActLine[]): ActCardProposal {
  const texts = lines.slice(0, 40).map(({ text }) => text);
  const head = texts.slice(0, 25).join('\n');
  const kind = kindOf(head);
  const revisedOn =
    findDay(head, String.raw`ред(?:\.|акции|акция)?\s*(?:от\s*)?`) ??
    findDay(head, String.raw`с изменениями на\s*`) ??
    newestAmendment(lines);
  const validFrom = findDay(head, String.raw`\(с изм[^()]*вступ[^()]*\sс\s+`);
  const code = kind === 'code' ? CODES.find(({ words }) => words.test(head)) : undefined;
  const number = code?.number ?? numberOf(head);
  const issuer = issuerOf(head, kind);
  const shortName =
    kind === 'constitution' ? 'Конституция РФ' : (code?.shortName ?? shortNameOf(kind, number, issuer));
  return {
    kind,
    number: kind === 'constitution' ? null : number,
    date:
      kind === 'constitution'
        ? '1993-12-12'
        : (code?.date ?? findDay(head, String.raw`(?:от|^)\s*`) ?? findDay(head, '')),
    title: titleOf(lines.slice(0, 40), kind),
    issuer,
    shortName,
    revisedOn,
    validFrom,
  };
}

/** The newest day among «в редакции … от 04.08.2023 № …» notes of the whole text. */
function newestAmendment(lines: readonly ActLine[]): string | null {
  let newest: string | null = null;
  for (const { notes = [], isNote, text } of lines) {
    for (const note of isNote ? [...notes, text] : notes) {
      for (const found of note.matchAll(/от\s*(\d{2})\.(\d{2})\.(\d{4})/gu)) {
        const day = isoDay(found[1] ?? '', found[2] ?? '', found[3] ?? '');
        if (day && (newest === null || day > newest)) newest = day;
      }
    }
  }
  return newest;
}
