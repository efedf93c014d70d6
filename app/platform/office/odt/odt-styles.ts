// Styles and list definitions of an ODF text: automatic ones of content.xml over the named ones of styles.xml.
import { bulletSign } from '../number-format';
import type { OfficeParagraph } from '../office-document';
import { childOf, elementsOf, type XmlElement } from '../xml';

export interface OdtStyle {
  readonly name: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly strike?: boolean;
  readonly align?: OfficeParagraph['align'];
  readonly outlineLevel?: number;
  readonly listStyle?: string;
  readonly pageBreakBefore?: boolean;
}
export interface OdtLevel {
  readonly format: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly start: number;
  /** How many levels the label shows. */
  readonly shown: number;
  readonly bullet: string | undefined;
}
export interface OdtStyles {
  get(name: string | undefined): OdtStyle;
  level(list: string | undefined, level: number): OdtLevel | undefined;
}

const FORMATS: Record<string, string> = {
  '1': 'decimal',
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
  а: 'russianLower',
  А: 'russianUpper',
  '': 'none',
};
const ALIGN: Record<string, OfficeParagraph['align']> = {
  center: 'center',
  end: 'right',
  right: 'right',
  justify: 'justify',
  start: 'left',
  left: 'left',
};

const int = (text: string | undefined, otherwise: number) => {
  const value = Number.parseInt(text ?? '', 10);
  return Number.isFinite(value) ? value : otherwise;
};

function ownLook(element: XmlElement): Partial<OdtStyle> {
  const text = childOf(element, 'style:text-properties')?.attributes ?? {};
  const paragraph = childOf(element, 'style:paragraph-properties')?.attributes ?? {};
  const weight = text['fo:font-weight'];
  const line = text['style:text-underline-style'];
  const through = text['style:text-line-through-style'];
  const align = ALIGN[paragraph['fo:text-align'] ?? ''];
  const outline = int(element.attributes['style:default-outline-level'], 0);
  const list = element.attributes['style:list-style-name'];
  return {
    ...(weight === undefined ? {} : { bold: weight === 'bold' || int(weight, 0) >= 600 }),
    ...(text['fo:font-style'] === undefined ? {} : { italic: text['fo:font-style'] === 'italic' }),
    ...(line === undefined ? {} : { underline: line !== 'none' }),
    ...(through === undefined ? {} : { strike: through !== 'none' }),
    ...(align ? { align } : {}),
    ...(outline > 0 ? { outlineLevel: outline } : {}),
    ...(list === undefined ? {} : { listStyle: list }),
    ...(paragraph['fo:break-before'] === 'page' ? { pageBreakBefore: true } : {}),
  };
}

function levelOf(element: XmlElement): OdtLevel {
  const { attributes } = element;
  return {
    format: FORMATS[(attributes['style:num-format'] ?? '').split(',')[0] ?? ''] ?? 'decimal',
    prefix: attributes['style:num-prefix'] ?? '',
    suffix: attributes['style:num-suffix'] ?? '',
    start: int(attributes['text:start-value'], 1),
    shown: int(attributes['text:display-levels'], 1),
    bullet:
      element.name === 'text:list-level-style-number'
        ? undefined
        : bulletSign(attributes['text:bullet-char'] ?? '•'),
  };
}

/** `holders` are the style sections, most general first. */
export function odtStyles(holders: readonly (XmlElement | undefined)[]): OdtStyles {
  const raw = new Map<string, XmlElement>();
  const lists = new Map<string, Map<number, OdtLevel>>();
  for (const element of holders.flatMap((holder) => elementsOf(holder))) {
    const name = element.attributes['style:name'] ?? '';
    if (element.name === 'style:style') raw.set(name, element);
    if (element.name !== 'text:list-style') continue;
    lists.set(
      name,
      new Map(elementsOf(element).map((level) => [int(level.attributes['text:level'], 1), levelOf(level)])),
    );
  }
  const done = new Map<string, OdtStyle>();
  const resolve = (name: string, depth: number): OdtStyle => {
    const ready = done.get(name);
    if (ready) return ready;
    const element = raw.get(name);
    if (!element) return { name: '' };
    const base = element.attributes['style:parent-style-name'];
    const parent = base !== undefined && base !== name && depth < 20 ? resolve(base, depth + 1) : undefined;
    // An automatic style («P12») is known by the named one it stands on.
    const shown =
      element.attributes['style:display-name'] ?? (/^[PT]\d+$/.test(name) && parent ? parent.name : name);
    const style: OdtStyle = {
      ...parent,
      ...ownLook(element),
      name: shown.replace(/_20_/g, ' ').toLowerCase(),
    };
    done.set(name, style);
    return style;
  };
  return {
    get: (name) => resolve(name ?? '', 0),
    level: (list, level) => lists.get(list ?? '')?.get(level + 1),
  };
}
