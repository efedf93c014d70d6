// Lenient reading, first half: any HTML (Word, a browser, mail) -> a flat list of lines in reading order.
// What cannot be kept is dropped with a doubt, never silently; text is always kept.
import type { Inline, ListEntry, Mark, ParagraphBlock, TableBlock } from '../body.schema';
import { cleanText, isSafeHref, normalizeRun } from '../normalize';
import { type HtmlElement, type HtmlNode, innerText, isElement } from './parse-html';

export interface PasteDoubt {
  /** Russian sentence: what was found and what was made of it. */
  readonly message: string;
  /** The text it is about, at most 80 characters. */
  readonly sample: string;
}

export type PasteLine =
  | { kind: 'heading'; level: number; run: Inline[] }
  | { kind: 'paragraph'; run: Inline[]; align?: ParagraphBlock['align'] }
  | { kind: 'list'; ordered: boolean; entries: ListEntry[] }
  | { kind: 'quote'; paragraphs: Inline[][] }
  | { kind: 'table'; table: Omit<TableBlock, 'id'> };

export interface PasteContext {
  readonly lines: PasteLine[];
  readonly doubts: PasteDoubt[];
}

const INVISIBLE = new Set('head title meta link style template noscript colgroup col'.split(' '));
const ACTIVE: Record<string, string> = {
  script: 'Сценарий удалён: в документе он невозможен',
  iframe: 'Вставка чужой страницы удалена',
  object: 'Вложенный объект удалён',
  embed: 'Вложенный объект удалён',
  img: 'Картинка пропущена: приложите её отдельным файлом',
  svg: 'Рисунок пропущен: приложите его отдельным файлом',
  video: 'Видео пропущено',
  audio: 'Звук пропущен',
  input: 'Поле формы удалено',
  select: 'Поле формы удалено',
  textarea: 'Поле формы удалено',
};
const BLOCKS = new Set(
  'p div h1 h2 h3 h4 h5 h6 ul ol li table blockquote article section aside main header footer nav figure pre address dl dt dd form hr br fieldset body html center'.split(
    ' ',
  ),
);
const MAX_ENTRY_LEVEL = 4;

export function doubt(context: PasteContext, message: string, text: string): void {
  context.doubts.push({ message, sample: cleanText(text).trim().slice(0, 80) });
}

function markOf(element: HtmlElement): Mark[] {
  const style = element.attributes.get('style') ?? '';
  const marks: Mark[] = [];
  if (/^(b|strong)$/.test(element.name) || /font-weight:\s*(bold|[6-9]00)/i.test(style))
    marks.push({ type: 'strong' });
  if (/^(i|em)$/.test(element.name) || /font-style:\s*italic/i.test(style)) marks.push({ type: 'em' });
  if (/^(u|ins)$/.test(element.name) || /text-decoration[^;]*underline/i.test(style))
    marks.push({ type: 'underline' });
  return marks;
}

/** Soft hyphens and zero-width characters come from somebody's layout and would break search. */
const layoutFree = (text: string) => text.replace(/[\u00ad\u200b\ufeff]/g, '');

function skip(element: HtmlElement, context: PasteContext): boolean {
  if (INVISIBLE.has(element.name)) return true;
  const reason = ACTIVE[element.name];
  if (reason) doubt(context, reason, element.attributes.get('alt') ?? innerText(element.children));
  return reason !== undefined;
}

/** Inline content inside a node; block elements met there end a paragraph (the run is cut by null). */
function cutRuns(
  nodes: readonly HtmlNode[],
  context: PasteContext,
  marks: readonly Mark[] = [],
): (Inline | null)[] {
  return nodes.flatMap((node): (Inline | null)[] => {
    if (!isElement(node)) return [{ type: 'text', text: layoutFree(node.text), marks: [...marks] }];
    if (skip(node, context)) return [];
    const link: Mark[] = [];
    const href = node.name === 'a' ? node.attributes.get('href') : undefined;
    if (href !== undefined && isSafeHref(href)) link.push({ type: 'link', href });
    else if (href)
      doubt(context, `Ссылка «${href.slice(0, 60)}» удалена, текст оставлен`, innerText(node.children));
    const inner = cutRuns(node.children, context, [...marks, ...markOf(node), ...link]);
    return BLOCKS.has(node.name) ? [null, ...inner, null] : inner;
  });
}

/** Paragraphs of a node, blank ones left out. */
export function paragraphsOf(nodes: readonly HtmlNode[], context: PasteContext): Inline[][] {
  const runs: Inline[][] = [[]];
  for (const piece of cutRuns(nodes, context)) {
    if (piece === null) runs.push([]);
    else runs[runs.length - 1]!.push(piece);
  }
  return runs.map(normalizeRun).filter((run) => run.length > 0);
}

