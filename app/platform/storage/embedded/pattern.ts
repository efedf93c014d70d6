// PCRE patterns, as MongoDB takes them, on JavaScript's RegExp: what means the same is kept, `$` and `.` are
// translated (PCRE's line end is \n alone), and what JavaScript lacks or reads otherwise is refused by name.
import { badValue, notSupported, StoreError } from './errors';

const UNSUPPORTED_ESCAPES = new Set([...'AzZhHQEKGRXVaeNCog']);
const GROUP = /^\(\?(?::|=|!|<=|<!|<[A-Za-z_]\w*>)/;
const cache = new Map<string, RegExp>();

/** Throws BadValue for a bad option, 51091 for a pattern that does not compile. */
export function compilePattern(pattern: string, options: string): RegExp {
  const key = `${options}/${pattern}`;
  const known = cache.get(key);
  if (known) return known;
  const compiled = compile(pattern, options);
  if (cache.size > 500) cache.clear();
  cache.set(key, compiled);
  return compiled;
}

function compile(pattern: string, options: string): RegExp {
  if (pattern.includes('\0')) throw badValue('Regular expression cannot contain an embedded null byte');
  for (const option of options) {
    if (option === 'x') throw notSupported('regular expression option x', 51108);
    if (!'imsu'.includes(option)) throw new StoreError(51108, `invalid flag in regex options: ${option}`);
  }
  const flags = [...new Set(options.replace('u', ''))].join('');
  const source = translate(pattern, flags);
  try {
    return new RegExp(source, `${flags}u`);
  } catch {
    try {
      return new RegExp(source, flags);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new StoreError(51091, `Regular expression is invalid: ${reason}`);
    }
  }
}

function translate(pattern: string, flags: string): string {
  const multiline = flags.includes('m');
  const dotAll = flags.includes('s');
  let result = '';
  let inClass = false;
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern[at] as string;
    if (char === '\\') {
      const next = pattern[at + 1] ?? '';
      if (UNSUPPORTED_ESCAPES.has(next)) throw notSupported(`\\${next} in a regular expression`, 51091);
      result += char + next;
      at += 1;
    } else if (inClass) {
      if (char === '[' && pattern[at + 1] === ':')
        throw notSupported('POSIX class in a regular expression', 51091);
      if (char === ']') inClass = false;
      result += char === '[' ? '\\[' : char;
    } else {
      if (char === '[') inClass = true;
      result += translateChar(pattern, at, char, multiline, dotAll);
    }
  }
  return result;
}

function translateChar(
  pattern: string,
  at: number,
  char: string,
  multiline: boolean,
  dotAll: boolean,
): string {
  if (char === '(' && (pattern[at + 1] === '?' || pattern[at + 1] === '*')) {
    const rest = pattern.slice(at, at + 40);
    if (!GROUP.test(rest)) throw notSupported(`group ${rest.slice(0, 4)} in a regular expression`, 51091);
  }
  if (char === '+' && at > 0 && /[*+?}]/.test(pattern[at - 1] as string) && pattern[at - 2] !== '\\') {
    throw notSupported('possessive quantifier in a regular expression', 51091);
  }
  if (char === '.' && !dotAll) return '[^\\n]';
  if (char === '$') return multiline ? '(?=\\n|$(?![\\s\\S]))' : '(?=\\n?$)';
  if (char === '^' && multiline) return '(?<=\\n|^(?<![\\s\\S]))';
  return char;
}

/** The literal beginning of an anchored, case-sensitive pattern (`^abc…`), for index bounds; '' when none. */
export function literalPrefix(pattern: string, options: string): string {
  if (!pattern.startsWith('^') || /[im]/.test(options) || pattern.includes('|')) return '';
  const match = /^\^((?:[^\\^$.*+?()[\]{}|]|\\[-/.^$*+?()[\]{}|\\])*)([*?{])?/.exec(pattern);
  if (!match) return '';
  const literal = (match[1] ?? '').replace(/\\(.)/g, '$1');
  return match[2] ? [...literal].slice(0, -1).join('') : literal;
}
