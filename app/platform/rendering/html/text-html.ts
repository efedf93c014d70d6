// Runs of text as HTML inside one paragraph: no-break spaces, soft hyphens, emphasis, links. Nothing of the user's
// text can become markup here, because every piece passes escapeHtml.

import type { PaperRun, PaperText } from '../paper';
import { cleanText, safeHref } from '../text/clean-text';
import { breakGiantWords, hyphenateRussian } from '../text/hyphenate';
import { keepRunsTogether, keepTogether } from '../text/keep-together';
import { holdsLongWord } from '../text/long-words';
import { escapeHtml } from './escape-html';

export interface TextOptions {
  /** Soft hyphens; off for headings and for very long papers. */
  readonly hyphenate: boolean;
  /**
   * Paragraphs up to so many characters (three lines) are never split: Chromium leaves the third line of a
   * three-line paragraph alone on the next page whatever `widows` says.
   */
  readonly keepWhole: number;
  /** True when the paper has a block with this id, so that a link to it leads somewhere. */
  readonly hasAnchor: (id: string) => boolean;
  /** Safe HTML after the own text of a block (links of the page around it, never the paper's own words). */
  readonly after?: ((blockId: string) => string) | undefined;
}

function runHtml(run: PaperRun, options: TextOptions): string {
  const href = safeHref(run.href);
  const plain = breakGiantWords(cleanText(run.text));
  let html = escapeHtml(options.hyphenate && href === null ? hyphenateRussian(plain) : plain);
  if (run.gap) html = `<span class="gap">${html}</span>`;
  if (run.underline) html = `<u>${html}</u>`;
  if (run.strike) html = `<s>${html}</s>`;
  if (run.em) html = `<em>${html}</em>`;
  if (run.strong) html = `<strong>${html}</strong>`;
  if (href !== null) return `<a href="${escapeHtml(href)}">${html}</a>`;
  if (run.target !== undefined && options.hasAnchor(run.target)) {
    return `<a href="#${escapeHtml(anchorOf(run.target))}">${html}</a>`;
  }
  return html;
}

/** One paragraph's inner HTML. */
export function textHtml(text: PaperText, options: TextOptions): string {
  return keepRunsTogether(text)
    .map((run) => runHtml(run, options))
    .join('');
}

/** The opening tag of a paragraph of running text. */
export function openParagraph(text: PaperText, className: string, options: TextOptions, id = ''): string {
  const length = text.reduce((sum, run) => sum + run.text.length, 0);
  const classes = [className, length <= options.keepWhole ? 'k' : '', holdsLongWord(text) ? 'u' : '']
    .filter((name) => name !== '')
    .join(' ');
  return `<p${classes ? ` class="${classes}"` : ''}${id ? ` id="${anchorOf(id)}"` : ''}>`;
}

/** A short plain line (title, mark, label): kept together, escaped, never hyphenated. */
export function lineHtml(line: string): string {
  return escapeHtml(breakGiantWords(keepTogether(cleanText(line))));
}

/** The same with soft hyphens, for narrow cells. */
export function softLineHtml(line: string): string {
  return escapeHtml(hyphenateRussian(breakGiantWords(keepTogether(cleanText(line)))));
}

/** The id attribute of a block; ids come from documents and may hold anything. */
export function anchorOf(id: string): string {
  return `b-${id.replace(/[^\w:.-]/g, '_')}`;
}
