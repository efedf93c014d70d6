// A title in quotes, with quotes inside it. Acts often close two levels with one mark.
import { lowAt, rawAt, type Scan, seek, tokenAt } from './tokens';

/** Longer titles exist, but a lost closing mark must not swallow a document. */
const LONGEST = 900;

const OPENING = '«“„';
const CLOSING = '»”';

const isLetterOrDigit = (char: string | undefined) => char !== undefined && /[\dA-Za-zА-Яа-яЁё.)]/.test(char);
const isSpaceOrOpen = (char: string | undefined) => char === undefined || /[\s(«]/.test(char);

/** The title and the token after its closing mark, or null when nothing is quoted here. */
export function readQuoted(scan: Scan, index: number): { title: string; next: number } | null {
  const mark = rawAt(scan, index);
  const { start } = tokenAt(scan, index);
  if (start < 0 || mark === '' || !(OPENING.includes(mark) || mark === '"')) return null;
  if (mark === '"' && tokenAt(scan, index).gap === 0 && tokenAt(scan, index - 1).kind === 'word') return null;
  const stretch = stretchOf(scan.text, start);
  const length = mark === '"' ? closeStraight(stretch) : closeAngled(stretch);
  if (length < 0) return null;
  const close = start + length;
  const title = scan.text
    .slice(start + 1, close)
    .replace(/\s+/g, ' ')
    .trim();
  return title === '' ? null : { title, next: seek(scan, index, close + 1) };
}

/** The stretch in which the closing mark may stand: one line, and wrapped ones that go on in lower case. */
function stretchOf(text: string, start: number): string {
  const window = text.slice(start, start + LONGEST);
  let line = window.indexOf('\n');
  while (line >= 0 && /[а-яё(]/.test(window[line + 1] ?? '')) line = window.indexOf('\n', line + 1);
  return line < 0 ? window : window.slice(0, line);
}

const opensStraight = (stretch: string, at: number) =>
  isSpaceOrOpen(stretch[at - 1]) && isLetterOrDigit(stretch[at + 1]);

/** Angled marks nest; a straight mark that nothing opened closes too, since people mix them. */
function closeAngled(stretch: string): number {
  let depth = 0;
  let straight = 0;
  let last = -1;
  for (let at = 0; at < stretch.length; at += 1) {
    const char = stretch[at] as string;
    if (char === '"' && opensStraight(stretch, at)) straight += 1;
    else if (char === '"' && straight > 0) straight -= 1;
    else if (char === '“' ? depth === 0 : OPENING.includes(char)) depth += 1;
    else if (CLOSING.includes(char) || char === '“' || char === '"') {
      depth -= 1;
      last = at;
      if (depth === 0) return at;
    }
  }
  return last;
}

/** Straight marks: one opens after a space and closes after a letter. */
function closeStraight(stretch: string): number {
  let depth = 1;
  let angled = 0;
  for (let at = 1; at < stretch.length; at += 1) {
    const char = stretch[at];
    if (char === '«') angled += 1;
    if (char === '»') {
      if (angled === 0) return at;
      angled -= 1;
    }
    if (char !== '"') continue;
    if (opensStraight(stretch, at)) {
      depth += 1;
      continue;
    }
    depth -= 1;
    if (depth === 0 || !closesLater(stretch, at)) return at;
  }
  return -1;
}

/** Is the next straight mark another closing one? If not, this one closes every level. */
function closesLater(stretch: string, at: number): boolean {
  const next = stretch.indexOf('"', at + 1);
  return next >= 0 && (next === at + 1 || !isSpaceOrOpen(stretch[next - 1]));
}

/** Does the quoted text look like the title of an act rather than the name of an organisation? */
export const looksLikeTitle = (scan: Scan, index: number): boolean =>
  /^(?:о|об|обо|по|вопросы|правила|положение)$/.test(lowAt(scan, index + 1));
