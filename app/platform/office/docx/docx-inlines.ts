// The inside of a paragraph: runs, links, fields, tracked changes, anchors, notes, pictures.
// One walk: its parts call each other, hence the length.
import type { OfficeInline, OfficeRevision } from '../office-document';
import { childOf, elementsOf, isXmlElement, type XmlElement, xmlText } from '../xml';
import { type DocxContext, revisionOf } from './docx-context';
import { type RunLook, runLook } from './docx-styles';

interface Around {
  readonly href?: string | undefined;
  readonly revisions: readonly OfficeRevision[];
}

const TRANSPARENT = new Set(
  'w:smartTag w:sdt w:sdtContent w:customXml w:dir w:bdo w:ruby w:rubyBase mc:Choice mc:Fallback'.split(' '),
);
const SYMBOLS: Record<string, string> = {
  f0b7: '•',
  f02d: '–',
  f0a7: '•',
  f0fc: '✓',
  f0d8: '•',
  f0a8: '•',
  f06f: '•',
};
const OPAQUE_LINK = /^(?:mailto:|tel:|https?:|ftp:|#|\/)/i;

const revised = ({ revisions }: Around) => (revisions.length > 0 ? { revisions } : {});

/** The address of a HYPERLINK field. */
function fieldHref(code: string): string | undefined {
  const match = /^\s*HYPERLINK\s+(?:(\\l)\s+)?"([^"]*)"(?:\s+\\l\s+"([^"]*)")?/i.exec(code);
  if (!match) return undefined;
  if (match[1]) return `#${match[2]}`;
  return match[3] ? `${match[2]}#${match[3]}` : match[2];
}

function openHref(context: DocxContext, around: Around): string | undefined {
  if (around.href !== undefined) return around.href;
  for (let i = context.fields.length - 1; i >= 0; i--) {
    const field = context.fields[i];
    const href = field?.inResult ? fieldHref(field.code) : undefined;
    if (href !== undefined) return href;
  }
  return undefined;
}

const inCode = (context: DocxContext) => context.fields.some((field) => !field.inResult);

function textInline(text: string, look: RunLook, around: Around, context: DocxContext): OfficeInline[] {
  if (text === '' || inCode(context)) return [];
  if (look.hidden) {
    context.warn(`Скрытый текст не взят: «${text.trim().slice(0, 60)}»`);
    return [];
  }
  const href = openHref(context, around);
  return [
    {
      type: 'text',
      text,
      ...(look.bold ? { bold: true } : {}),
      ...(look.italic ? { italic: true } : {}),
      ...(look.underline && href === undefined ? { underline: true } : {}),
      ...(look.strike ? { strike: true } : {}),
      ...(look.raised ? { raised: true } : {}),
      ...(href !== undefined && OPAQUE_LINK.test(href) ? { href } : {}),
      ...revised(around),
    },
  ];
}

function fieldMark(element: XmlElement, context: DocxContext): void {
  const type = element.attributes['w:fldCharType'];
  const open = context.fields.at(-1);
  if (type === 'begin') context.fields.push({ code: '', inResult: false });
  else if (type === 'separate' && open) open.inResult = true;
  else if (type === 'end') context.fields.pop();
}

/** Text boxes inside a drawing are kept, the picture itself is noted. */
function drawing(element: XmlElement, around: Around, context: DocxContext): OfficeInline[] {
  const boxes: XmlElement[] = [];
  let description = '';
  let picture = false;
  const visit = (node: XmlElement) => {
    if (node.name === 'w:txbxContent') boxes.push(node);
    else if (node.name === 'mc:AlternateContent') visit(childOf(node, 'mc:Choice') ?? node);
    else {
      if (node.name === 'wp:docPr')
        description = node.attributes.descr || node.attributes.name || description;
      if (/^(?:pic:pic|a:blip|v:imagedata|o:OLEObject)$/.test(node.name)) picture = true;
      for (const inner of node.children) if (isXmlElement(inner)) visit(inner);
    }
  };
  visit(element);
  for (const box of boxes) context.boxes.push(...context.readNested(box.children, context));
  return picture || boxes.length === 0
    ? [{ type: 'image', description: description.slice(0, 200), ...revised(around) }]
    : [];
}

function symbol(element: XmlElement): string {
  const code = (element.attributes['w:char'] ?? '').toLowerCase();
  const point = Number.parseInt(code, 16);
  return (
    SYMBOLS[code] ??
    (Number.isFinite(point) && point > 31 && point < 0xe000 ? String.fromCharCode(point) : '•')
  );
}

function breakInline(element: XmlElement, around: Around): OfficeInline {
  const type = element.attributes['w:type'];
  const kind = type === 'page' || type === 'column' ? type : 'line';
  return { type: 'break', kind, ...revised(around) };
}

