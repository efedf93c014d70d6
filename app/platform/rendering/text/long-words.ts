import type { PaperText } from '../paper';

/** A word that no line holds beside others: an address, a path, a code. */
const LONG_WORD = /\S{25,}/;

/** True when justifying the paragraph would tear the line before such a word apart. */
export function holdsLongWord(text: PaperText): boolean {
  return LONG_WORD.test(text.map((run) => run.text.replace(/\u00ad/g, '')).join(''));
}
