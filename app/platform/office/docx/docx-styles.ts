// Paragraph and character styles, with what they inherit. Only what importing asks for is read.
import type { OfficeParagraph } from '../office-document';
import { childOf, elementsOf, type XmlElement } from '../xml';

export interface ParagraphLook {
  readonly align?: OfficeParagraph['align'];
  readonly left?: number;
  readonly firstLine?: number;
  readonly outlineLevel?: number;
  readonly numId?: string;
  readonly level?: number;
  readonly pageBreakBefore?: boolean;
}
export interface RunLook {
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly strike?: boolean;
  readonly hidden?: boolean;
  readonly raised?: boolean;
}
export interface DocxStyle {
  readonly id: string;
  readonly name: string;
  readonly paragraph: ParagraphLook;
  readonly run: RunLook;
}

const ALIGN: Record<string, OfficeParagraph['align']> = {
  left: 'left',
  start: 'left',
  center: 'center',
  right: 'right',
  end: 'right',
  both: 'justify',
  distribute: 'justify',
};

/** A toggle such as `<w:b/>`: undefined when it is not said. */
function toggle(holder: XmlElement, name: string): boolean | undefined {
  const element = childOf(holder, name);
  if (!element) return undefined;
  return !['0', 'false', 'off', 'none'].includes(element.attributes['w:val'] ?? '1');
}

const number = (text: string | undefined): number | undefined => {
  const value = Number.parseInt(text ?? '', 10);
  return Number.isFinite(value) ? value : undefined;
};

const known = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as never;

/** What `w:pPr` says itself. */
export function paragraphLook(properties: XmlElement | undefined): ParagraphLook {
  if (!properties) return {};
  const indent = childOf(properties, 'w:ind')?.attributes ?? {};
  const hanging = number(indent['w:hanging']);
  const numbering = childOf(properties, 'w:numPr');
  const outline = number(childOf(properties, 'w:outlineLvl')?.attributes['w:val']);
  return known({
    align: ALIGN[childOf(properties, 'w:jc')?.attributes['w:val'] ?? ''],
    left: number(indent['w:left'] ?? indent['w:start']),
    firstLine: hanging === undefined ? number(indent['w:firstLine']) : -hanging,
    // 9 is «body text».
    outlineLevel: outline === undefined || outline > 8 ? undefined : outline + 1,
    numId: childOf(numbering, 'w:numId')?.attributes['w:val'],
    level: number(childOf(numbering, 'w:ilvl')?.attributes['w:val']),
    pageBreakBefore: toggle(properties, 'w:pageBreakBefore'),
  }) as ParagraphLook;
}

/** What `w:rPr` says itself. */
export function runLook(properties: XmlElement | undefined): RunLook {
  if (!properties || properties.children.length === 0) return {};
  return known({
    bold: toggle(properties, 'w:b'),
    italic: toggle(properties, 'w:i'),
    underline: toggle(properties, 'w:u'),
    strike: toggle(properties, 'w:strike') ?? toggle(properties, 'w:dstrike'),
    hidden: toggle(properties, 'w:vanish'),
    raised: childOf(properties, 'w:vertAlign')?.attributes['w:val'] === 'superscript' || undefined,
  }) as RunLook;
}

const HEADING = /^(?:heading|заголовок) ?([1-9])$/;

export interface DocxStyles {
  /** The style with all it inherits; an empty one for an unknown id. */
  get(id: string | undefined): DocxStyle;
}

/** `root` is styles.xml. */
export function docxStyles(root: XmlElement | null): DocxStyles {
  const raw = new Map(
    elementsOf(root ?? undefined, 'w:style').map(
      (element) => [element.attributes['w:styleId'] ?? '', element] as const,
    ),
  );
  const normal = [...raw.values()].find(
    ({ attributes }) => attributes['w:type'] === 'paragraph' && attributes['w:default'] === '1',
  );
  const done = new Map<string, DocxStyle>();
  const resolve = (id: string, depth: number): DocxStyle => {
    const ready = done.get(id);
    if (ready) return ready;
    const element = raw.get(id);
    if (!element) return { id, name: '', paragraph: {}, run: {} };
    const base = childOf(element, 'w:basedOn')?.attributes['w:val'];
    // A circle of styles ends here.
    const parent = base !== undefined && base !== id && depth < 20 ? resolve(base, depth + 1) : undefined;
    const name = (childOf(element, 'w:name')?.attributes['w:val'] ?? '').toLowerCase();
    const heading = HEADING.exec(name);
    const paragraph = {
      ...parent?.paragraph,
      ...(heading ? { outlineLevel: Number(heading[1]) } : {}),
      ...paragraphLook(childOf(element, 'w:pPr')),
    };
    const style = { id, name, paragraph, run: { ...parent?.run, ...runLook(childOf(element, 'w:rPr')) } };
    done.set(id, style);
    return style;
  };
  return { get: (id) => resolve(id ?? normal?.attributes['w:styleId'] ?? '', 0) };
}
