// What of a word-processor file is compared: everything a reader sees as words, nothing of how it is set. Both sides
// go through the same reader, so that a mere re-saving by another program changes nothing here. Pure.
import {
  type OfficeBlock,
  type OfficeDocument,
  paragraphsOf,
  type RevisionSide,
  textOf,
} from '~/platform/office';

/** Spaces of every width, tabs and line breaks are one space; soft hyphens and marks of direction are nothing. */
function plain(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/\u2011/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
}

function linesOf(
  blocks: readonly OfficeBlock[],
  side: RevisionSide,
  shown: (text: string) => string = (text) => text,
): string[] {
  const lines: string[] = [];
  for (const paragraph of paragraphsOf(blocks)) {
    const { number } = paragraph;
    // Programs keep the place of a bullet, not its sign.
    const label = number && number.kind !== 'none' ? (number.kind === 'bullet' ? '•' : number.label) : '';
    const line = plain(`${label} ${shown(textOf(paragraph, side))}`);
    if (line !== '' && line !== '•') lines.push(line);
  }
  return lines;
}

/** The page's number between tabs: some programs leave the last one in the file, some leave none. */
const withoutPageNumber = (text: string) =>
  text
    .split('\t')
    .filter((part) => !/^\s*\d*\s*$/.test(part))
    .join(' ');

/** Running heads repeat in a file: each line once. */
function runningLines({ asides }: OfficeDocument, side: RevisionSide): string[] {
  const lines = asides
    .filter(({ kind }) => kind !== 'textBox')
    .flatMap(({ blocks }) => linesOf(blocks, side, withoutPageNumber));
  return [...new Set(lines)].sort();
}

/** The words of a file, a line a paragraph: main text, notes, text boxes, running heads. */
export function comparableText(document: OfficeDocument, side: RevisionSide = 'accepted'): string {
  const boxes = document.asides.filter(({ kind }) => kind === 'textBox');
  return [
    ...linesOf(document.blocks, side),
    '— сноски —',
    ...document.notes.flatMap(({ blocks }) => linesOf(blocks, side)),
    '— надписи —',
    ...boxes.flatMap(({ blocks }) => linesOf(blocks, side)),
    '— колонтитулы —',
    ...runningLines(document, side),
  ].join('\n');
}
