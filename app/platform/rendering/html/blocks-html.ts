// Blocks as semantic HTML: headings, lists and tables become the structure tags of the PDF, so the marks stay
// elements and never pictures of elements. No br inside headings (it glues words in the PDF outline).
import type {
  PaperAppendix,
  PaperBlock,
  PaperCell,
  PaperHeading,
  PaperItem,
  PaperListEntry,
  PaperTable,
} from '../paper';
import { escapeHtml } from './escape-html';
import { anchorOf, lineHtml, openParagraph, type TextOptions, textHtml } from './text-html';

const isDash = (label: string | undefined): boolean => label !== undefined && /^[–—\-•]$/.test(label);

const after = (id: string, options: TextOptions): string => options.after?.(id) ?? '';

function labelHtml(label: string): string {
  if (isDash(label)) return `<span class="n d">${escapeHtml(label)} </span>`;
  const depth = (label.match(/\d+/g) ?? []).length;
  const wide = depth > 1 ? ` n${Math.min(depth, 3)}` : '';
  return `<span class="n${wide}">${escapeHtml(label)} </span>`;
}

/**
 * Lines of one heading, each on its own line. Every line but the last ends with a space that is laid out: without
 * it the PDF outline glues the words («РЕЗОЛЮЦИЯКРУГЛОГО СТОЛА»).
 */
export function linesHtml(lines: readonly string[]): string {
  if (lines.length < 2) return lines.join('');
  return lines
    .map((line, index) => `<span class="l">${line}${index < lines.length - 1 ? ' ' : ''}</span>`)
    .join('');
}

function headingHtml(block: PaperHeading, options: TextOptions): string {
  const tag = `h${Math.min(block.level + 1, 5)}`;
  const quiet = { ...options, hyphenate: false };
  const label = block.label ? `${escapeHtml(block.label)} ` : '';
  const lines = block.lines.map((line, index) => (index === 0 ? label : '') + textHtml(line, quiet));
  const look = block.look === 'centred' ? 'c' : 'lead';
  return `<${tag} class="${look}" id="${anchorOf(block.id)}">${linesHtml(lines)}</${tag}>${after(block.id, options)}`;
}

function itemHtml(block: PaperItem, options: TextOptions): string {
  const label = block.label ? labelHtml(block.label) : '';
  const tag = block.label ? 'li' : 'div';
  const children = blocksHtml(block.children, options);
  return `<${tag} id="${anchorOf(block.id)}">${openParagraph(block.text, 't', options)}${label}${textHtml(block.text, options)}</p>${after(block.id, options)}${children}</${tag}>`;
}

function entriesHtml(
  entries: readonly PaperListEntry[],
  style: string,
  options: TextOptions,
  blockId?: string,
): string {
  if (entries.length === 0) return '';
  const tag = style === 'decimal' ? 'ol' : 'ul';
  const items = entries.map((entry, index) => {
    const mark = style === 'decimal' ? `${index + 1})` : style === 'bullet' ? '•' : '–';
    const label = style === 'decimal' ? `<span class="n">${mark} </span>` : labelHtml(mark);
    return `<li>${openParagraph(entry.text, 't', options)}${label}${textHtml(entry.text, options)}</p>${entriesHtml(entry.entries, style, options)}</li>`;
  });
  const id = blockId === undefined ? '' : ` id="${anchorOf(blockId)}"`;
  return `<${tag}${id}${tag === 'ol' ? ' class="s"' : ''}>${items.join('')}</${tag}>`;
}

function cellHtml(cell: PaperCell, scope: 'col' | 'row', options: TextOptions): string {
  const tag = cell.header ? 'th' : 'td';
  const spans = `${cell.colspan > 1 ? ` colspan="${cell.colspan}"` : ''}${cell.rowspan > 1 ? ` rowspan="${cell.rowspan}"` : ''}`;
  const align = cell.align === 'left' ? '' : ` class="${cell.align === 'center' ? 'ac' : 'ar'}"`;
  const quiet = cell.header ? { ...options, hyphenate: false } : options;
  const inner = cell.paragraphs.map((text) => `<p>${textHtml(text, quiet)}</p>`).join('');
  return `<${tag}${cell.header ? ` scope="${scope}"` : ''}${spans}${align}>${inner}</${tag}>`;
}

