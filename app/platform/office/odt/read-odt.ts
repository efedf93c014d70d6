// An ODF text (content.xml, styles.xml, meta.xml) as the neutral model. Tracked changes are kept: inserted text by its
// marks, deleted text where it was cut out.
// One walk with one state: longer than usual, since its parts call each other.
import { formatCounter, kindOfFormat } from '../number-format';
import type {
  OfficeBlock,
  OfficeComment,
  OfficeDocument,
  OfficeInline,
  OfficeNote,
  OfficeNumber,
  OfficeParagraph,
  OfficeRevision,
  OfficeRow,
} from '../office-document';
import { childOf, elementsOf, isXmlElement, type XmlElement, type XmlNode, xmlText } from '../xml';
import { type OdtStyle, type OdtStyles, odtStyles } from './odt-styles';

interface Change {
  readonly revision: OfficeRevision;
  readonly removed: readonly XmlNode[];
}
interface Lists {
  readonly id: string;
  readonly style: string | undefined;
  readonly level: number;
}
interface Walk {
  readonly styles: OdtStyles;
  readonly changes: ReadonlyMap<string, Change>;
  readonly notes: OfficeNote[];
  readonly comments: OfficeComment[];
  readonly warn: (text: string) => void;
  /** Counters of each list, by level. */
  readonly counters: Map<string, (number | undefined)[]>;
  /** Changes whose range is open. */
  readonly open: OfficeRevision[];
  boxes: OfficeBlock[];
}
interface Look {
  readonly style: OdtStyle;
  readonly href?: string;
}

const int = (text: string | undefined, otherwise: number) => {
  const value = Number.parseInt(text ?? '', 10);
  return Number.isFinite(value) ? value : otherwise;
};
const iso = (text: string | undefined) => {
  const at = Date.parse(text ?? '');
  return Number.isFinite(at) ? { date: new Date(at).toISOString() } : {};
};

function readChanges(root: XmlElement | undefined): Map<string, Change> {
  const changes = new Map<string, Change>();
  for (const region of elementsOf(root, 'text:changed-region')) {
    const kind = elementsOf(region)[0];
    const info = childOf(kind, 'office:change-info');
    if (!kind || !info || kind.name === 'text:format-change') continue;
    const id = region.attributes['text:id'] ?? region.attributes['xml:id'] ?? '';
    const creator = childOf(info, 'dc:creator');
    const date = childOf(info, 'dc:date');
    const deleted = kind.name === 'text:deletion';
    const revision: OfficeRevision = {
      kind: deleted ? 'del' : 'ins',
      id,
      author: creator ? xmlText(creator) : '',
      ...iso(date ? xmlText(date) : undefined),
    };
    changes.set(id, { revision, removed: deleted ? kind.children.filter((node) => node !== info) : [] });
  }
  return changes;
}

function textInline(text: string, { style, href }: Look, walk: Walk): OfficeInline[] {
  if (text === '') return [];
  return [
    {
      type: 'text',
      text,
      ...(style.bold ? { bold: true } : {}),
      ...(style.italic ? { italic: true } : {}),
      ...(style.underline && href === undefined ? { underline: true } : {}),
      ...(style.strike ? { strike: true } : {}),
      ...(href === undefined ? {} : { href }),
      ...(walk.open.length > 0 ? { revisions: [...walk.open] } : {}),
    },
  ];
}

function note(element: XmlElement, walk: Walk): OfficeInline[] {
  const kind = element.attributes['text:note-class'] === 'endnote' ? 'endnote' : 'footnote';
  const id = element.attributes['text:id'] ?? `${kind}-${walk.notes.length + 1}`;
  walk.notes.push({ kind, id, blocks: blocksOf(childOf(element, 'text:note-body')?.children ?? [], walk) });
  return [{ type: 'noteRef', kind, id }];
}

function annotation(element: XmlElement, walk: Walk): OfficeInline[] {
  const id = element.attributes['office:name'] ?? `comment-${walk.comments.length + 1}`;
  const author = childOf(element, 'dc:creator');
  const date = childOf(element, 'dc:date');
  const parentId = element.attributes['loext:parent-name'];
  walk.comments.push({
    id,
    author: author ? xmlText(author) : '',
    ...iso(date ? xmlText(date) : undefined),
    paragraphs: elementsOf(element)
      .filter(({ name }) => name === 'text:p' || name === 'text:list')
      .map(xmlText),
    ...(parentId ? { parentId } : {}),
    ...(element.attributes['loext:resolved'] === 'true' ? { resolved: true } : {}),
  });
  const start: OfficeInline = { type: 'commentStart', id };
  return element.attributes['office:name'] === undefined ? [start, { type: 'commentEnd', id }] : [start];
}

