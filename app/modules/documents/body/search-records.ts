// One search record a block: the unit a reader is led to. Pure; access tokens and facets are added by `finding`.
import type { DocumentBody } from './body.schema';
import { blockText } from './plain-text';
import { displayContext, type ValueResolver } from './render-values';
import { childrenOf, flattenBlocks } from './walk';

export interface BodySearchRecord {
  readonly blockId: string;
  /** As printed («1.2.», «–», «Приложение № 1»); '' where the block prints none. */
  readonly number: string;
  /** Titles and addressees around the block, outermost first, with their numbers. */
  readonly headingPath: readonly string[];
  readonly text: string;
}

/** Records of all blocks that have text, in reading order. */
export function searchRecords(body: DocumentBody, values?: ValueResolver): BodySearchRecord[] {
  const context = displayContext(body, values);
  const paths = new Map<string, readonly string[]>();
  const records: BodySearchRecord[] = [];
  for (const { block, parent } of flattenBlocks(body)) {
    const headingPath = parent ? (paths.get(parent.id) ?? []) : [];
    const number = context.numbers.get(block.id)?.label ?? '';
    const text = blockText(block, context);
    if (childrenOf(block).length > 0) {
      // An item is not a heading: its sub-items are found under what it stands in.
      const heading = block.type === 'item' ? number : `${number} ${text}`.trim();
      paths.set(block.id, heading === '' ? headingPath : [...headingPath, heading]);
    }
    if (/[\p{L}\p{N}]/u.test(text)) records.push({ blockId: block.id, number, headingPath, text });
  }
  return records;
}