function columnsHtml({ widths }: PaperTable): string {
  if (!widths) return '';
  const total = widths.reduce((sum, width) => sum + width, 0);
  const columns = widths.map((width) => `<col style="width:${((100 * width) / total).toFixed(1)}%">`);
  return `<colgroup>${columns.join('')}</colgroup>`;
}

function tableHtml(block: PaperTable, options: TextOptions): string {
  // Breaking words helps narrow columns and spoils wide ones.
  const narrow = Math.max(...block.rows.map((row) => row.length), 0) >= 5;
  const cellOptions = { ...options, hyphenate: options.hyphenate && narrow };
  const row = (cells: readonly PaperCell[], head: boolean) =>
    `<tr>${cells.map((cell) => cellHtml(head ? { ...cell, header: true } : cell, head ? 'col' : 'row', cellOptions)).join('')}</tr>`;
  const head = block.rows.slice(0, block.headerRows).map((cells) => row(cells, true));
  const body = block.rows.slice(block.headerRows).map((cells) => row(cells, false));
  const caption = block.caption ? `<figcaption>${lineHtml(block.caption)}</figcaption>` : '';
  const thead = head.length > 0 ? `<thead>${head.join('')}</thead>` : '';
  return `<figure id="${anchorOf(block.id)}">${caption}<table${block.widths ? ' class="fx"' : ''}>${columnsHtml(block)}${thead}<tbody>${body.join('')}</tbody></table></figure>`;
}

function appendixHtml(block: PaperAppendix, options: TextOptions): string {
  const quiet = { ...options, hyphenate: false };
  const caption = block.caption ? `<p>${lineHtml(block.caption)}</p>` : '';
  const title = textHtml(block.title, quiet);
  const heading = title === '' ? '' : `<h2 class="c">${title}</h2>`;
  return `<section class="appendix" id="${anchorOf(block.id)}"><div class="ap"><p>${lineHtml(block.label)}</p>${caption}</div>${heading}${blocksHtml(block.blocks, options)}</section>`;
}

function blockHtml(block: PaperBlock, options: TextOptions): string {
  switch (block.kind) {
    case 'heading':
      return headingHtml(block, options);
    case 'item':
      return itemHtml(block, options);
    case 'paragraph': {
      const side = block.align === 'justify' ? '' : ` ${block.align}`;
      return `${openParagraph(block.text, `t${side}`, options, block.id)}${textHtml(block.text, options)}</p>${after(block.id, options)}`;
    }
    case 'list':
      return entriesHtml(block.entries, block.style, options, block.id);
    case 'quote': {
      const paragraphs = block.paragraphs.map(
        (text) => `${openParagraph(text, '', options)}${textHtml(text, options)}</p>`,
      );
      return `<blockquote id="${anchorOf(block.id)}">${paragraphs.join('')}</blockquote>`;
    }
    case 'table':
      return tableHtml(block, options);
    case 'appendix':
      return appendixHtml(block, options);
  }
}

/** Blocks in order; neighbouring labelled items share one list element. */
export function blocksHtml(blocks: readonly PaperBlock[], options: TextOptions): string {
  let html = '';
  let open = '';
  for (const block of blocks) {
    const list = block.kind === 'item' && block.label ? (isDash(block.label) ? 'ul' : 'ol') : '';
    if (list !== open) {
      html += `${open ? `</${open}>` : ''}${list ? `<${list}>` : ''}`;
      open = list;
    }
    html += blockHtml(block, options);
  }
  return html + (open ? `</${open}>` : '');
}