/** Deleted text stands at its point; of several paragraphs the texts are joined by line breaks. */
function deletion(change: Change, look: Look, walk: Walk): OfficeInline[] {
  walk.open.push(change.revision);
  const inlines = change.removed
    .filter(isXmlElement)
    .flatMap((element, i): OfficeInline[] => [
      ...(i > 0 ? [{ type: 'break' as const, kind: 'line' as const, revisions: [change.revision] }] : []),
      ...inlinesOf(element.children, look, walk),
    ]);
  walk.open.pop();
  return inlines;
}

function mark(element: XmlElement, look: Look, walk: Walk): OfficeInline[] {
  const id = element.attributes['text:change-id'] ?? '';
  const change = walk.changes.get(id);
  if (element.name === 'text:change-start' && change) walk.open.push(change.revision);
  if (element.name === 'text:change-end') {
    const at = walk.open.findIndex((revision) => revision.id === id);
    if (at >= 0) walk.open.splice(at, 1);
  }
  return element.name === 'text:change' && change ? deletion(change, look, walk) : [];
}

function anchor(element: XmlElement): OfficeInline[] {
  const name = element.attributes['text:name'] ?? element.attributes['office:name'] ?? '';
  const start: OfficeInline = { type: 'bookmarkStart', id: name, name };
  if (element.name === 'text:bookmark') return [start, { type: 'bookmarkEnd', id: name }];
  return element.name === 'text:bookmark-start' ? [start] : [{ type: 'bookmarkEnd', id: name }];
}

function frame(element: XmlElement, walk: Walk): OfficeInline[] {
  const box = childOf(element, 'draw:text-box');
  if (!box) return [{ type: 'image', description: element.attributes['draw:name'] ?? '' }];
  walk.warn('Текст надписей (рамок) поставлен абзацами там, где они закреплены');
  walk.boxes.push(...blocksOf(box.children, walk));
  return [];
}

function inline(element: XmlElement, look: Look, walk: Walk): OfficeInline[] {
  switch (element.name) {
    case 'text:s':
      return textInline(' '.repeat(Math.min(int(element.attributes['text:c'], 1), 200)), look, walk);
    case 'text:tab':
      return [{ type: 'tab' }];
    case 'text:line-break':
      return [{ type: 'break', kind: 'line' }];
    case 'text:note':
      return note(element, walk);
    case 'office:annotation':
      return annotation(element, walk);
    case 'office:annotation-end':
      return [{ type: 'commentEnd', id: element.attributes['office:name'] ?? '' }];
    case 'text:change':
    case 'text:change-start':
    case 'text:change-end':
      return mark(element, look, walk);
    case 'text:bookmark':
    case 'text:bookmark-start':
    case 'text:bookmark-end':
      return anchor(element);
    case 'draw:frame':
    case 'draw:custom-shape':
      return frame(element, walk);
    case 'text:a': {
      const href = element.attributes['xlink:href'];
      return inlinesOf(element.children, { ...look, ...(href ? { href } : {}) }, walk);
    }
    case 'text:span': {
      const own = walk.styles.get(element.attributes['text:style-name']);
      const style = { ...look.style, ...own, name: look.style.name };
      return inlinesOf(element.children, { ...look, style }, walk);
    }
    default:
      return inlinesOf(element.children, look, walk);
  }
}

function inlinesOf(nodes: readonly XmlNode[], look: Look, walk: Walk): OfficeInline[] {
  return nodes.flatMap((node) =>
    typeof node === 'string'
      ? textInline(node.replace(/[ \t\r\n]+/g, ' '), look, walk)
      : inline(node, look, walk),
  );
}

function numberOf(list: Lists, restart: string | undefined, walk: Walk): OfficeNumber | undefined {
  const at = walk.styles.level(list.style, list.level);
  if (!at) return undefined;
  const key = list.style ?? list.id;
  if (at.bullet !== undefined)
    return { label: at.bullet, level: list.level, list: key, kind: 'bullet', parts: [] };
  const values = walk.counters.get(list.id) ?? [];
  walk.counters.set(list.id, values);
  const before = values[list.level];
  values[list.level] =
    restart === undefined ? (before === undefined ? at.start : before + 1) : int(restart, 1);
  values.length = list.level + 1;
  const parts = Array.from(
    { length: list.level + 1 },
    (_, i) => values[i] ?? walk.styles.level(list.style, i)?.start ?? 1,
  );
  const from = Math.max(0, list.level + 1 - at.shown);
  const shown = parts
    .slice(from)
    .map((value, i) => formatCounter(value, walk.styles.level(list.style, from + i)?.format ?? 'decimal'));
  const label = `${at.prefix}${shown.join('.')}${at.suffix}`.trim();
  return { label, level: list.level, list: key, kind: kindOfFormat(at.format), parts };
}

