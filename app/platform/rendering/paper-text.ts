// A paper as plain text, line by line as it is printed; equal for equal papers whatever the format of a file.
import type { Paper, PaperBlock, PaperListEntry, PaperMark, PaperText } from './paper';
import { cleanText } from './text/clean-text';

const plain = (text: PaperText): string => text.map((run) => run.text).join('');
const labelled = (label: string | undefined, text: string): string => (label ? `${label} ${text}` : text);

function markLines(mark: PaperMark): string[] {
  const name = [mark.signatureLine ? '______________' : '', mark.person ?? ''].filter((part) => part !== '');
  return [
    mark.word,
    ...mark.lines,
    ...(name.length > 0 ? [name.join(' ')] : []),
    ...(mark.date ? [mark.date] : []),
    '',
  ];
}

function entryLines(entries: readonly PaperListEntry[], style: string, depth: number): string[] {
  return entries.flatMap((entry, index) => {
    const mark = style === 'decimal' ? `${index + 1})` : style === 'bullet' ? '•' : '–';
    return [
      `${'  '.repeat(depth)}${mark} ${plain(entry.text)}`,
      ...entryLines(entry.entries, style, depth + 1),
    ];
  });
}

function blockLines(block: PaperBlock): string[] {
  switch (block.kind) {
    case 'heading':
      return [
        '',
        ...block.lines.map((line, index) => labelled(index === 0 ? block.label : undefined, plain(line))),
      ];
    case 'item':
      return [labelled(block.label, plain(block.text)), ...block.children.flatMap(blockLines)];
    case 'paragraph':
      return [plain(block.text)];
    case 'list':
      return entryLines(block.entries, block.style, 0);
    case 'quote':
      return block.paragraphs.map((text) => `  ${plain(text)}`);
    case 'table':
      return [
        ...(block.caption ? [block.caption] : []),
        ...block.rows.map((row) => row.map((cell) => cell.paragraphs.map(plain).join(' ')).join('\t')),
      ];
    case 'appendix':
      return [
        '',
        block.label,
        ...(block.caption ? [block.caption] : []),
        plain(block.title),
        ...block.blocks.flatMap(blockLines),
      ];
  }
}

function datePlaceLines(paper: Paper): string[] {
  const value = paper.datePlace;
  if (!value) return [];
  if (value.layout === 'labelled') return value.lines.map((line) => `${line.label}: ${line.value}`);
  return [[value.left, value.middle, value.right].filter((part) => part).join('    ')];
}

/** The whole paper as text with ordinary spaces; ends with a line end. */
export function paperToText(paper: Paper): string {
  const marks = paper.markRows.flatMap(({ left, right }) =>
    [left, right].filter((mark) => mark !== undefined),
  );
  const lines = [
    ...(paper.stamp ? [paper.stamp] : []),
    ...paper.headerLines,
    ...marks.flatMap(markLines),
    ...paper.titleLines,
    ...(paper.adoption ? [paper.adoption] : []),
    ...datePlaceLines(paper),
    '',
    ...paper.blocks.filter((block) => block.kind !== 'appendix').flatMap(blockLines),
    ...(paper.signatures.length > 0 ? [''] : []),
    ...paper.signatures.map(({ role, name }) => `${role} ______________ ${name ?? ''}`.trimEnd()),
    ...paper.endMarks.flatMap(markLines),
    ...paper.blocks.filter((block) => block.kind === 'appendix').flatMap(blockLines),
  ];
  return `${lines
    .map((line) =>
      cleanText(line)
        .replace(/[\u00a0\u202f]/g, ' ')
        .replaceAll('\u00ad', ''),
    )
    .join('\n')}\n`;
}
