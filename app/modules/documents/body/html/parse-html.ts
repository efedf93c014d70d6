// The one place that knows parse5: HTML text -> a small element tree with 1-based places.
// parse5 is linear except in nesting, so nesting is bounded before it sees the text.
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { BODY_LIMITS } from '../body.schema';
import { bodyError } from '../body-errors';
import { findInputBreach } from '../limits';

export interface HtmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly HtmlNode[];
  readonly line: number;
  readonly column: number;
  /** False when the parser supplied the tag itself (tbody); such elements are transparent. */
  readonly written: boolean;
  /** False when its end tag is missing. */
  readonly closed: boolean;
}
export interface HtmlText {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}
export type HtmlNode = HtmlElement | HtmlText;

export interface HtmlFault {
  /** parse5's code, or Russian words for what parse5 does not report. */
  readonly code: string;
  readonly line: number;
  readonly column: number;
}

export interface ParsedHtml {
  readonly nodes: readonly HtmlNode[];
  readonly errors: readonly HtmlFault[];
}

// Enough to mend a file; a place costs a scan of the text before it.
const MAX_STRAY = 20;

const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));
// Elements whose missing end tags HTML supplies: open ones do not pile up.
const SELF_ENDING = new Set('p li td th tr thead tbody tfoot dt dd option optgroup'.split(' '));
/** Elements nested deeper are no document but an attack on parsers. */
export const HTML_DEPTH = 200;

export const isElement = (node: HtmlNode): node is HtmlElement => 'name' in node;

/** Throws documents/body-too-large, documents/body-too-deep. */
function guard(html: string): void {
  const breach = findInputBreach(html);
  if (breach) throw breach;
  let depth = 0;
  for (const [, slash, rawName] of html.matchAll(/<(\/?)([a-z][^\s/>]*)/gi)) {
    const name = rawName!.toLowerCase();
    if (VOID.has(name) || SELF_ENDING.has(name)) continue;
    depth = slash ? Math.max(0, depth - 1) : depth + 1;
    if (depth > HTML_DEPTH) {
      throw bodyError('body-too-deep', { found: `${HTML_DEPTH}+`, limit: BODY_LIMITS.depth });
    }
  }
}

interface Source {
  readonly html: string;
  /** Offsets of end tags that close an element written in the text. */
  readonly endTags: Set<number>;
  readonly comments: [from: number, to: number][];
}

function convert(node: DefaultTreeAdapterTypes.ChildNode, depth: number, source: Source): HtmlNode[] {
  const place = node.sourceCodeLocation;
  const at = { line: place?.startLine ?? 0, column: place?.startCol ?? 0 };
  if ('value' in node) return [{ text: node.value, ...at }];
  if (!('tagName' in node)) {
    if (place) source.comments.push([place.startOffset, place.endOffset]);
    return [];
  }
  if (depth > HTML_DEPTH * 2) throw bodyError('body-too-deep', { found: depth, limit: BODY_LIMITS.depth });
  // A lone </p> makes an element that nobody opened.
  const written = Boolean(place && source.html[place.startOffset + 1] !== '/');
  const endTag = place && 'endTag' in place ? place.endTag : undefined;
  if (written && endTag) source.endTags.add(endTag.startOffset);
  // A template's content stands apart in the DOM.
  const inner = 'content' in node ? (node as DefaultTreeAdapterTypes.Template).content : node;
  return [
    {
      name: node.tagName,
      attributes: new Map(node.attrs.map(({ name, value }) => [name, value])),
      children: inner.childNodes.flatMap((child) => convert(child, depth + 1, source)),
      ...at,
      written,
      closed: VOID.has(node.tagName) || endTag !== undefined,
    },
  ];
}

/** End tags that close nothing; parse5 drops them without a word. */
function strayEndTags({ html, endTags, comments }: Source): HtmlFault[] {
  comments.sort(([a], [b]) => a - b);
  let next = 0;
  // Offsets are asked in rising order, so each comment is passed once.
  const inComment = (offset: number) => {
    while (next < comments.length && comments[next]![1] <= offset) next += 1;
    return next < comments.length && comments[next]![0] <= offset;
  };
  const faults: HtmlFault[] = [];
  for (const match of html.matchAll(/<\/[a-z][^<>]*>/gi)) {
    if (endTags.has(match.index) || inComment(match.index)) continue;
    const before = html.slice(0, match.index);
    const line = before.split('\n').length;
    faults.push({
      code: `лишний закрывающий тег ${match[0]}`,
      line,
      column: match.index - before.lastIndexOf('\n'),
    });
    if (faults.length >= MAX_STRAY) break;
  }
  return faults;
}

/** Parses an HTML fragment. Throws the AppErrors of limits (size, nesting); broken HTML is repaired and told in `errors`. */
export function parseHtml(html: string): ParsedHtml {
  guard(html);
  const errors: HtmlFault[] = [];
  const fragment = parseFragment(html, {
    sourceCodeLocationInfo: true,
    onParseError: ({ code, startLine, startCol }) => errors.push({ code, line: startLine, column: startCol }),
  });
  const source: Source = { html, endTags: new Set(), comments: [] };
  const nodes = fragment.childNodes.flatMap((node) => convert(node, 1, source));
  return { nodes, errors: [...errors, ...strayEndTags(source)] };
}

/** All text inside, in order. */
export function innerText(nodes: readonly HtmlNode[]): string {
  return nodes.map((node) => (isElement(node) ? innerText(node.children) : node.text)).join('');
}
