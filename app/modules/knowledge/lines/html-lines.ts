// HTML of acts, the official portal's above all: raised digits by <sup> or by a class whose style raises, notes by the
// classes of that portal, headings by tag or class, tables by rows.
import { type DefaultTreeAdapterMap, parse } from 'parse5';
import { RAISED, type RawLine } from './raw-line';

type Node = DefaultTreeAdapterMap['node'];
type Element = DefaultTreeAdapterMap['element'];

const BLOCKS = new Set([
  'p',
  'div',
  'li',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'blockquote',
  'section',
  'article',
  'center',
  'pre',
  'dd',
  'dt',
]);
const SKIPPED = new Set([
  'script',
  'style',
  'head',
  'template',
  'noscript',
  'iframe',
  'object',
  'svg',
  'nav',
  'button',
  'select',
]);
const NOTE_CLASSES = new Set(['mark', 'markx', 'comment', 'fixedcomment']);
/** Classes of headings on the official portal. */
const HEADING_CLASSES = new Set(['H', 'T', 'Z']);
const MOST_DEPTH = 300;

const isElement = (node: Node): node is Element => 'tagName' in node;
const classesOf = (element: Element): string[] =>
  (element.attrs.find(({ name }) => name === 'class')?.value ?? '').split(/\s+/).filter(Boolean);
const styleOf = (element: Element): string => element.attrs.find(({ name }) => name === 'style')?.value ?? '';

/** Classes that the page's own style sheet raises: «.W9 { vertical-align: super }». */
function raisedClasses(html: string): Set<string> {
  const found = new Set<string>();
  for (const style of html.matchAll(/<style[^>]*>([\s\S]{0,200000}?)<\/style>/gi)) {
    for (const rule of (style[1] ?? '').matchAll(/([^{}]{1,300})\{([^{}]{0,2000})\}/g)) {
      if (!/vertical-align\s*:\s*(?:super|top)/i.test(rule[2] ?? '')) continue;
      for (const name of (rule[1] ?? '').matchAll(/(?:^|[\s,])(?:span)?\.([\w-]+)\s*(?=,|$)/g))
        found.add(name[1] ?? '');
    }
  }
  return found;
}

interface Collected {
  text: string;
  notes: string[];
}

class HtmlReader {
  readonly lines: RawLine[] = [];
  private current: Collected = { text: '', notes: [] };
  private heading = false;

  constructor(private readonly raised: ReadonlySet<string>) {}

  flush(): void {
    const { text, notes } = this.current;
    if (text.replaceAll(RAISED, '').trim() !== '' || notes.length > 0)
      this.lines.push({
        text: text.trim(),
        line: this.lines.length + 1,
        ...(notes.length > 0 ? { notes } : {}),
        ...(this.heading ? { isHeading: true } : {}),
      });
    this.current = { text: '', notes: [] };
  }

  walk(node: Node, depth: number): void {
    if (depth > MOST_DEPTH) return;
    if (node.nodeName === '#text') {
      this.current.text += (node as DefaultTreeAdapterMap['textNode']).value;
      return;
    }
    if (!isElement(node)) {
      if ('childNodes' in node) for (const child of node.childNodes) this.walk(child, depth + 1);
      return;
    }
    this.element(node, depth);
  }

  private element(element: Element, depth: number): void {
    const { tagName } = element;
    if (SKIPPED.has(tagName)) return;
    if (tagName === 'br') this.current.text += ' ';
    else if (tagName === 'table') this.table(element, depth);
    else if (classesOf(element).some((name) => NOTE_CLASSES.has(name))) this.note(element, depth);
    else if (this.isRaised(element)) this.current.text += `${RAISED}${this.textOf(element, depth).trim()}`;
    else if (BLOCKS.has(tagName)) this.block(element, depth);
    else for (const child of element.childNodes) this.walk(child, depth + 1);
  }

  private block(element: Element, depth: number): void {
    this.flush();
    const outer = this.heading;
    this.heading =
      outer ||
      /^h[1-6]$/.test(element.tagName) ||
      classesOf(element).some((name) => HEADING_CLASSES.has(name));
    for (const child of element.childNodes) this.walk(child, depth + 1);
    this.flush();
    this.heading = outer;
  }

  private isRaised(element: Element): boolean {
    return (
      element.tagName === 'sup' ||
      classesOf(element).some((name) => this.raised.has(name)) ||
      /vertical-align\s*:\s*super/i.test(styleOf(element))
    );
  }

  private note(element: Element, depth: number): void {
    const text = this.textOf(element, depth).replace(/\s+/gu, ' ').trim();
    if (text !== '') this.current.notes.push(text);
  }

  /** Words of an element, raised ones marked; blocks inside it are parted by a space. */
  private textOf(element: Element, depth: number): string {
    const inner = new HtmlReader(this.raised);
    for (const child of element.childNodes) inner.walk(child, depth + 1);
    inner.flush();
    return inner.lines.map(({ text, notes = [] }) => [text, ...notes].join(' ')).join(' ');
  }

  private table(element: Element, depth: number): void {
    this.flush();
    const rows: string[][] = [];
    const visit = (node: Node): void => {
      if (!isElement(node)) return;
      if (node.tagName !== 'tr') {
        for (const child of node.childNodes) visit(child);
        return;
      }
      const cells = node.childNodes
        .filter(isElement)
        .filter(({ tagName }) => tagName === 'td' || tagName === 'th');
      rows.push(
        cells.map((cell) => this.textOf(cell, depth).replaceAll(RAISED, '').replace(/\s+/gu, ' ').trim()),
      );
    };
    for (const child of element.childNodes) visit(child);
    const filled = rows.filter((cells) => cells.some((cell) => cell !== ''));
    // A table of one column only lays the page out: its cells are paragraphs.
    if (filled.every((cells) => cells.length < 2)) {
      for (const child of element.childNodes) this.walk(child, depth + 1);
      return;
    }
    this.lines.push({ text: filled.flat().join(' '), table: filled, line: this.lines.length + 1 });
  }
}

/** Lines of an HTML act. Scripts and styles are left out; nothing else is. */
export function readHtmlLines(html: string): RawLine[] {
  const reader = new HtmlReader(raisedClasses(html));
  reader.walk(parse(html), 0);
  reader.flush();
  return reader.lines;
}