function runPiece(piece: XmlElement, look: RunLook, around: Around, context: DocxContext): OfficeInline[] {
  switch (piece.name) {
    case 'w:t':
    case 'w:delText':
      return textInline(xmlText(piece), look, around, context);
    case 'w:noBreakHyphen':
      return textInline('\u2011', look, around, context);
    case 'w:softHyphen':
      return textInline('\u00ad', look, around, context);
    case 'w:sym':
      return textInline(symbol(piece), look, around, context);
    case 'w:tab':
    case 'w:ptab':
      return inCode(context) ? [] : [{ type: 'tab', ...revised(around) }];
    case 'w:br':
    case 'w:cr':
      return inCode(context) ? [] : [breakInline(piece, around)];
    case 'w:fldChar':
      fieldMark(piece, context);
      return [];
    case 'w:instrText': {
      const open = context.fields.at(-1);
      if (open && !open.inResult) open.code += xmlText(piece);
      return [];
    }
    case 'w:footnoteReference':
    case 'w:endnoteReference': {
      const kind = piece.name === 'w:footnoteReference' ? 'footnote' : 'endnote';
      return [{ type: 'noteRef', kind, id: piece.attributes['w:id'] ?? '', ...revised(around) }];
    }
    case 'w:commentReference':
      return commentPoint(piece.attributes['w:id'] ?? '', context);
    case 'w:drawing':
    case 'w:pict':
    case 'w:object':
      return drawing(piece, around, context);
    case 'mc:AlternateContent':
      return elementsOf(childOf(piece, 'mc:Choice') ?? childOf(piece, 'mc:Fallback')).flatMap((inner) =>
        runPiece(inner, look, around, context),
      );
    default:
      return [];
  }
}

/** A comment without a range stands at a point. */
function commentPoint(id: string, context: DocxContext): OfficeInline[] {
  if (context.opened.has(id)) return [];
  context.opened.add(id);
  return [
    { type: 'commentStart', id },
    { type: 'commentEnd', id },
  ];
}

function run(element: XmlElement, around: Around, context: DocxContext): OfficeInline[] {
  const properties = childOf(element, 'w:rPr');
  const own = runLook(properties);
  const styleId = childOf(properties, 'w:rStyle')?.attributes['w:val'];
  const look = styleId === undefined ? own : { ...context.styles.get(styleId).run, ...own };
  return elementsOf(element).flatMap((piece) => runPiece(piece, look, around, context));
}

function anchor(element: XmlElement, context: DocxContext): OfficeInline[] {
  const id = element.attributes['w:id'] ?? '';
  switch (element.name) {
    case 'w:bookmarkStart':
      return [{ type: 'bookmarkStart', id, name: element.attributes['w:name'] ?? '' }];
    case 'w:bookmarkEnd':
      return [{ type: 'bookmarkEnd', id }];
    case 'w:commentRangeStart':
      context.opened.add(id);
      return [{ type: 'commentStart', id }];
    case 'w:commentRangeEnd':
      return [{ type: 'commentEnd', id }];
    case 'w:moveFromRangeStart':
    case 'w:moveToRangeStart':
      context.moves.push(element.attributes['w:name'] ?? id);
      return [];
    case 'w:moveFromRangeEnd':
    case 'w:moveToRangeEnd':
      context.moves.pop();
      return [];
    default:
      return [];
  }
}

function hyperlink(element: XmlElement, around: Around, context: DocxContext): OfficeInline[] {
  const target = context.target(element.attributes['r:id'] ?? '');
  const place = element.attributes['w:anchor'];
  const href =
    target === undefined
      ? place === undefined
        ? undefined
        : `#${place}`
      : target + (place ? `#${place}` : '');
  return readInlines(element, context, { ...around, href: href ?? around.href });
}

function piece(element: XmlElement, around: Around, context: DocxContext): OfficeInline[] {
  if (element.name === 'w:r') return run(element, around, context);
  if (element.name === 'w:hyperlink') return hyperlink(element, around, context);
  if (element.name === 'w:fldSimple') {
    const href = fieldHref(element.attributes['w:instr'] ?? '');
    return readInlines(element, context, { ...around, href: href ?? around.href });
  }
  if (element.name === 'mc:AlternateContent') {
    const chosen = childOf(element, 'mc:Choice') ?? childOf(element, 'mc:Fallback');
    return chosen ? readInlines(chosen, context, around) : [];
  }
  if (TRANSPARENT.has(element.name)) return readInlines(element, context, around);
  if (element.name === 'm:oMath' || element.name === 'm:oMathPara') {
    context.warn('Формула взята строкой: проверьте её запись');
    return textInline(mathText(element), {}, around, context);
  }
  const revision = revisionOf(element, context);
  if (revision)
    return readInlines(element, context, { ...around, revisions: [...around.revisions, revision] });
  return anchor(element, context);
}

function mathText(element: XmlElement): string {
  if (element.name === 'm:t') return xmlText(element);
  return elementsOf(element).map(mathText).join('');
}

/** The inlines of a paragraph or of what stands for a part of it. */
export function readInlines(
  holder: XmlElement,
  context: DocxContext,
  around: Around = { revisions: [] },
): OfficeInline[] {
  return elementsOf(holder).flatMap((element) => piece(element, around, context));
}

/** Anchors that stood between paragraphs. */
export function takePending(context: DocxContext): OfficeInline[] {
  const waiting = context.pending;
  context.pending = [];
  return waiting.flatMap((element) => anchor(element, context));
}
