// How one counter of an automatic number is printed.
const RUSSIAN = 'абвгдежзиклмнопрстуфхцчшщэюя';
const LATIN = 'abcdefghijklmnopqrstuvwxyz';
const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

/** Word doubles the letter past the end: я, аа, бб. */
function letter(value: number, alphabet: string): string {
  const index = (value - 1) % alphabet.length;
  return (alphabet[index] ?? '').repeat(Math.min(Math.floor((value - 1) / alphabet.length) + 1, 10));
}

function roman(value: number): string {
  let left = Math.min(value, 3999);
  let out = '';
  for (const [worth, sign] of ROMAN) {
    while (left >= worth) {
      out += sign;
      left -= worth;
    }
  }
  return out;
}

/** `format` as OOXML names it; an unknown one counts in digits. */
export function formatCounter(value: number, format: string): string {
  if (value < 1 && format !== 'decimal' && format !== 'decimalZero') return String(value);
  switch (format) {
    case 'lowerLetter':
      return letter(value, LATIN);
    case 'upperLetter':
      return letter(value, LATIN).toUpperCase();
    case 'russianLower':
      return letter(value, RUSSIAN);
    case 'russianUpper':
      return letter(value, RUSSIAN).toUpperCase();
    case 'lowerRoman':
      return roman(value);
    case 'upperRoman':
      return roman(value).toUpperCase();
    case 'decimalZero':
      return String(value).padStart(2, '0');
    case 'none':
      return '';
    default:
      return String(value);
  }
}

export function kindOfFormat(format: string): 'decimal' | 'letter' | 'roman' | 'bullet' | 'none' {
  if (format === 'bullet') return 'bullet';
  if (format === 'none') return 'none';
  if (/Letter|russian/.test(format)) return 'letter';
  return /Roman/.test(format) ? 'roman' : 'decimal';
}

/** Bullets are often glyphs of symbol fonts in the private area: they become signs every font has. */
export function bulletSign(text: string): string {
  const sign = text.trim().slice(0, 2);
  if (sign === '') return '•';
  if (/^[-–—\uf02d\u2212\u00ad]/.test(sign)) return '–';
  return /^[\ue000-\uf8ffo§]/.test(sign) ? '•' : sign;
}
