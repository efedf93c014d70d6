// The Russian production calendar: public libraries miss transferred days off, so it is our own table (DESIGN §10).
// A year without a table falls back to weekends and the fixed holidays of ТК РФ ст. 112 ч. 1, and says so.

import type { Problem } from '~/shared/problem';
import { addDays, parseCalendarDate } from '~/shared/russian';
import { type CalendarYear, CalendarYearSchema } from './rule.schema';
import { readYaml, zodProblems } from './yaml-source';

export interface WorkingCalendar {
  /** Years that have a table. */
  readonly years: readonly number[];
  isWorkingDay(date: string): boolean;
  /** Russian warnings for the years a term touches; empty when all of them have a table. */
  warningsFor(from: string, to: string): string[];
}

// ТК РФ ст. 112 ч. 1: used only for a year without a table.
const FIXED_HOLIDAYS = new Set([
  ...['01', '02', '03', '04', '05', '06', '07', '08'].map((day) => `01-${day}`),
  '02-23',
  '03-08',
  '05-01',
  '05-09',
  '06-12',
  '11-04',
]);

const isWeekend = (date: string): boolean => {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
};

/** Days off of a year that has a table. A holiday never becomes a working day by a transfer. */
function daysOff(year: CalendarYear): { off: Set<string>; workingWeekend: Set<string> } {
  const holidays = new Set(year.holidays.map((holiday) => holiday.date));
  const off = new Set(holidays);
  const workingWeekend = new Set<string>();
  for (const transfer of year.transfers) {
    off.add(transfer.to);
    if (!holidays.has(transfer.from)) workingWeekend.add(transfer.from);
  }
  return { off, workingWeekend };
}

/** A calendar from year tables (any order; a later duplicate of a year wins). Pure. */
export function makeCalendar(tables: readonly CalendarYear[]): WorkingCalendar {
  const years = new Map(tables.map((table) => [table.year, daysOff(table)]));
  return {
    years: [...years.keys()].sort((a, b) => a - b),
    isWorkingDay(date) {
      const table = years.get(Number(date.slice(0, 4)));
      if (!table) return !isWeekend(date) && !FIXED_HOLIDAYS.has(date.slice(5));
      if (table.off.has(date)) return false;
      return !isWeekend(date) || table.workingWeekend.has(date);
    },
    warningsFor(from, to) {
      const [first, last] = [from, to].sort().map((date) => Number(date.slice(0, 4)));
      const missing: number[] = [];
      for (let year = first as number; year <= (last as number); year++) {
        if (!years.has(year)) missing.push(year);
      }
      return missing.map(
        (year) =>
          `Производственный календарь на ${year} год не загружен: переносы выходных не учтены, проверьте срок.`,
      );
    },
  };
}

export interface WorkingTerm {
  /** 'YYYY-MM-DD' */
  readonly date: string;
  readonly warnings: string[];
}

/** Guards the loops below against absurd input; a term of ten thousand working days is forty years. */
const MAX_TERM = 10_000;

/**
 * The n-th working day after `date`: a term runs from the next day (ГК РФ ст. 191). n = 0 gives the date itself,
 * a negative n counts back. Throws RangeError on a wrong date or beyond 10,000 days.
 */
export function addWorkingDays(calendar: WorkingCalendar, date: string, n: number): WorkingTerm {
  if (!parseCalendarDate(date)) throw new RangeError(`addWorkingDays: not a calendar date: ${date}`);
  if (!Number.isInteger(n) || Math.abs(n) > MAX_TERM) throw new RangeError(`addWorkingDays: bad term ${n}`);
  const step = n < 0 ? -1 : 1;
  let current = date;
  for (let left = Math.abs(n); left > 0; ) {
    current = addDays(current, step);
    if (calendar.isWorkingDay(current)) left -= 1;
  }
  return { date: current, warnings: calendar.warningsFor(date, current) };
}

/**
 * Working days in (from, to]: how many are left on `from` until the term `to`. Negative when the term has passed:
 * then working days in (to, from]. Zero on the day itself.
 */
export function workingDaysBetween(calendar: WorkingCalendar, from: string, to: string): number {
  if (from === to) return 0;
  const [start, end, sign] = from < to ? [from, to, 1] : [to, from, -1];
  let days = 0;
  for (let current = addDays(start, 1); current <= end; current = addDays(current, 1)) {
    if (calendar.isWorkingDay(current)) days += 1;
  }
  return days === 0 ? 0 : days * sign;
}

/** The number of working days of a year. */
export function workingDaysOfYear(calendar: WorkingCalendar, year: number): number {
  return workingDaysBetween(calendar, `${year - 1}-12-31`, `${year}-12-31`);
}

/** Reads one calendar file; the published number of working days proves the table. Pure. */
export function parseCalendarYear(
  text: string,
  input: { file: string },
): { year: CalendarYear | null; problems: Problem[] } {
  const source = readYaml(text, input.file);
  if (source.problems.length > 0) return { year: null, problems: source.problems };
  const parsed = CalendarYearSchema.safeParse(source.value);
  if (!parsed.success) return { year: null, problems: zodProblems(parsed.error, source) };
  const year = parsed.data;
  const problems: Problem[] = [];
  const prefix = `${year.year}-`;
  year.holidays.forEach((holiday, index) => {
    if (!holiday.date.startsWith(prefix)) {
      problems.push(source.problem(['holidays', index, 'date'], `${holiday.date}: день другого года`));
    }
  });
  const counted = workingDaysOfYear(makeCalendar([year]), year.year);
  if (counted !== year.workingDays) {
    const message = `рабочих дней по таблице ${counted}, а указано ${year.workingDays}: проверьте праздники и переносы`;
    problems.push(source.problem(['workingDays'], message));
  }
  return { year: problems.length === 0 ? year : null, problems };
}
