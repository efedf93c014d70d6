import type { DocumentBody } from '../body/body.schema';
import { flattenBlocks } from '../body/walk';
import { ownTexts } from './body-doubts';
import type { ImportStats } from './import.schema';

/** Counts of a tree: what a person compares with his file. */
export function textStats(
  body: DocumentBody,
): Pick<ImportStats, 'characters' | 'words' | 'sections' | 'addressees' | 'items' | 'tables'> {
  const blocks = flattenBlocks(body).map(({ block }) => block);
  const count = (type: string) => blocks.filter((block) => block.type === type).length;
  const texts = blocks.flatMap(ownTexts);
  return {
    characters: texts.reduce((sum, text) => sum + text.length, 0),
    words: texts.reduce((sum, text) => sum + (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0), 0),
    sections: count('section'),
    addressees: count('addresseeGroup'),
    items: count('item'),
    tables: count('table'),
  };
}
