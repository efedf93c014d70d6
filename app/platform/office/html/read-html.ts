// HTML (a saved page, mail, what Word puts on the clipboard) as the neutral model. Text is always kept; scripts,
// styles and form fields go, each with a warning. Word's own list marks («mso-list:Ignore») are kept as text.
// One walk with one state: longer than usual, since its parts call each other.
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import { officeError } from '../errors';
import { type Deadline, OFFICE_LIMITS } from '../limits';
import type {
  OfficeBlock,
  OfficeCell,
  OfficeDocument,
  OfficeInline,
  OfficeNumber,
  OfficeParagraph,
  OfficeRow,
} from '../office-document';

interface Look {
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly strike?: boolean;
  readonly href?: string;
}
interface Place {
  readonly styleName: string;
  readonly outlineLevel?: number;
  readonly align?: OfficeParagraph['align'];
}
interface Walk {
  readonly warn: (text: string) => void;
  readonly deadline: Deadline;
  blocks: OfficeBlock[];
  inlines: OfficeInline[];
  place: Place;
  /** The marker of the list entry that the next paragraph begins. */
  number: OfficeNumber | undefined;
  lists: number;
  nodes: number;
}

const words = (list: string) => new Set(list.split(' '));
const INVISIBLE = words('head title meta link style template noscript colgroup col script datalist');
const ACTIVE: Record<string, string> = {
  script: 'Сценарий удалён: в документе он невозможен',
  iframe: 'Вставка чужой страницы удалена',
  object: 'Вложенный объект удалён',
  embed: 'Вложенный объект удалён',
  svg: 'Рисунок пропущен: приложите его отдельным файлом',
  video: 'Видео пропущено',
  audio: 'Звук пропущен',
  input: 'Поле формы удалено',
  select: 'Поле формы удалено',
  textarea: 'Поле формы удалено',
};
const BLOCKS = words(
  'p div h1 h2 h3 h4 h5 h6 ul ol li table blockquote article section aside main header footer nav figure figcaption pre address dl dt dd form hr fieldset body html center tr td th thead tbody tfoot caption',
);
const ALIGN: Record<string, OfficeParagraph['align']> = {
  center: 'center',
  right: 'right',
  justify: 'justify',
  left: 'left',
};
const SAFE = /^(?:https?:\/\/|mailto:|tel:|#|\/(?!\/))/i;

const isElement = (node: Tree.Node): node is Tree.Element => 'tagName' in node;
const attribute = (element: Tree.Element, name: string) =>
  element.attrs.find((one) => one.name === name)?.value ?? '';

function flush(walk: Walk, always = false): void {
  const blank = walk.inlines.every((inline) => inline.type === 'text' && !/[^ \t\r\n\f]/.test(inline.text));
  if (!blank || (always && walk.number)) {
    const { styleName, outlineLevel, align } = walk.place;
    walk.blocks.push({
      type: 'paragraph',
      inlines: walk.inlines,
      styleId: '',
      styleName,
      ...(outlineLevel === undefined ? {} : { outlineLevel }),
      ...(align ? { align } : {}),
      ...(walk.number ? { number: walk.number } : {}),
    });
    walk.number = undefined;
  }
  walk.inlines = [];
}

function alignOf(element: Tree.Element): OfficeParagraph['align'] {
  const style = /text-align:\s*(center|right|justify)/i.exec(attribute(element, 'style'))?.[1];
  if (element.tagName === 'center') return 'center';
  return ALIGN[(style ?? attribute(element, 'align')).toLowerCase()];
}

function lookOf(element: Tree.Element, look: Look, walk: Walk): Look {
  const style = attribute(element, 'style').toLowerCase();
  const tag = element.tagName;
  // Docs of Google wrap everything in <b style="font-weight:normal">.
  const plain = /font-weight:\s*(?:normal|400)/.test(style);
  const bold = plain
    ? false
    : tag === 'b' || tag === 'strong' || /font-weight:\s*(?:bold|[6-9]00)/.test(style) || look.bold;
  const italic = tag === 'i' || tag === 'em' || /font-style:\s*italic/.test(style) || look.italic;
  const underline =
    tag === 'u' || tag === 'ins' || /text-decoration[^;]*underline/.test(style) || look.underline;
  const strike = tag === 's' || tag === 'strike' || tag === 'del' || look.strike;
  let { href } = look;
  if (tag === 'a' && attribute(element, 'href') !== '') {
    const target = attribute(element, 'href').trim();
    if (SAFE.test(target)) href = target;
    else walk.warn(`Ссылка «${target.slice(0, 60)}» удалена, текст оставлен`);
  }
  return {
    ...(bold ? { bold: true } : {}),
    ...(italic ? { italic: true } : {}),
    ...(underline && tag !== 'a' ? { underline: true } : {}),
    ...(strike ? { strike: true } : {}),
    ...(href === undefined ? {} : { href }),
  };
}

function list(element: Tree.Element, look: Look, outer: readonly number[], level: number, walk: Walk): void {
  flush(walk);
  const ordered = element.tagName === 'ol';
  walk.lists += 1;
  const id = `html-${walk.lists}`;
  let count = Number.parseInt(attribute(element, 'start'), 10) || 1;
  for (const child of element.childNodes) {
    if (isElement(child) && (child.tagName === 'ul' || child.tagName === 'ol'))
      list(child, look, [...outer, Math.max(1, count - 1)], level + 1, walk);
    else if (isElement(child) && child.tagName === 'li') {
      flush(walk);
      const label = ordered ? `${count++}.` : '–';
      walk.number = {
        label,
        level,
        list: id,
        kind: ordered ? 'decimal' : 'bullet',
        parts: ordered ? [...outer, count - 1] : [],
      };
      for (const inner of child.childNodes) {
        if (isElement(inner) && (inner.tagName === 'ul' || inner.tagName === 'ol'))
          list(inner, look, [...outer, count - 1], level + 1, walk);
        else node(inner, look, walk);
      }
      flush(walk);
      walk.number = undefined;
    } else node(child, look, walk);
  }
  flush(walk);
}

function rowsOf(element: Tree.Element): { row: Tree.Element; head: boolean }[] {
  return element.childNodes.filter(isElement).flatMap((child) => {
    if (child.tagName === 'tr') return [{ row: child, head: element.tagName === 'thead' }];
    return ['thead', 'tbody', 'tfoot'].includes(child.tagName) ? rowsOf(child) : [];
  });
}

function span(cell: Tree.Element, name: string, max: number): number {
  const value = Number.parseInt(attribute(cell, name), 10);
  return Number.isFinite(value) ? Math.min(Math.max(value, 1), max) : 1;
}

/** Reads inside as blocks of its own. */
function inside(
  nodes: readonly Tree.Node[],
  look: Look,
  walk: Walk,
  place: Place = { styleName: '' },
): OfficeBlock[] {
  const outer = { blocks: walk.blocks, inlines: walk.inlines, place: walk.place, number: walk.number };
  Object.assign(walk, { blocks: [], inlines: [], place, number: undefined });
  for (const one of nodes) node(one, look, walk);
  flush(walk);
  const { blocks } = walk;
  Object.assign(walk, outer);
  return blocks;
}

function table(element: Tree.Element, look: Look, walk: Walk): void {
  flush(walk);
  const captions = element.childNodes.filter((child) => isElement(child) && child.tagName === 'caption');
  walk.blocks.push(
    ...inside(
      captions.flatMap((one) => (one as Tree.Element).childNodes),
      look,
      walk,
      { styleName: 'caption' },
    ),
  );
  const rows = rowsOf(element).map(({ row, head }): OfficeRow => {
    const cells = row.childNodes.filter(
      (child): child is Tree.Element => isElement(child) && /^t[dh]$/.test(child.tagName),
    );
    const read = cells.map((cell): OfficeCell => {
      const align = alignOf(cell);
      const place = { styleName: '', ...(align ? { align } : {}) };
      return {
        blocks: inside(cell.childNodes, look, walk, place),
        colspan: span(cell, 'colspan', 100),
        rowspan: span(cell, 'rowspan', 1000),
      };
    });
    return {
      cells: read,
      header: head || (cells.length > 0 && cells.every((cell) => cell.tagName === 'th')),
    };
  });
  if (rows.length > 0) walk.blocks.push({ type: 'table', styleName: '', rows });
}

function block(element: Tree.Element, look: Look, walk: Walk): void {
  flush(walk);
  const outer = walk.place;
  const heading = /^h([1-6])$/.exec(element.tagName);
  const align = alignOf(element) ?? outer.align;
  const styleName = heading
    ? `heading ${heading[1]}`
    : element.tagName === 'blockquote'
      ? 'quote'
      : /msotitle/i.test(attribute(element, 'class'))
        ? 'title'
        : outer.styleName;
  const outlineLevel = heading ? Number(heading[1]) : outer.outlineLevel;
  walk.place = {
    styleName,
    ...(outlineLevel === undefined ? {} : { outlineLevel }),
    ...(align ? { align } : {}),
  };
  for (const child of element.childNodes) node(child, look, walk);
  flush(walk);
  walk.place = outer;
}

function text(value: string, look: Look, walk: Walk): void {
  if (value !== '') walk.inlines.push({ type: 'text', text: value, ...look });
}

function element(at: Tree.Element, look: Look, walk: Walk): void {
  const tag = at.tagName;
  const active = ACTIVE[tag];
  if (active) walk.warn(active);
  if (active || INVISIBLE.has(tag)) return;
  if (/display:\s*none/i.test(attribute(at, 'style'))) {
    walk.warn('Скрытый текст страницы не взят');
    return;
  }
  if (tag === 'br') walk.inlines.push({ type: 'break', kind: 'line' });
  else if (tag === 'img')
    walk.inlines.push({ type: 'image', description: attribute(at, 'alt').slice(0, 200) });
  else if (tag === 'ul' || tag === 'ol')
    list(at, look, walk.number?.parts ?? [], walk.number ? walk.number.level + 1 : 0, walk);
  else if (tag === 'table') table(at, look, walk);
  else if (BLOCKS.has(tag)) block(at, look, walk);
  else {
    const inner = lookOf(at, look, walk);
    for (const child of at.childNodes) node(child, inner, walk);
  }
}

function node(at: Tree.Node, look: Look, walk: Walk): void {
  walk.nodes += 1;
  if (walk.nodes % 5000 === 0) walk.deadline();
  if (at.nodeName === '#text') text((at as Tree.TextNode).value, look, walk);
  else if (isElement(at)) element(at, look, walk);
}

const VOID = words('area base br col embed hr img input link meta source track wbr');
const SELF_ENDING = words('p li td th tr thead tbody tfoot dt dd option optgroup');

/** parse5 is linear except in nesting: nesting is bounded before it sees the text. */
function guardDepth(html: string): void {
  let depth = 0;
  for (const [, slash, rawName] of html.matchAll(/<(\/?)([a-z][^\s/>]*)/gi)) {
    const name = (rawName as string).toLowerCase();
    if (VOID.has(name) || SELF_ENDING.has(name)) continue;
    depth = slash ? Math.max(0, depth - 1) : depth + 1;
    if (depth > OFFICE_LIMITS.xmlDepth)
      throw officeError('hostile', { reason: 'разметка страницы вложена в сотни уровней' });
  }
}

/** Reads HTML text. Throws office/hostile, office/deadline; broken HTML is repaired as browsers do. */
export function readHtml(html: string, deadline: Deadline): OfficeDocument {
  guardDepth(html);
  const warnings = new Set<string>();
  const walk: Walk = {
    warn: (message) => void warnings.add(message),
    deadline,
    blocks: [],
    inlines: [],
    place: { styleName: '' },
    number: undefined,
    lists: 0,
    nodes: 0,
  };
  // Conditional comments and XML islands of Word are no text.
  const clean = html.replace(/<!--\[if[\s\S]*?<!\[endif\]-->/gi, '').replace(/<\/?o:p>/gi, '');
  for (const child of parse(clean).childNodes) node(child, {}, walk);
  flush(walk);
  return {
    format: 'html',
    blocks: walk.blocks,
    notes: [],
    comments: [],
    asides: [],
    properties: {},
    customXml: {},
    warnings: [...warnings],
  };
}
