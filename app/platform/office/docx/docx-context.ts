// What the walk over one part of a DOCX carries along.
import type { OfficeBlock, OfficeRevision } from '../office-document';
import type { XmlElement, XmlNode } from '../xml';
import type { NumberCounter } from './docx-numbering';
import type { DocxStyles } from './docx-styles';

/** A field of Word between its begin and end; `code` until the separator. */
export interface OpenField {
  code: string;
  inResult: boolean;
}

export interface DocxContext {
  readonly styles: DocxStyles;
  readonly numbers: NumberCounter;
  /** Target of a relationship of this part. */
  readonly target: (id: string) => string | undefined;
  readonly warn: (text: string) => void;
  /** Blocks inside a run (text boxes): given in, since blocks and inlines hold each other. */
  readonly readNested: (nodes: readonly XmlNode[], context: DocxContext) => OfficeBlock[];
  /** Text boxes met in the current paragraph; their text follows it. */
  boxes: OfficeBlock[];
  /** Nested fields, innermost last; a field may span paragraphs. */
  readonly fields: OpenField[];
  /** Anchors that stand between paragraphs: they go to the next one. */
  pending: XmlElement[];
  /** Comments whose range was opened. */
  readonly opened: Set<string>;
  /** Move ranges by name, innermost last. */
  readonly moves: string[];
}

/** A tracked change from its element. */
export function revisionOf(element: XmlElement, context: DocxContext): OfficeRevision | undefined {
  const kind = { 'w:ins': 'ins', 'w:del': 'del', 'w:moveFrom': 'moveFrom', 'w:moveTo': 'moveTo' }[
    element.name
  ];
  if (!kind) return undefined;
  const { 'w:id': id = '', 'w:author': author = '', 'w:date': date } = element.attributes;
  const at = date === undefined ? Number.NaN : Date.parse(date);
  const move = kind.startsWith('move') ? context.moves.at(-1) : undefined;
  return {
    kind: kind as OfficeRevision['kind'],
    id,
    author,
    ...(Number.isFinite(at) ? { date: new Date(at).toISOString() } : {}),
    ...(move === undefined ? {} : { moveName: move }),
  };
}
