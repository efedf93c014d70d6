// Numbers of units: one written form for «44¹», «44_1», «110(1)», «VII.1», «ПЕРВЫЙ»; order; what may follow what. Pure.

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const ROMAN: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100 };
const ORDINALS = [
  'перв',
  'втор',
  'трет',
  'четверт',
  'пят',
  'шест',
  'седьм',
  'восьм',
  'девят',
  'десят',
  'одиннадцат',
  'двенадцат',
];

/** «44¹», «44_1», «44(1)» → «44.1»; «1.1-1» stays. */
export function normalNumber(written: string): string {
  return written
    .replace(/[⁰¹²³⁴-⁹]+/g, (marks) => `.${[...marks].map((mark) => SUPERSCRIPTS.indexOf(mark)).join('')}`)
    .replace(/_/g, '.')
    .replace(/\(([^)]+)\)/g, '.$1')
    .replace(/[‐‑–]/g, '-')
    .replace(/\.{2,}/g, '.')
    .replace(/\.$/, '')
    .toLowerCase();
}

/** Value of a Roman number; null when it is none. Cyrillic «Х», «І», «С» count as their look-alikes. */
export function romanValue(written: string): number | null {
  const latin = written.replace(/Х/g, 'X').replace(/І/g, 'I').replace(/С/g, 'C');
  if (!/^[IVXLC]+$/.test(latin)) return null;
  let total = 0;
  let last = 0;
  for (const sign of [...latin].reverse()) {
    const value = ROMAN[sign] ?? 0;
    total += value < last ? -value : value;
    last = Math.max(last, value);
  }
  return total;
}

/** Number of «ПЕРВЫЙ», «вторая»…; null for another word. */
export function ordinalValue(word: string): number | null {
  const low = word.toLowerCase().replace(/ё/g, 'е');
  const index = ORDINALS.findIndex((stem) => low.startsWith(stem) && low.length <= stem.length + 3);
  return index < 0 ? null : index + 1;
}

const parts = (n: string) => n.split(/[.-]/).map((part) => (/^\d+$/.test(part) ? Number(part) : part));

/** Order of numbers in an act: 44 < 44.1 < 44.1-1 < 45; letters by the alphabet with «ё» after «е». */
export function compareNumbers(a: string, b: string): number {
  const [left, right] = [parts(a), parts(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const [x, y] = [left[i], right[i]];
    if (x === undefined) return -1;
    if (y === undefined) return 1;
    if (x === y) continue;
    if (typeof x === 'number' && typeof y === 'number') return x - y;
    if (typeof x === 'number') return -1;
    if (typeof y === 'number') return 1;
    return x.localeCompare(y, 'ru');
  }
  return 0;
}

const next = (part: string): string =>
  /^\d+$/.test(part) ? String(Number(part) + 1) : String.fromCharCode(part.charCodeAt(0) + 1);

/** True when `b` may come right after `a` without a gap: 4 → 5, 4 → 4.1, 4.1 → 5, 4.1 → 4.2, а → б, и → к. */
export function follows(a: string, b: string): boolean {
  if (compareNumbers(a, b) >= 0) return false;
  const left = a.split(/[.-]/);
  const right = b.split(/[.-]/);
  const shared = left.findIndex((part, i) => part !== right[i]);
  if (shared < 0) return right.length === left.length + 1;
  const [from, to] = [left[shared] ?? '', right[shared] ?? ''];
  const skipped = from === 'и' ? ['й', 'к'] : from === 'е' ? ['ж', 'ё'] : from === 'щ' ? ['э', 'ы', 'ъ'] : [];
  return right.length === shared + 1 && (next(from) === to || skipped.includes(to));
}