function joined(nodes: readonly HtmlNode[], context: PasteContext): Inline[] {
  const paragraphs = paragraphsOf(nodes, context);
  return normalizeRun(
    paragraphs.flatMap((run, i) => (i > 0 ? [{ type: 'text', text: ' ' } as Inline, ...run] : run)),
  );
}

const isList = (node: HtmlNode): node is HtmlElement & { name: 'ul' | 'ol' } =>
  isElement(node) && (node.name === 'ul' || node.name === 'ol');

function entriesOf(list: HtmlElement, context: PasteContext, level: number): ListEntry[] {
  return list.children.flatMap((child): ListEntry[] => {
    // Word and mail nest a list beside, not inside, its line; what is neither line nor list is a line of its own.
    if (isList(child)) return entriesOf(child, context, level);
    if (!isElement(child) && !/\S/.test(child.text)) return [];
    const parts = isElement(child) && child.name === 'li' ? child.children : [child];
    const content = joined(
      parts.filter((node) => !isList(node)),
      context,
    );
    const inner = parts.filter(isList).flatMap((nested) => entriesOf(nested, context, level + 1));
    if (level >= MAX_ENTRY_LEVEL) return [...(content.length > 0 ? [{ content }] : []), ...inner];
    if (content.length === 0 && inner.length === 0) return [];
    return [inner.length > 0 ? { content, entries: inner } : { content }];
  });
}

function rowsOf(nodes: readonly HtmlNode[]): HtmlElement[] {
  return nodes.filter(isElement).flatMap((node) => {
    if (node.name === 'tr') return [node];
    return ['thead', 'tbody', 'tfoot'].includes(node.name) ? rowsOf(node.children) : [];
  });
}

function span(cell: HtmlElement, name: string, max: number): number {
  const value = Number.parseInt(cell.attributes.get(name) ?? '1', 10);
  return Number.isFinite(value) ? Math.min(Math.max(value, 1), max) : 1;
}

function tableOf(element: HtmlElement, context: PasteContext): PasteLine {
  const isCell = (node: HtmlNode): node is HtmlElement => isElement(node) && /^t[dh]$/.test(node.name);
  const rows = rowsOf(element.children).map((row) => ({
    cells: row.children.filter(isCell).map((cell) => ({
      content: paragraphsOf(cell.children, context),
      header: cell.name === 'th',
      colspan: span(cell, 'colspan', 100),
      rowspan: span(cell, 'rowspan', 1000),
    })),
  }));
  const plain = rows.findIndex((row) => row.cells.some((cell) => !cell.header));
  const headerRows = Math.min(Math.max(plain, 0), 10);
  const captions = element.children.filter((node) => isElement(node) && node.name === 'caption');
  const caption = innerText(captions);
  return { kind: 'table', table: { type: 'table', headerRows, rows, ...(caption ? { caption } : {}) } };
}

function alignOf(element: HtmlElement): { align?: 'center' | 'right' } {
  const style = element.attributes.get('style') ?? '';
  const value = /text-align:\s*(center|right)/i.exec(style)?.[1] ?? element.attributes.get('align') ?? '';
  const align = value.toLowerCase();
  return align === 'center' || align === 'right' ? { align } : {};
}

const holdsBlocks = (element: HtmlElement): boolean =>
  element.children.some((node) => isElement(node) && (BLOCKS.has(node.name) || holdsBlocks(node)));

function readElement(element: HtmlElement, context: PasteContext): void {
  const heading = /^h([1-6])$/.exec(element.name);
  if (heading) {
    const run = joined(element.children, context);
    if (run.length > 0) context.lines.push({ kind: 'heading', level: Number(heading[1]), run });
  } else if (isList(element)) {
    const entries = entriesOf(element, context, 1);
    if (entries.length > 0) context.lines.push({ kind: 'list', ordered: element.name === 'ol', entries });
  } else if (element.name === 'table') context.lines.push(tableOf(element, context));
  else if (element.name === 'blockquote') {
    const paragraphs = paragraphsOf(element.children, context);
    if (paragraphs.length > 0) context.lines.push({ kind: 'quote', paragraphs });
  } else if (holdsBlocks(element)) readLines(element.children, context);
  else {
    for (const run of paragraphsOf(element.children, context)) {
      context.lines.push({ kind: 'paragraph', run, ...alignOf(element) });
    }
  }
}

/** Appends the lines of the nodes to the context. */
export function readLines(nodes: readonly HtmlNode[], context: PasteContext): void {
  let loose: HtmlNode[] = [];
  const flush = () => {
    for (const run of paragraphsOf(loose, context)) context.lines.push({ kind: 'paragraph', run });
    loose = [];
  };
  for (const node of nodes) {
    const block = isElement(node) && (BLOCKS.has(node.name) || holdsBlocks(node));
    if (!block) {
      loose.push(node);
      continue;
    }
    flush();
    if (!skip(node, context)) readElement(node, context);
  }
  flush();
}
