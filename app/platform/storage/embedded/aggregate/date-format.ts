// $dateToString: the format specifiers of ISO parts.
import { StoreError } from '../errors';

const pad = (value: number, size: number): string => String(value).padStart(size, '0');
const DAY = 86_400_000;

export function formatDate(format: string, ms: number, offsetMinutes: number): string {
  const date = new Date(ms + offsetMinutes * 60_000);
  let result = '';
  for (let at = 0; at < format.length; at += 1) {
    if (format[at] !== '%') {
      result += format[at];
      continue;
    }
    at += 1;
    result += part(format[at], date, offsetMinutes);
  }
  return result;
}

function part(specifier: string | undefined, date: Date, offsetMinutes: number): string {
  switch (specifier) {
    case 'Y':
      return pad(date.getUTCFullYear(), 4);
    case 'm':
      return pad(date.getUTCMonth() + 1, 2);
    case 'd':
      return pad(date.getUTCDate(), 2);
    case 'H':
      return pad(date.getUTCHours(), 2);
    case 'M':
      return pad(date.getUTCMinutes(), 2);
    case 'S':
      return pad(date.getUTCSeconds(), 2);
    case 'L':
      return pad(date.getUTCMilliseconds(), 3);
    case 'j':
      return pad(Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY) + 1, 3);
    case 'u':
      return String(isoWeekday(date));
    case 'G':
      return pad(isoWeek(date).year, 4);
    case 'V':
      return pad(isoWeek(date).week, 2);
    case 'z':
      return `${offsetMinutes < 0 ? '-' : '+'}${pad(Math.floor(Math.abs(offsetMinutes) / 60), 2)}${pad(Math.abs(offsetMinutes) % 60, 2)}`;
    case 'Z':
      return `${offsetMinutes < 0 ? '-' : '+'}${pad(Math.abs(offsetMinutes), 3)}`;
    case '%':
      return '%';
    case undefined:
      throw new StoreError(18535, "Unmatched '%' at end of format string");
    default:
      throw new StoreError(18536, `Invalid format character '%${specifier}' in format string`);
  }
}

const isoWeekday = (date: Date): number => date.getUTCDay() || 7;

function isoWeek(date: Date): { year: number; week: number } {
  const thursday = new Date(date.getTime() + (4 - isoWeekday(date)) * DAY);
  const year = thursday.getUTCFullYear();
  return { year, week: Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / DAY / 7) + 1 };
}
