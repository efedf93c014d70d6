// Text → tokens in one linear pass. A token never mixes letters and digits, so every composite («148(34)», «12Исх-3400»)
// is read by the grammar and always ends on a token's edge.

export interface Token {
  kind: 'word' | 'number' | 'mark';
  start: number;
  end: number;
  /** Lower case, ё → е, look-alike Latin letters of a mixed word → Cyrillic, every dash → «-». */
  low: string;
  /** White space before: none, spaces, one line break, an empty line. */
  gap: 0 | 1 | 2 | 3;
  /** The first letter is a capital. */
  capital: boolean;
}

export interface Scan {
  readonly text: string;
  readonly tokens: readonly Token[];
}

const LOOK_ALIKE: Record<string, string> = Object.fromEntries(
  [...'aeopcxykmthb'].map((latin, i) => [latin, [...'аеорсхукмтнв'][i] as string]),
);

const SPACE = /[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]/;
const MIXED = /[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeffa-zё]/;
const NOT_CYRILLIC = /^[^а-яё]*$/;

/** Splits a text once; linear in its length. */
export function scanText(text: string): Scan {
  const tokens: Token[] = [];
  const size = text.length;
  let gap: Token['gap'] = 0;
  let at = 0;
  while (at < size) {
    const code = text.charCodeAt(at);
    if (isSpace(code, text[at] as string)) {
      if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) gap = gap >= 2 ? 3 : 2;
      else if (gap === 0) gap = 1;
      at += 1;
      continue;
    }
    const start = at;
    const kind = isDigit(code) ? 'number' : isLetter(code) ? 'word' : 'mark';
    at += 1;
    if (kind === 'number') while (at < size && isDigit(text.charCodeAt(at))) at += 1;
    if (kind === 'word')
      while (at < size && (isLetter(text.charCodeAt(at)) || isInsideWord(text.charCodeAt(at)))) at += 1;
    const raw = text.slice(start, at);
    const low = kind === 'word' ? normalizeWord(raw) : kind === 'mark' ? normalizeMark(raw) : raw;
    tokens.push({ kind, start, end: at, low, gap, capital: kind === 'word' && isCapital(code) });
    gap = 0;
  }
  return { text, tokens };
}

function normalizeWord(raw: string): string {
  const low = raw.toLowerCase();
  if (!MIXED.test(low)) return low;
  const plain = low
    .normalize('NFC')
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/ё/g, 'е');
  if (NOT_CYRILLIC.test(plain)) return plain;
  return plain.replace(/[aeopcxykmthb]/g, (letter) => LOOK_ALIKE[letter] ?? letter);
}

function normalizeMark(raw: string): string {
  if ('‐‑‒–—―−'.includes(raw)) return '-';
  return raw === '#' ? '№' : raw;
}

const isDigit = (code: number) => code >= 48 && code <= 57;
const isSpace = (code: number, raw: string) =>
  code === 32 || (code < 33 && code !== 0) || (code >= 160 && SPACE.test(raw));
const isLetter = (code: number) =>
  (code >= 0x400 && code <= 0x52f) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
const isInsideWord = (code: number) =>
  (code >= 0x300 && code <= 0x36f) || code === 0xad || (code >= 0x200b && code <= 0x200d) || code === 0x2060;
const isCapital = (code: number) => (code >= 0x400 && code <= 0x42f) || (code >= 65 && code <= 90);

const NOTHING: Token = { kind: 'mark', start: -1, end: -1, low: '', gap: 3, capital: false };

/** The token at an index, or an empty one past either edge: a rule never has to check bounds. */
export const tokenAt = (scan: Scan, index: number): Token => scan.tokens[index] ?? NOTHING;
export const lowAt = (scan: Scan, index: number): string => scan.tokens[index]?.low ?? '';
export const rawAt = (scan: Scan, index: number): string => {
  const token = scan.tokens[index];
  return token ? scan.text.slice(token.start, token.end) : '';
};

/** The first token that starts at or after an offset, looking on from `from`. */
export function seek(scan: Scan, from: number, offset: number): number {
  let index = from;
  while (index < scan.tokens.length && tokenAt(scan, index).start < offset) index += 1;
  return index;
}

/** «№», «N», «No»: a number follows. */
export function skipNumberSign(scan: Scan, index: number): number {
  const low = lowAt(scan, index);
  if (low === '№') return lowAt(scan, index + 1) === '№' ? index + 2 : index + 1;
  if (low !== 'n' && low !== 'no') return index;
  return lowAt(scan, index + 1) === '.' ? index + 2 : index + 1;
}

export const endOf = (scan: Scan, nextIndex: number): number => tokenAt(scan, nextIndex - 1).end;

const SENTENCE_END = new Set(['.', ';', ':', '!', '?']);

/** May this token go on a citation begun before it? A wrapped line may; a new paragraph or list item may not. */
export function isJoined(scan: Scan, index: number): boolean {
  const token = tokenAt(scan, index);
  if (token.gap < 2) return true;
  if (token.gap === 3) return false;
  const before = lowAt(scan, index - 1);
  if (token.low === '-' || token.low === '•' || token.low === '*') return false;
  if (token.kind === 'number' && /^[.)]$/.test(lowAt(scan, index + 1)) && tokenAt(scan, index + 2).gap > 0)
    return false;
  if (before === '.') return token.kind === 'number' || !token.capital;
  return !SENTENCE_END.has(before);
}

/** Is this the first token of a line or of the text? */
export const startsLine = (scan: Scan, index: number): boolean =>
  index === 0 || tokenAt(scan, index).gap >= 2;

/** Is this the first token of a sentence, so that its capital says nothing? */
export function startsSentence(scan: Scan, index: number): boolean {
  if (startsLine(scan, index)) return true;
  const before = tokenAt(scan, index - 1);
  if (before.low === '.' || before.low === '!' || before.low === '?') return true;
  return onlyNumbering(scan, index - 1);
}

/** «2.6.2 Перечень», «- Порядок», «## Правила», «| 4 | Порядок»: nothing but numbers and marks since the line began. */
function onlyNumbering(scan: Scan, index: number): boolean {
  for (let at = index; at > index - 8; at -= 1) {
    if (tokenAt(scan, at).kind === 'word') return false;
    if (startsLine(scan, at)) return true;
  }
  return false;
}
