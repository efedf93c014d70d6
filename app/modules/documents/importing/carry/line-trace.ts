// A trace of a printed line: equal for equal words and looks, whatever a word processor did to spaces and to the cuts
// between runs.
export interface TracedRun {
  readonly text: string;
  readonly strong?: boolean | undefined;
  readonly em?: boolean | undefined;
  readonly underline?: boolean | undefined;
  readonly href?: string | undefined;
}

const fold = (text: string) => text.replace(/[\s\u00a0\u202f\u2007]+/g, ' ');

function hash(text: string): string {
  let [a, b] = [0x811c9dc5, 0x9e3779b9];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b) + i;
  }
  return (a >>> 0).toString(36) + (b >>> 0).toString(36);
}

function address(href: string): string {
  try {
    return decodeURI(href);
  } catch {
    return href;
  }
}

/** The words alone. */
export const textTrace = (runs: readonly TracedRun[]): string =>
  hash(fold(runs.map(({ text }) => text).join('')).trim());

/** Words with bold, italics, underline and link targets; the look of a space is nobody's wish. */
export function lookTrace(runs: readonly TracedRun[]): string {
  let out = '';
  let last = '';
  for (const { text, strong, em, underline, href } of runs) {
    for (const word of text.split(/([\s\u00a0\u202f\u2007]+)/)) {
      if (word === '' || /^[\s\u00a0\u202f\u2007]/.test(word)) {
        if (word !== '' && !out.endsWith(' ')) out += ' ';
        continue;
      }
      const look = `${strong ? 'b' : ''}${em ? 'i' : ''}${underline && !href ? 'u' : ''}${href ? `<${address(href)}>` : ''}`;
      if (look !== last) out += `\u0001${look}\u0002`;
      last = look;
      out += word;
    }
  }
  return hash(out.trim());
}

/** A cell as one line: its paragraphs that hold words, with a sign between them. */
export function cellLine<T extends TracedRun>(
  paragraphs: readonly (readonly T[])[],
): (T | { text: string })[] {
  const some = paragraphs.filter((runs) => runs.some(({ text }) => fold(text).trim() !== ''));
  return some.flatMap((runs, i) => (i > 0 ? [{ text: ' ¶ ' }, ...runs] : [...runs]));
}
