// Dates, sizes and short hashes for people. Days are calendar days (no zone); moments are shown in one fixed zone,
// so that server and browser print the same text.
import type { Locale } from './messages';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIME_ZONE = 'Europe/Moscow';
const tag: Record<Locale, string> = { ru: 'ru-RU', en: 'en-GB' };

const cache = new Map<string, Intl.DateTimeFormat>();
function formatter(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}${JSON.stringify(options)}`;
  const known = cache.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(tag[locale], options);
  cache.set(key, made);
  return made;
}

/** «25 сентября 2023 г.» of an ISO day or moment. */
export function formatDay(iso: string, locale: Locale, zone: string = TIME_ZONE): string {
  const timeZone = DAY.test(iso) ? 'UTC' : zone;
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return formatter(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone })
    .format(date)
    .replaceAll(' ', '\u00a0');
}

/** «25 сентября 2023 г., 14:05», by default in Moscow time. */
export function formatMoment(iso: string, locale: Locale, timeZone: string = TIME_ZONE): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const time = formatter(locale, { hour: '2-digit', minute: '2-digit', timeZone }).format(date);
  return `${formatDay(iso, locale, timeZone)}, ${time}`;
}

/** «124 КБ»: sizes of files, one decimal from megabytes on. */
export function formatSize(bytes: number, locale: Locale): string {
  const units = locale === 'ru' ? ['Б', 'КБ', 'МБ'] : ['B', 'kB', 'MB'];
  if (bytes < 1024) return `${bytes}\u00a0${units[0]}`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)}\u00a0${units[1]}`;
  const text = new Intl.NumberFormat(tag[locale], { maximumFractionDigits: 1 }).format(bytes / 1024 / 1024);
  return `${text}\u00a0${units[2]}`;
}

/** The first eight signs of a hash, enough to tell versions apart by eye. */
export function shortHash(sha256: string): string {
  return sha256.slice(0, 8);
}
