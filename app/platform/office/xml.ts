// XML of office files as a small tree. DTDs and entities are refused before they can grow; prefixes are made the
// customary ones by their namespaces, so `w:p` is `w:p` whatever the producer called it.
import { SaxesParser } from 'saxes';
import { officeError } from './errors';
import { type Deadline, OFFICE_LIMITS } from './limits';

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlNode[];
}
export type XmlNode = XmlElement | string;

export const isXmlElement = (node: XmlNode): node is XmlElement => typeof node !== 'string';

/** Namespace -> customary prefix; the strict variants of OOXML have addresses of their own. */
const PREFIXES: readonly (readonly [RegExp, string])[] = [
  [/\/wordprocessingml(\/2006)?\/main$/, 'w'],
  [/\/officeDocument(\/2006)?\/relationships$/, 'r'],
  [/\/package\/2006\/relationships$/, ''],
  [/\/markup-compatibility\/2006$/, 'mc'],
  [/\/word\/2010\/wordml$/, 'w14'],
  [/\/word\/2012\/wordml$/, 'w15'],
  [/\/officeDocument(\/2006)?\/math$/, 'm'],
  [/\/drawingml(\/2006)?\/main$/, 'a'],
  [/\/drawingml(\/2006)?\/wordprocessingDrawing$/, 'wp'],
  [/\/wordprocessingShape$/, 'wps'],
  [/^urn:schemas-microsoft-com:vml$/, 'v'],
  [/opendocument:xmlns:office:1\.0$/, 'office'],
  [/opendocument:xmlns:text:1\.0$/, 'text'],
  [/opendocument:xmlns:table:1\.0$/, 'table'],
  [/opendocument:xmlns:style:1\.0$/, 'style'],
  [/opendocument:xmlns:drawing:1\.0$/, 'draw'],
  [/opendocument:xmlns:xsl-fo-compatible:1\.0$/, 'fo'],
  [/opendocument:xmlns:svg-compatible:1\.0$/, 'svg'],
  [/opendocument:xmlns:meta:1\.0$/, 'meta'],
  [/^http:\/\/www\.w3\.org\/1999\/xlink$/, 'xlink'],
  [/^http:\/\/purl\.org\/dc\/elements\/1\.1\/$/, 'dc'],
];

class Renamer {
  private readonly prefixes = new Map<string, string>();
  private renames = false;

  declare(attribute: string, uri: string): void {
    const own = attribute === 'xmlns' ? '' : attribute.slice(6);
    const known = PREFIXES.find(([pattern]) => pattern.test(uri))?.[1];
    if (known === undefined || known === own) return;
    this.prefixes.set(own, known);
    this.renames = true;
  }

  rename(name: string): string {
    if (!this.renames) return name;
    const colon = name.indexOf(':');
    const prefix = this.prefixes.get(colon < 0 ? '' : name.slice(0, colon));
    if (prefix === undefined) return name;
    const local = name.slice(colon + 1);
    return prefix === '' ? local : `${prefix}:${local}`;
  }
}

const refuseDoctype = (): never => {
  throw officeError('hostile', { reason: 'в XML объявлены свои сущности (DTD)' });
};

/** Attributes by customary names; an attribute without prefix keeps its name. */
function readAttributes(raw: Record<string, string>, renamer: Renamer): Record<string, string> {
  for (const key in raw) if (key.startsWith('xmlns')) renamer.declare(key, raw[key] as string);
  const out: Record<string, string> = Object.create(null);
  for (const key in raw) {
    if (!key.startsWith('xmlns')) out[key.includes(':') ? renamer.rename(key) : key] = raw[key] as string;
  }
  return out;
}

/** Parses a part. Throws office/hostile (DTD, nesting, volume) and office/damaged (not XML). */
export function parseXml(xml: string, deadline: Deadline): XmlElement {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const renamer = new Renamer();
  const root: XmlElement = { name: '', attributes: {}, children: [] };
  const stack: XmlElement[] = [root];
  let nodes = 0;
  parser.on('error', (error) => {
    throw officeError('damaged', { reason: 'его внутренняя разметка нарушена' }, error);
  });
  parser.on('doctype', refuseDoctype);
  parser.on('opentag', (tag) => {
    nodes += 1;
    if (nodes > OFFICE_LIMITS.xmlNodes || stack.length > OFFICE_LIMITS.xmlDepth) {
      throw officeError('hostile', { reason: 'разметка внутри файла непомерно велика или вложена' });
    }
    if (nodes % 20_000 === 0) deadline();
    const attributes = readAttributes(tag.attributes as Record<string, string>, renamer);
    const element: XmlElement = { name: renamer.rename(tag.name), attributes, children: [] };
    (stack[stack.length - 1] as XmlElement).children.push(element);
    stack.push(element);
  });
  parser.on('closetag', () => void stack.pop());
  const addText = (text: string) => void (stack[stack.length - 1] as XmlElement).children.push(text);
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(xml.replace(/^\ufeff/, '')).close();
  const top = root.children.find(isXmlElement);
  if (!top) throw officeError('damaged', { reason: 'в одной из его частей нет разметки' });
  return top;
}

/** The first child element of that name. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  if (!element) return undefined;
  for (const node of element.children) if (typeof node !== 'string' && node.name === name) return node;
  return undefined;
}

/** Child elements, of that name when one is given. */
export function elementsOf(element: XmlElement | undefined, name?: string): XmlElement[] {
  if (!element) return [];
  return element.children.filter(
    (node): node is XmlElement => typeof node !== 'string' && (name === undefined || node.name === name),
  );
}

/** All text inside. */
export function xmlText(element: XmlElement): string {
  return element.children.map((node) => (typeof node === 'string' ? node : xmlText(node))).join('');
}
