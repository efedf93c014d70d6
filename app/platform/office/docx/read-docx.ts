// A DOCX package as the neutral model. Pure over the parts: the caller unpacks.
import type { OfficeAside, OfficeComment, OfficeDocument, OfficeNote } from '../office-document';
import { paragraphsOf, textOf } from '../office-document';
import { childOf, elementsOf, isXmlElement, type XmlElement, xmlText } from '../xml';
import { readBlocks } from './docx-blocks';
import type { DocxContext } from './docx-context';
import { type NumberCounter, numberCounter } from './docx-numbering';
import { type DocxStyles, docxStyles } from './docx-styles';

export interface DocxParts {
  readonly names: readonly string[];
  /** A part's tree; null when there is no such part. */
  xml(name: string): XmlElement | null;
  /** A part's text; null when there is no such part. */
  text(name: string): string | null;
}

interface Relation {
  readonly type: string;
  readonly target: string;
  readonly external: boolean;
}

/** `../customXml/item1.xml` seen from `word/document.xml`. */
function resolvePath(from: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const path = from.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '.') path.push(step);
  }
  return path.join('/');
}

function relationsOf(part: string, parts: DocxParts): Map<string, Relation> {
  const at = part.lastIndexOf('/') + 1;
  const root = parts.xml(`${part.slice(0, at)}_rels/${part.slice(at)}.rels`);
  return new Map(
    elementsOf(root ?? undefined).map(({ attributes }) => {
      const external = attributes.TargetMode === 'External';
      const target = attributes.Target ?? '';
      const type = (attributes.Type ?? '').split('/').at(-1) ?? '';
      return [attributes.Id ?? '', { type, external, target: external ? target : resolvePath(part, target) }];
    }),
  );
}

interface Shared {
  readonly styles: DocxStyles;
  readonly numbers: NumberCounter;
  readonly parts: DocxParts;
  readonly warnings: Set<string>;
}

function contextOf(part: string, shared: Shared): DocxContext {
  const relations = relationsOf(part, shared.parts);
  return {
    styles: shared.styles,
    numbers: shared.numbers,
    target: (id) => {
      const found = relations.get(id);
      return found?.external ? found.target : undefined;
    },
    warn: (text) => void shared.warnings.add(text),
    readNested: readBlocks,
    boxes: [],
    fields: [],
    pending: [],
    opened: new Set(),
    moves: [],
  };
}

function notesOf(kind: 'footnote' | 'endnote', part: string | undefined, shared: Shared): OfficeNote[] {
  const root = part === undefined ? null : shared.parts.xml(part);
  if (!root || part === undefined) return [];
  const context = contextOf(part, shared);
  return elementsOf(root, `w:${kind}`)
    .filter(({ attributes }) => attributes['w:type'] === undefined || attributes['w:type'] === 'normal')
    .map((element) => ({
      kind,
      id: element.attributes['w:id'] ?? '',
      blocks: readBlocks(element.children, context),
    }));
}

/** Answers and «resolved» live in a part of their own, keyed by the last paragraph of a comment. */
function threads(root: XmlElement | null): Map<string, { parent: string | undefined; done: boolean }> {
  return new Map(
    elementsOf(root ?? undefined).map(({ attributes }) => [
      attributes['w15:paraId'] ?? '',
      { parent: attributes['w15:paraIdParent'], done: attributes['w15:done'] === '1' },
    ]),
  );
}