function paragraph(element: XmlElement, walk: Walk, number: OfficeNumber | undefined): OfficeBlock[] {
  const style = walk.styles.get(element.attributes['text:style-name']);
  const outer = walk.boxes;
  walk.boxes = [];
  const level =
    element.name === 'text:h' ? int(element.attributes['text:outline-level'], 1) : style.outlineLevel;
  // A style that is bold as a whole is the paragraph's look, not a mark of its words.
  const base = { name: style.name };
  const read: OfficeParagraph = {
    type: 'paragraph',
    inlines: inlinesOf(element.children, { style: level === undefined ? { ...style } : base }, walk),
    styleId: element.attributes['text:style-name'] ?? '',
    styleName: style.name,
    ...(level === undefined ? {} : { outlineLevel: level }),
    ...(style.align ? { align: style.align } : {}),
    ...(number ? { number } : {}),
    ...(style.pageBreakBefore ? { pageBreakBefore: true } : {}),
  };
  const out = [read, ...walk.boxes];
  walk.boxes = outer;
  return out;
}

function listBlocks(element: XmlElement, walk: Walk, outer: Lists | undefined): OfficeBlock[] {
  const id = element.attributes['xml:id'] ?? `list-${walk.counters.size + 1}`;
  const continued = element.attributes['text:continue-list'];
  const list: Lists = outer
    ? { ...outer, level: outer.level + 1, style: element.attributes['text:style-name'] ?? outer.style }
    : { id: continued ?? id, style: element.attributes['text:style-name'], level: 0 };
  if (!outer && continued === undefined && element.attributes['text:continue-numbering'] !== 'true')
    walk.counters.delete(list.id);
  if (continued !== undefined) walk.counters.set(id, walk.counters.get(continued) ?? []);
  return elementsOf(element).flatMap((item) => {
    let fresh = item.name === 'text:list-item';
    return elementsOf(item).flatMap((inner): OfficeBlock[] => {
      if (inner.name === 'text:list') return listBlocks(inner, walk, list);
      if (inner.name !== 'text:p' && inner.name !== 'text:h') return blocksOf([inner], walk);
      const number = fresh ? numberOf(list, item.attributes['text:start-value'], walk) : undefined;
      fresh = false;
      return paragraph(inner, walk, number);
    });
  });
}

function rowsOf(element: XmlElement, header: boolean, walk: Walk): OfficeRow[] {
  return elementsOf(element).flatMap((inner): OfficeRow[] => {
    if (inner.name === 'table:table-header-rows') return rowsOf(inner, true, walk);
    if (inner.name === 'table:table-rows' || inner.name === 'table:table-row-group')
      return rowsOf(inner, header, walk);
    if (inner.name !== 'table:table-row') return [];
    const cells = elementsOf(inner, 'table:table-cell').map((cell) => ({
      blocks: blocksOf(cell.children, walk),
      colspan: Math.min(int(cell.attributes['table:number-columns-spanned'], 1), 100),
      rowspan: Math.min(int(cell.attributes['table:number-rows-spanned'], 1), 1000),
    }));
    return [{ cells, header }];
  });
}

function blocksOf(nodes: readonly XmlNode[], walk: Walk): OfficeBlock[] {
  return nodes.filter(isXmlElement).flatMap((element): OfficeBlock[] => {
    switch (element.name) {
      case 'text:p':
      case 'text:h':
        return paragraph(element, walk, undefined);
      case 'text:list':
        return listBlocks(element, walk, undefined);
      case 'table:table':
        return [{ type: 'table', styleName: '', rows: rowsOf(element, false, walk) }];
      case 'text:change-start':
      case 'text:change-end':
      case 'text:change':
        mark(element, { style: { name: '' } }, walk);
        return [];
      case 'text:tracked-changes':
      case 'text:sequence-decls':
      case 'office:forms':
        return [];
      default:
        return blocksOf(element.children, walk);
    }
  });
}

/** Reads the parts of an ODT; absent ones are null. */
export function readOdt(
  content: XmlElement,
  styles: XmlElement | null,
  meta: XmlElement | null,
): OfficeDocument {
  const named = styles ?? undefined;
  const body = childOf(childOf(content, 'office:body'), 'office:text');
  const warnings = new Set<string>();
  const walk: Walk = {
    styles: odtStyles([
      childOf(named, 'office:styles'),
      childOf(named, 'office:automatic-styles'),
      childOf(content, 'office:automatic-styles'),
    ]),
    changes: readChanges(childOf(body, 'text:tracked-changes')),
    notes: [],
    comments: [],
    warn: (text) => void warnings.add(text),
    counters: new Map(),
    open: [],
    boxes: [],
  };
  const blocks = blocksOf(body?.children ?? [], walk);
  const facts = elementsOf(childOf(meta ?? undefined, 'office:meta')).map(
    (element) =>
      [element.attributes['meta:name'] ?? element.name.split(':').at(-1) ?? '', xmlText(element)] as const,
  );
  return {
    format: 'odt',
    blocks,
    notes: walk.notes,
    comments: walk.comments,
    asides: [],
    properties: Object.fromEntries(facts.filter(([, value]) => value.trim() !== '')),
    customXml: {},
    warnings: [...warnings],
  };
}
