// Strict reading of inline content: text, marks and the four kinds of <span>.
import type { Inline, Mark } from '../body.schema';
import { isSafeHref } from '../normalize';
import { type HtmlElement, type HtmlNode, innerText, isElement } from './parse-html';
import { attributesOf, report, type StrictContext } from './strict-context';

const SPANS: readonly { key: string; others: readonly string[] }[] = [
  { key: 'data-citation', others: ['data-act', 'data-path'] },
  { key: 'data-ref', others: ['data-prefix'] },
  { key: 'data-field', others: ['data-format'] },
  { key: 'data-placeholder', others: [] },
];

function readSpan(element: HtmlElement, context: StrictContext): Inline[] {
  const kind = SPANS.find(({ key }) => element.attributes.has(key));
  if (!kind) {
    const keys = SPANS.map(({ key }) => key).join(', ');
    report(context, element, `<span> должен иметь один из атрибутов: ${keys}`);
    return [];
  }
  const attributes = attributesOf(context, element, [kind.key, ...kind.others]);
  const get = (name: string) => attributes.get(name);
  const text = innerText(element.children);
  const inner = element.children.find(isElement);
  if (inner)
    report(context, inner, `внутри <span ${kind.key}> допускается только текст, а не <${inner.name}>`);
  const value = get(kind.key) ?? '';
  const own = kind.key === 'data-citation' || kind.key === 'data-placeholder';
  if (!own && /\S/.test(text))
    report(context, element, `<span ${kind.key}> должен быть пустым: текст вычисляется`);
  if (!own && value === '') report(context, element, `атрибут ${kind.key} пуст`);
  switch (kind.key) {
    case 'data-citation': {
      const [act, path] = [get('data-act'), get('data-path')];
      return [{ type: 'citation', text, ...(act ? { act } : {}), ...(path ? { path } : {}) }];
    }
    case 'data-ref': {
      const prefix = get('data-prefix');
      return [{ type: 'crossRef', targetId: value, ...(prefix === undefined ? {} : { prefix }) }];
    }
    case 'data-field': {
      const format = get('data-format');
      return [{ type: 'field', path: value, ...(format ? { format } : {}) }];
    }
    default:
      return [{ type: 'placeholder', label: text }];
  }
}

function readMark(element: HtmlElement, context: StrictContext): Mark | null {
  if (element.name === 'a') {
    const href = attributesOf(context, element, ['href']).get('href') ?? '';
    if (isSafeHref(href)) return { type: 'link', href };
    report(
      context,
      element,
      `адрес ссылки «${href.slice(0, 60)}» не принят; допускаются http, https, mailto, tel`,
    );
    return null;
  }
  attributesOf(context, element, []);
  if (element.name === 'strong' || element.name === 'em') return { type: element.name };
  return { type: 'underline' };
}

/** Reads a run. `marks` are those of the elements around. */
export function readRun(
  nodes: readonly HtmlNode[],
  context: StrictContext,
  marks: readonly Mark[] = [],
): Inline[] {
  return nodes.flatMap((node): Inline[] => {
    if (!isElement(node)) return [{ type: 'text', text: node.text, marks: [...marks] }];
    if (node.name === 'span') {
      if (marks.length > 0) {
        report(context, node, 'выделение вокруг <span> не сохраняется: выделяется только текст', 'warning');
      }
      return readSpan(node, context);
    }
    if (['strong', 'em', 'u', 'a'].includes(node.name)) {
      const mark = readMark(node, context);
      return readRun(node.children, context, mark ? [...marks, mark] : marks);
    }
    report(context, node, `неизвестный тег <${node.name}> в тексте; допускаются: strong, em, u, a, span`);
    return readRun(node.children, context, marks);
  });
}
