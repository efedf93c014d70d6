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

export interface ParsedHtml {
  readonly nodes: readonly HtmlNode[];
  readonly errors: readonly { code: string; line: number; column: number }[];
}

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

function convert(node: DefaultTreeAdapterTypes.ChildNode, depth: number): HtmlNode[] {
  const place = node.sourceCodeLocation;
  const at = { line: place?.startLine ?? 0, column: place?.startCol ?? 0 };
  if ('value' in node) return [{ text: node.value, ...at }];
  if (!('tagName' in node)) return [];
  if (depth > HTML_DEPTH * 2) throw bodyError('body-too-deep', { found: depth, limit: BODY_LIMITS.depth });
  // A template's content stands apart in the DOM.
  const inner = 'content' in node ? (node as DefaultTreeAdapterTypes.Template).content : node;
  return [
    {
      name: node.tagName,
      attributes: new Map(node.attrs.map(({ name, value }) => [name, value])),
      children: inner.childNodes.flatMap((child) => convert(child, depth + 1)),
      ...at,
      written: Boolean(place),
      closed: VOID.has(node.tagName) || Boolean(place && 'endTag' in place && place.endTag),
    },
  ];
}

/** Parses an HTML fragment. Throws the AppErrors of limits (size, nesting); broken HTML is repaired and told in `errors`. */
export function parseHtml(html: string): ParsedHtml {
  guard(html);
  const errors: { code: string; line: number; column: number }[] = [];
  const fragment = parseFragment(html, {
    sourceCodeLocationInfo: true,
    onParseError: (error) => errors.push({ code: error.code, line: error.startLine, column: error.startCol }),
  });
  return { nodes: fragment.childNodes.flatMap((node) => convert(node, 1)), errors };
}

/** All text inside, in order. */
export function innerText(nodes: readonly HtmlNode[]): string {
  return nodes.map((node) => (isElement(node) ? innerText(node.children) : node.text)).join('');
}
