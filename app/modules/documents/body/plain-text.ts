// The body as plain text: for search, comparison, letters, text hashes. Same numbers and values as on paper.
import type { Block, DocumentBody, ListBlock } from './body.schema';
import { type DisplayContext, displayContext, runText, type ValueResolver } from './render-values';
import { flattenBlocks, flattenEntries } from './walk';

function listLines(block: ListBlock, context: DisplayContext): string[] {
  const counters: number[] = [];
  return flattenEntries(block.entries).map(({ entry, level }) => {
    counters.length = level;
    counters[level - 1] = (counters[level - 1] ?? 0) + 1;
    const marker = { dash: '–', bullet: '•', decimal: `${counters[level - 1]})` }[block.style];
    return `${'  '.repeat(level - 1)}${marker} ${runText(entry.content, context, block.id)}`.trimEnd();
  });
}

/** The lines a block prints itself, children aside and without its number. Cells of a row are joined by a tab. */
export function blockLines(block: Block, context: DisplayContext): string[] {
  const text = (run: Parameters<typeof runText>[0]) => runText(run, context, block.id);
  switch (block.type) {
    case 'section':
      return [text(block.title)];
    case 'appendix':
      return [...(block.caption ? [block.caption] : []), text(block.title)];
    case 'addresseeGroup':
      return [`${block.addressees.map((run) => text(run).replace(/[\s,:;]+$/, '')).join(', ')}:`];
    case 'item':
    case 'paragraph':
      return [text(block.content)];
    case 'list':
      return listLines(block, context);
    case 'quote':
      return block.paragraphs.map(text);
    case 'table': {
      const rows = block.rows.map((row) =>
        row.cells.map((cell) => cell.content.map(text).join(' ')).join('\t'),
      );
      return block.caption ? [block.caption, ...rows] : rows;
    }
  }
}

/** A block's own text in one string, lines joined by '\n'. */
export function blockText(block: Block, context: DisplayContext): string {
  return blockLines(block, context).join('\n');
}

/** The whole body, one line a paragraph, numbers and markers before the text. */
export function bodyToText(body: DocumentBody, values?: ValueResolver): string {
  const context = displayContext(body, values);
  const lines: string[] = [];
  for (const { block } of flattenBlocks(body)) {
    const number = context.numbers.get(block.id);
    const [first = '', ...rest] = blockLines(block, context);
    if (block.type === 'appendix') lines.push(number?.label ?? '', first, ...rest);
    else lines.push(number ? `${number.label} ${first}`.trimEnd() : first, ...rest);
  }
  return lines.join('\n');
}