function commentsOf(part: string | undefined, extended: string | undefined, shared: Shared): OfficeComment[] {
  const root = part === undefined ? null : shared.parts.xml(part);
  if (!root || part === undefined) return [];
  const context = contextOf(part, shared);
  const byParagraph = threads(extended === undefined ? null : shared.parts.xml(extended));
  const elements = elementsOf(root, 'w:comment');
  const idOf = new Map<string, string>();
  const lastOf = (element: XmlElement) => elementsOf(element, 'w:p').at(-1)?.attributes['w14:paraId'] ?? '';
  for (const element of elements) idOf.set(lastOf(element), element.attributes['w:id'] ?? '');
  return elements.map((element) => {
    const thread = byParagraph.get(lastOf(element));
    const parentId = thread?.parent === undefined ? undefined : idOf.get(thread.parent);
    const at = Date.parse(element.attributes['w:date'] ?? '');
    const initials = element.attributes['w:initials'];
    return {
      id: element.attributes['w:id'] ?? '',
      author: element.attributes['w:author'] ?? '',
      ...(initials ? { initials } : {}),
      ...(Number.isFinite(at) ? { date: new Date(at).toISOString() } : {}),
      paragraphs: [...paragraphsOf(readBlocks(element.children, context))].map((one) => textOf(one)),
      ...(parentId === undefined ? {} : { parentId }),
      ...(thread?.done ? { resolved: true } : {}),
    };
  });
}

function propertiesOf(parts: DocxParts): Record<string, string> {
  const out: Record<string, string> = {};
  for (const element of elementsOf(parts.xml('docProps/core.xml') ?? undefined)) {
    const name = element.name.split(':').at(-1) ?? '';
    if (xmlText(element).trim() !== '') out[name] = xmlText(element).trim();
  }
  for (const element of elementsOf(parts.xml('docProps/custom.xml') ?? undefined)) {
    const name = element.attributes.name;
    if (name) out[name] = xmlText(element);
  }
  return out;
}

function customXmlOf(parts: DocxParts): Record<string, string> {
  const names = parts.names.filter((name) => /^customXml\/item\d+\.xml$/.test(name));
  return Object.fromEntries(names.map((name) => [name, parts.text(name) ?? '']));
}

const hasLetters = (blocks: OfficeAside['blocks']) =>
  [...paragraphsOf(blocks)].some((paragraph) => /\p{L}/u.test(textOf(paragraph)));

function asidesOf(relations: ReadonlyMap<string, Relation>, shared: Shared): OfficeAside[] {
  return [...relations.values()].flatMap(({ type, target }): OfficeAside[] => {
    if (type !== 'header' && type !== 'footer') return [];
    const root = shared.parts.xml(target);
    const blocks = root ? readBlocks(root.children, contextOf(target, shared)) : [];
    return hasLetters(blocks) ? [{ kind: type, blocks }] : [];
  });
}

/** The main part's path; producers other than Word may call it otherwise. */
export function mainPart(parts: DocxParts): string | undefined {
  const main = [...relationsOf('', parts).values()].find(({ type }) => type === 'officeDocument');
  return main && parts.names.includes(main.target) ? main.target : undefined;
}

/** Reads the package; the caller has found its main part. Throws office/damaged, office/hostile. */
export function readDocx(parts: DocxParts, main: string): OfficeDocument {
  const relations = relationsOf(main, parts);
  const partOf = (type: string) => [...relations.values()].find((one) => one.type === type)?.target;
  const tree = (type: string) => {
    const part = partOf(type);
    return part === undefined ? null : parts.xml(part);
  };
  const warnings = new Set<string>();
  const shared = {
    styles: docxStyles(tree('styles')),
    numbers: numberCounter(tree('numbering')),
    parts,
    warnings,
  };
  const body = childOf(parts.xml(main) ?? undefined, 'w:body');
  const nodes = (body?.children ?? []).filter(isXmlElement);
  return {
    format: 'docx',
    blocks: readBlocks(nodes, contextOf(main, shared)),
    notes: [
      ...notesOf('footnote', partOf('footnotes'), shared),
      ...notesOf('endnote', partOf('endnotes'), shared),
    ],
    comments: commentsOf(partOf('comments'), partOf('commentsExtended'), shared),
    asides: asidesOf(relations, shared),
    properties: propertiesOf(parts),
    customXml: customXmlOf(parts),
    warnings: [...warnings],
  };
}
