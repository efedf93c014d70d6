// Strict reading of blocks without child blocks: paragraphs, lists, quotes, tables.
import type { Block, Inline, ListEntry, TableBlock } from '../body.schema';
import { type HtmlElement, innerText, isElement } from './parse-html';
import {
  attributesOf,
  blockAttributes,
  elementsOf,
  identityOf,
  oneOf,
  report,
  type StrictContext,
  wholeNumber,
} from './strict-context';
import { readRun } from './strict-inline';
import { CELL_ALIGNS, PARAGRAPH_ALIGNS } from './vocabulary';

function readEntry(element: HtmlElement, tag: string, context: StrictContext): ListEntry {
  attributesOf(context, element, []);
  const nested = element.children.filter((node) => isElement(node) && ['ul', 'ol'].includes(node.name));
  const entries = nested.flatMap((list) => {
    if (!isElement(list)) return [];
    attributesOf(context, list, []);
    if (list.name !== tag) report(context, list, `вложенный перечень должен быть <${tag}>, как внешний`);
    return readEntries(list, tag, context);
  });
  const content = readRun(
    element.children.filter((node) => !nested.includes(node)),
    context,
  );
  return entries.length > 0 ? { content, entries } : { content };
}

function readEntries(element: HtmlElement, tag: string, context: StrictContext): ListEntry[] {
  return elementsOf(context, element.children).flatMap((child) => {
    if (child.name === 'li') return [readEntry(child, tag, context)];
    report(context, child, `в перечне допускается только <li>, а не <${child.name}>`);
    return [];
  });
}

export function readList(element: HtmlElement, parentId: string, context: StrictContext): Block {
  blockAttributes(context, element, element.name === 'ul' ? ['data-style'] : []);
  const identity = identityOf(context, element, parentId);
  const marker = oneOf(context, element, 'data-style', ['dash', 'bullet'] as const) ?? 'dash';
  const style = element.name === 'ol' ? 'decimal' : marker;
  return { ...identity, type: 'list', style, entries: readEntries(element, element.name, context) };
}

function readParagraphs(element: HtmlElement, context: StrictContext): Inline[][] {
  return elementsOf(context, element.children).flatMap((child) => {
    if (child.name !== 'p') {
      report(context, child, `внутри <${element.name}> допускается только <p>, а не <${child.name}>`);
      return [];
    }
    attributesOf(context, child, []);
    return [readRun(child.children, context)];
  });
}

function readCell(element: HtmlElement, context: StrictContext): TableBlock['rows'][number]['cells'][number] {
  attributesOf(context, element, ['colspan', 'rowspan', 'data-align']);
  const blocks = element.children.some((node) => isElement(node) && node.name === 'p');
  const colspan = wholeNumber(context, element, 'colspan', [1, 100]);
  const rowspan = wholeNumber(context, element, 'rowspan', [1, 1000]);
  const align = oneOf(context, element, 'data-align', CELL_ALIGNS);
  return {
    content: blocks ? readParagraphs(element, context) : [readRun(element.children, context)],
    ...(element.name === 'th' ? { header: true } : {}),
    ...(colspan ? { colspan } : {}),
    ...(rowspan ? { rowspan } : {}),
    ...(align ? { align } : {}),
  };
}

function readRow(element: HtmlElement, context: StrictContext): TableBlock['rows'][number] {
  attributesOf(context, element, []);
  const cells = elementsOf(context, element.children).flatMap((child) => {
    if (child.name === 'td' || child.name === 'th') return [readCell(child, context)];
    report(context, child, `в строке таблицы допускаются <td> и <th>, а не <${child.name}>`);
    return [];
  });
  return { cells };
}

export function readTable(element: HtmlElement, parentId: string, context: StrictContext): Block {
  blockAttributes(context, element, ['data-header-rows']);
  const identity = identityOf(context, element, parentId);
  const rows: TableBlock['rows'] = [];
  let caption = '';
  for (const child of elementsOf(context, element.children)) {
    if (child.name === 'tr') rows.push(readRow(child, context));
    else if (child.name === 'caption') {
      attributesOf(context, child, []);
      caption = innerText(child.children);
      const inner = child.children.find(isElement);
      if (inner) report(context, inner, 'подпись таблицы — только текст, без тегов');
    } else report(context, child, `в таблице допускаются <caption> и <tr>, а не <${child.name}>`);
  }
  const headerRows = wholeNumber(context, element, 'data-header-rows', [0, 10]) ?? 0;
  return { ...identity, type: 'table', ...(caption ? { caption } : {}), headerRows, rows };
}

export function readParagraph(element: HtmlElement, parentId: string, context: StrictContext): Block {
  blockAttributes(context, element, ['data-align']);
  const align = oneOf(context, element, 'data-align', PARAGRAPH_ALIGNS);
  const identity = identityOf(context, element, parentId);
  return {
    ...identity,
    type: 'paragraph',
    content: readRun(element.children, context),
    ...(align ? { align } : {}),
  };
}

export function readQuote(element: HtmlElement, parentId: string, context: StrictContext): Block {
  blockAttributes(context, element, []);
  const identity = identityOf(context, element, parentId);
  return { ...identity, type: 'quote', paragraphs: readParagraphs(element, context) };
}
