// Dates as Russian records print them. A calendar date is 'YYYY-MM-DD' and has no zone; an instant (Date or an
// ISO string with time) is read in the organisation's time zone, never in the server's.
import { count, NBSP } from './plural';

export const DEFAULT_TIME_ZONE = 'Europe/Moscow';
export type DateStyle = 'long' | 'short' | 'quoted';

export const MONTHS_GENITIVE = [
  'января',
  'февраля',
  'марта',
  'апреля',
  'мая',
  'июня',
  'июля',
  'августа',
  'сентября',
  'октября',
  'ноября',
  'декабря',
] as const;

export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Reads 'YYYY-MM-DD'; null for anything else, also for a day that does not exist (2023-02-30). */
export function parseCalendarDate(text: string): CalendarDate | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const probe = new Date(Date.UTC(2000, 0, 1));
  probe.setUTCFullYear(year, month - 1, day);
  const same = probe.getUTCMonth() === month - 1 && probe.getUTCDate() === day;
  return same ? { year, month, day } : null;
}

const two = (n: number): string => String(n).padStart(2, '0');

const formatters = new Map<string, Intl.DateTimeFormat>();
function partsIn(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

/** The calendar date ('YYYY-MM-DD') and wall time ('HH:MM') of an instant in a time zone. */
export function localDateTime(
  instant: Date,
  timeZone: string = DEFAULT_TIME_ZONE,
): { date: string; time: string } {
  const parts = new Map(
    partsIn(timeZone)
      .formatToParts(instant)
      .map((part) => [part.type, part.value]),
  );
  const date = `${(parts.get('year') ?? '').padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`;
  return { date, time: `${parts.get('hour')}:${parts.get('minute')}` };
}

/** The calendar date of an instant in a time zone, 'YYYY-MM-DD'. */
export function localDate(instant: Date, timeZone: string = DEFAULT_TIME_ZONE): string {
  return localDateTime(instant, timeZone).date;
}

/** The hour (0–23) that clocks of the zone show. */
export function localHour(instant: Date, timeZone: string = DEFAULT_TIME_ZONE): number {
  return Number(localDateTime(instant, timeZone).time.slice(0, 2));
}

/** Moves a calendar date by whole days; no zone, no daylight saving. Throws RangeError when `date` is not one. */
export function addDays(date: string, days: number): string {
  const parsed = parseCalendarDate(date);
  if (!parsed) throw new RangeError(`addDays: not a calendar date: ${date}`);
  const probe = new Date(Date.UTC(parsed.year, parsed.month - 1, parsed.day + days));
  return probe.toISOString().slice(0, 10);
}

function toCalendar(value: string | Date, timeZone: string): CalendarDate | null {
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? null : parseCalendarDate(localDate(value, timeZone));
  }
  const text = value.trim();
  const plain = parseCalendarDate(text);
  if (plain) return plain;
  const russian = /^(\d{2})\.(\d{2})\.(\d{4})$/.exec(text);
  if (russian) return parseCalendarDate(`${russian[3]}-${russian[2]}-${russian[1]}`);
  if (!/^\d{4}-\d{2}-\d{2}T/.test(text)) return null;
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? null : parseCalendarDate(localDate(instant, timeZone));
}

/**
 * long «25 сентября 2023 г.», short «25.09.2023», quoted «"25" сентября 2023 г.» with «ёлочки».
 * Day and month, year and «г.» never break apart. What is no date comes back unchanged.
 */
export function formatDate(
  value: string | Date,
  style: DateStyle = 'long',
  timeZone: string = DEFAULT_TIME_ZONE,
): string {
  const date = toCalendar(value, timeZone);
  if (!date) return String(value);
  const month = MONTHS_GENITIVE[date.month - 1];
  if (style === 'short') return `${two(date.day)}.${two(date.month)}.${date.year}`;
  const day = style === 'quoted' ? `«${two(date.day)}»` : String(date.day);
  return `${day}${NBSP}${month} ${date.year}${NBSP}г.`;
}

/** «25.09.2023 14:05» in the given zone. */
export function formatDateTime(instant: Date, timeZone: string = DEFAULT_TIME_ZONE): string {
  const { date, time } = localDateTime(instant, timeZone);
  return `${formatDate(date, 'short')}${NBSP}${time}`;
}

/** «25–27 сентября 2023 г.», «25 сентября – 3 октября 2023 г.», «25 декабря 2023 г. – 3 января 2024 г.». */
export function formatPeriod(from: string, to: string): string {
  const start = parseCalendarDate(from);
  const end = parseCalendarDate(to);
  if (!start || !end) return `${from} – ${to}`;
  if (from === to) return formatDate(from);
  const year = `${end.year}${NBSP}г.`;
  const endMonth = MONTHS_GENITIVE[end.month - 1];
  if (start.year !== end.year) return `${formatDate(from)}${NBSP}– ${formatDate(to)}`;
  if (start.month === end.month) return `${start.day}–${end.day}${NBSP}${endMonth} ${year}`;
  const startText = `${start.day}${NBSP}${MONTHS_GENITIVE[start.month - 1]}`;
  return `${startText}${NBSP}– ${end.day}${NBSP}${endMonth} ${year}`;
}

/**
 * Days left in words from a signed number of working days: «осталось 2 рабочих дня», «сегодня последний день»,
 * «просрочено на день», «просрочено на 3 рабочих дня».
 */
export function describeWorkingDaysLeft(left: number): string {
  if (left === 0) return 'сегодня последний день';
  if (left === 1) return `остался${NBSP}1${NBSP}рабочий день`;
  if (left === -1) return 'просрочено на день';
  const abs = Math.abs(left);
  const verb = left > 0 ? (abs % 10 === 1 && abs % 100 !== 11 ? 'остался' : 'осталось') : 'просрочено на';
  return `${verb} ${count(abs, 'рабочий день', 'рабочих дня', 'рабочих дней')}`;
}
