// Russian agreement with numbers: 1 участник, 2 участника, 5 участников, 1,5 участника (FACTS §8.2).

export type PluralForm = 'one' | 'few' | 'many';
export interface PluralForms {
  readonly one: string;
  readonly few: string;
  readonly many: string;
}

export const NBSP = '\u00a0';

/** Which form a number asks for. A fraction asks for `few` («1,5 процента»). The sign does not matter. */
export function pluralForm(n: number): PluralForm {
  const abs = Math.abs(n);
  if (!Number.isInteger(abs)) return 'few';
  const tens = abs % 100;
  const units = abs % 10;
  if (units === 1 && tens !== 11) return 'one';
  if (units >= 2 && units <= 4 && (tens < 12 || tens > 14)) return 'few';
  return 'many';
}

/** The right word for a number, without the number: `plural(2, 'день', 'дня', 'дней')` → «дня». */
export function plural(n: number, one: string, few: string, many: string): string {
  return { one, few, many }[pluralForm(n)];
}

/** «13 880», «1302», «62,5»: no-break thousands from five digits, decimal comma. */
export function formatNumber(n: number): string {
  if (!Number.isFinite(n)) return String(n);
  const [whole = '0', fraction] = String(Math.abs(n)).split('.');
  if (whole.includes('e') || fraction?.includes('e')) return String(n).replace('.', ',');
  const grouped = whole.length >= 5 ? whole.replace(/\B(?=(\d{3})+$)/g, NBSP) : whole;
  return `${n < 0 ? '−' : ''}${grouped}${fraction ? `,${fraction}` : ''}`;
}

/** Number and word with a no-break space between: «39 человек», «22 участника». */
export function count(n: number, one: string, few: string, many: string): string {
  return `${formatNumber(n)}${NBSP}${plural(n, one, few, many)}`;
}
