import { formatDate, MONTHS_GENITIVE } from '~/shared/russian';
import type { Due } from '../../body/body.schema';
import type { BlockRule, Finding } from '../check.types';

const MONTHS: readonly string[] = MONTHS_GENITIVE;
const NUMERIC = /(?<![\d.№/-])(?<!№[\s\u00a0])(\d{1,2})\.(\d{1,2})\.((?:19|20)\d{2})(?![\d.]\d)/gu;
const WORDED = new RegExp(
  `(?<!\\d)«?(\\d{1,2})»?[\\s\\u00a0]+(${MONTHS_GENITIVE.join('|')})(?:[\\s\\u00a0]+(\\d{4}))?`,
  'giu',
);

function isReal(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Dates in a text that no calendar has. Without a year 29 February is given the benefit of the doubt. */
export function impossibleDates(text: string): string[] {
  const found: string[] = [];
  for (const { 0: raw, 1: day, 2: month, 3: year } of text.matchAll(NUMERIC)) {
    if (!isReal(Number(year), Number(month), Number(day))) found.push(raw);
  }
  for (const { 0: raw, 1: day, 2: word, 3: year } of text.matchAll(WORDED)) {
    const month = MONTHS.indexOf((word ?? '').toLowerCase()) + 1;
    if (!isReal(year ? Number(year) : 2024, month, Number(day))) found.push(raw);
  }
  return found;
}

const isoReal = (day: string) => {
  const [year, month, date] = day.split('-').map(Number);
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && isReal(year ?? 0, month ?? 0, date ?? 0);
};

function dueFault(due: Due | undefined): string | null {
  if (due?.kind === 'date') return isoReal(due.date) ? null : due.date;
  if (due?.kind !== 'period') return null;
  const wrong = [due.from, due.to].find((day) => day !== undefined && !isoReal(day));
  if (wrong !== undefined) return wrong;
  return due.from !== undefined && due.from > due.to ? `${due.from} — ${due.to}: начало позже конца` : null;
}

export const impossibleDate: BlockRule = {
  id: 'impossible-date',
  title: 'Невозможная дата',
  why: 'Такого дня в календаре нет.',
  severity: 'error',
  scope: 'block',
  find(block) {
    const found: Finding[] = impossibleDates(block.text).map((raw, i) => ({
      message: `Такой даты нет: «${raw}»`,
      quote: raw,
      key: String(i),
    }));
    const fault = block.block.type === 'item' ? dueFault(block.block.due) : null;
    return fault === null ? found : [...found, { message: `Срок указан неверно: ${fault}`, key: 'due' }];
  },
};

export const pastDue: BlockRule = {
  id: 'past-due',
  title: 'Срок уже прошёл',
  why: 'Пункт нельзя выполнить в срок, который кончился раньше, чем документ принят.',
  severity: 'warning',
  scope: 'block',
  find(block, context) {
    if (context.settled || block.block.type !== 'item') return [];
    const { due } = block.block;
    const last = due?.kind === 'date' ? due.date : due?.kind === 'period' ? due.to : null;
    if (last === null || !isoReal(last) || last >= context.today) return [];
    return [{ message: `Срок истёк ${formatDate(last)}`, detail: 'Проверьте год или назначьте новый срок.' }];
  },
};
