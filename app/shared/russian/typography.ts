// Russian typography of running text: «ёлочки» and inner „лапки“, dashes, no-break spaces (FACTS §8.1).
// Idempotent: typograph(typograph(x)) === typograph(x). Addresses of sites and mail are left alone.
import { MONTHS_GENITIVE } from './dates';
import { NBSP } from './plural';

const OPEN_BEFORE = /[\s([{«„\-–—/]/u;
const PROTECTED = /(?:https?:\/\/|www\.)[^\s«»„“”"]+|[\w.+-]+@[\w-]+\.[\w.-]+/giu;
const MASK_OPEN = '\uE000';
const MASK_CLOSE = '\uE001';

/** Straight and English quotes become «…», nested ones „…“. What does not pair is left as it is. */
export function fixQuotes(input: string): string {
  let depth = 0;
  let out = '';
  const open = () => {
    depth += 1;
    out += depth % 2 === 1 ? '«' : '„';
  };
  const close = () => {
    out += depth % 2 === 1 ? '»' : '“';
    depth -= 1;
  };
  for (let i = 0; i < input.length; i++) {
    const char = input[i] as string;
    const previous = out[out.length - 1];
    const atWordStart = previous === undefined || OPEN_BEFORE.test(previous);
    const beforeWord = /\S/u.test(input[i + 1] ?? ' ');
    if (char === '\n') depth = 0;
    if (char === '«' || char === '„') open();
    else if (char === '“' && (depth === 0 || depth % 2 === 1) && atWordStart && beforeWord) open();
    else if (char === '"' && atWordStart && beforeWord) open();
    else if (depth > 0 && (char === '»' || char === '“' || char === '”' || char === '"')) close();
    else out += char;
  }
  return out;
}

const months = MONTHS_GENITIVE.join('|');
const L = '(?<![\\p{L}\\p{N}])';
/** Words of one or two letters that must not end a line. */
const SHORT = 'в|во|к|ко|с|со|о|об|у|и|а|но|на|не|ни|по|за|из|от|до|то|же|бы|ли'.split('|');
const SHORT_WORDS = SHORT.filter((word) => !['же', 'бы', 'ли'].includes(word)).join('|');
const UNITS =
  'г\\.|гг\\.|руб\\.|коп\\.|тыс\\.|млн|млрд|кг|км|см|мм|м²|кв\\.|чел\\.|шт\\.|мин\\.|%|₽|процент\\p{L}*|человек\\p{L}*|дн\\p{L}*';

const RULES: [RegExp, string][] = [
  [/[ \t]{2,}/gu, ' '],
  [/(?<!\.)\.{3}(?!\.)/gu, '…'],
  [/(№|§)[ \u00a0\u202f]*(?=[\p{L}\p{N}])/gu, `$1${NBSP}`],
  // Year and city marks written without a space: «2023г.», «г.Астрахань», «ст.44», «п.3».
  [/(?<=\d{4})(?=гг?\.)/gu, NBSP],
  [
    new RegExp(`${L}(г|ул|д|ст|ч|п|пп|гл|кв|стр|рис|подп|абз|разд)\\.(?=\\p{Lu}\\p{Ll}|\\d)`, 'giu'),
    `$1.${NBSP}`,
  ],
  [
    new RegExp(
      `${L}(г|ул|д|ст|ч|п|пп|гл|кв|стр|рис|подп|абз|разд|прил|табл|пл|пр|пер|просп|пос|с|им|тел)\\. (?=[\\p{L}\\p{N}«№])`,
      'giu',
    ),
    `$1.${NBSP}`,
  ],
  [/(\d)(%)/gu, `$1${NBSP}$2`],
  [new RegExp(`(\\d) (?=(?:${UNITS})(?![\\p{L}]))`, 'gu'), `$1${NBSP}`],
  [new RegExp(`(\\d»?) (?=(?:${months})(?!\\p{L}))`, 'gu'), `$1${NBSP}`],
  [new RegExp(`${L}(и) (т)\\. ?(д|п)\\.`, 'giu'), `$1${NBSP}$2.${NBSP}$3.`],
  [new RegExp(`${L}(т)\\. (е|к|ч|д|п)\\.`, 'giu'), `$1.${NBSP}$2.`],
  // Initials: «И. О. Фамилия», «И.О. Фамилия», «Фамилия И.О.».
  [/(?<![\p{L}])(\p{Lu}\.) (?=\p{Lu}(?:\.|\p{Ll}))/gu, `$1${NBSP}`],
  [/(?<=\p{Lu}\.\p{Lu}\.) (?=\p{Lu}\p{Ll})/gu, NBSP],
  [/(?<=\p{Lu}\p{Ll}+) (?=\p{Lu}\.[ \u00a0]?\p{Lu}\.)/gu, NBSP],
  // Dash between words; a hyphen that begins a line is a list mark and stays.
  [/(?<=\S)[ \u00a0]+[-—][ \u00a0]+(?=\S)/gu, `${NBSP}— `],
  [/(?<=\S) – (?=\S)/gu, `${NBSP}– `],
  [/(?<![\d:])(\d{1,2}:\d{2}) ?- ?(\d{1,2}:\d{2})(?![\d:])/gu, '$1–$2'],
  [/(?<![\d\-–./№\u00a0])((?:19|20)\d{2})-((?:19|20)\d{2})(?![\d\-–./])/gu, '$1–$2'],
  [new RegExp(`${L}(${SHORT_WORDS}) (?=\\S)`, 'giu'), `$1${NBSP}`],
  [/ (?=(?:же|бы|ли)(?![\p{L}-]))/gu, NBSP],
];

function applyRules(text: string): string {
  return RULES.reduce((current, [pattern, replacement]) => current.replace(pattern, replacement), text);
}

/** The text as a Russian compositor would set it. Plain text in, plain text out; line breaks are kept. */
export function typograph(input: string): string {
  if (input.includes(MASK_OPEN) || input.includes(MASK_CLOSE)) return input;
  const kept: string[] = [];
  const masked = input.replace(PROTECTED, (match) => {
    kept.push(match);
    return `${MASK_OPEN}${kept.length - 1}${MASK_CLOSE}`;
  });
  let text = fixQuotes(masked);
  // A rule can open the way for another (chains of short words), so until nothing changes; the cap is a guard.
  for (let round = 0; round < 4; round++) {
    const next = applyRules(text);
    if (next === text) break;
    text = next;
  }
  return text.replace(/\uE000(\d+)\uE001/gu, (_, index: string) => kept[Number(index)] ?? '');
}

/** The text with its first letter large. */
export const capitalFirst = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** No-break spaces back to ordinary ones: for search, comparison and plain-text export. */
export function plainSpaces(input: string): string {
  return input.replace(/[\u00a0\u202f]/gu, ' ');
}
