// Runs of paper text as runs of the DOCX. No soft hyphens here: the word processor hyphenates by itself.
import {
  Bookmark,
  ExternalHyperlink,
  InternalHyperlink,
  type IRunOptions,
  type ParagraphChild,
  TextRun,
  UnderlineType,
} from 'docx';
import type { PaperRun, PaperText } from '../paper';
import { cleanText, safeHref } from '../text/clean-text';
import { keepRunsTogether, keepTogether } from '../text/keep-together';
import type { DocxContext } from './docx-context';
import { commented, revisedRun } from './docx-revisions';

function runOptions(run: PaperRun): IRunOptions {
  return {
    text: cleanText(run.text),
    ...(run.strong ? { bold: true } : {}),
    ...(run.em ? { italics: true } : {}),
    ...(run.underline ? { underline: { type: UnderlineType.SINGLE } } : {}),
    ...(run.strike ? { strike: true } : {}),
  };
}

function child(run: PaperRun, context: DocxContext): ParagraphChild[] {
  const runs = revisedRun(runOptions(run), run, context.revisions);
  const href = safeHref(run.href);
  if (href !== null) return [new ExternalHyperlink({ link: encodeURI(decodeSafely(href)), children: runs })];
  const bookmark = run.target === undefined ? undefined : context.bookmarks.get(run.target);
  if (bookmark !== undefined) return [new InternalHyperlink({ anchor: bookmark, children: runs })];
  return runs;
}

/** An address may come encoded or not; Word wants it encoded once. */
function decodeSafely(href: string): string {
  try {
    return decodeURI(href);
  } catch {
    // A stray percent sign: encodeURI makes it %25, which is what it means.
    return href;
  }
}

/** One paragraph's children. */
export function textChildren(text: PaperText, context: DocxContext): ParagraphChild[] {
  const runs = context.exchange ? text : keepRunsTogether(text, { shortWords: false });
  return runs.flatMap((run) => commented(run, child(run, context)));
}

/** The same inside a bookmark when something refers to the block. */
export function anchoredChildren(
  id: string,
  children: ParagraphChild[],
  context: DocxContext,
): ParagraphChild[] {
  const name = context.bookmarks.get(id);
  return name === undefined ? children : [new Bookmark({ id: name, children })];
}

/** A short plain line as it is printed. */
export function plainLine(line: string): string {
  return keepTogether(cleanText(line), { shortWords: false });
}

/** A short plain line. */
export function lineRun(line: string): TextRun {
  return new TextRun({ text: plainLine(line) });
}
