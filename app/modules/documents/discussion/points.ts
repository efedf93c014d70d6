// The places of a text that a proposal may point to, called as people call them: «п. 7», «раздел 2».
import {
  type Block,
  blockText,
  type DocumentBody,
  displayContext,
  flattenBlocks,
  type ValueResolver,
} from '../body';
import type { ProposalPlace } from './discussion.schema';

export interface Point {
  readonly id: string;
  readonly type: 'item' | 'section' | 'addresseeGroup' | 'paragraph' | 'other';
  /** «п. 7», «раздел «Капитальный ремонт»», «3-й пункт раздела …». */
  readonly label: string;
  /** The first words. */
  readonly excerpt: string;
  readonly text: string;
  readonly order: number;
  readonly section: string | null;
  readonly depth: number;
}

const EXCERPT = 70;

function excerptOf(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > EXCERPT ? `${line.slice(0, EXCERPT).replace(/\s+\S*$/, '')}…` : line;
}

function labelOf(block: Block, number: string | undefined, text: string, ordinal: number): string {
  const bare = number && /\d/.test(number) ? number.replace(/\.$/, '') : null;
  switch (block.type) {
    case 'section':
      return bare ? `раздел\u00a0${bare}` : `раздел «${excerptOf(text)}»`;
    case 'addresseeGroup':
      return bare ? `адресат\u00a0${bare}` : `адресат: ${excerptOf(text).replace(/:$/, '')}`;
    case 'appendix':
      return number ?? 'приложение';
    case 'item':
      return bare ? `п.\u00a0${bare}` : `${ordinal}-й пункт без номера`;
    default:
      return `абзац ${ordinal}`;
  }
}

/** All places in reading order. A dash item is called by its ordinal among the items of its parent. Pure. */
export function pointsOf(body: DocumentBody, values: ValueResolver): Point[] {
  const context = displayContext(body, values);
  const ordinals = new Map<string, number>();
  const sections: { depth: number; title: string }[] = [];
  const points: Point[] = [];
  for (const { block, parent, depth } of flattenBlocks(body)) {
    while (sections.length > 0 && sections[sections.length - 1]!.depth >= depth) sections.pop();
    const text = blockText(block, context);
    const key = `${parent?.id ?? ''} ${block.type}`;
    const ordinal = (ordinals.get(key) ?? 0) + 1;
    ordinals.set(key, ordinal);
    const section = sections[0]?.title ?? null;
    if (block.type === 'section' || block.type === 'appendix')
      sections.push({ depth, title: excerptOf(text) });
    if (text.trim() === '') continue;
    const own = labelOf(block, context.numbers.get(block.id)?.label, text, ordinal);
    const inside =
      section && !/\d/.test(own.replace(/^\d+-й/, '')) && block.type === 'item' ? `, ${section}` : '';
    points.push({
      id: block.id,
      type: ['item', 'section', 'addresseeGroup', 'paragraph'].includes(block.type)
        ? (block.type as Point['type'])
        : 'other',
      label: `${own}${inside}`,
      excerpt: excerptOf(text),
      text,
      order: points.length + 1,
      section: block.type === 'section' ? excerptOf(text) : section,
      depth,
    });
  }
  return points;
}

/** Points of the form's list: what people propose to change. A paragraph inside a point is part of that point. */
export function choosablePoints(points: readonly Point[]): Point[] {
  return points.filter(({ type, depth }) => type !== 'other' && (type !== 'paragraph' || depth <= 2));
}

/** The place a proposal keeps. `block` null: the whole text, or a new point at its end. */
export function placeOf(
  points: readonly Point[],
  kind: ProposalPlace['kind'],
  block: string | null,
): ProposalPlace | null {
  if (block === null) {
    if (kind === 'block') return null;
    const label = kind === 'whole' ? 'в целом' : 'новый пункт';
    return { kind, block: null, label, order: kind === 'whole' ? 0 : 1_000_000, section: null };
  }
  const point = points.find(({ id }) => id === block);
  if (!point) return null;
  const label = kind === 'new' ? `новый пункт после: ${point.label}` : point.label;
  // A new point stands after the one it follows.
  const order = 2 * point.order + (kind === 'new' ? 1 : 0);
  return { kind, block, label, order, section: point.section };
}
