// The part of a body that an extract shows: chosen points whole, and above them only what they stand in.
import { type Block, type DocumentBody, isContainer, withChildren } from '../body';

function kept(blocks: readonly Block[], chosen: ReadonlySet<string>): Block[] {
  return blocks.flatMap((block) => {
    if (chosen.has(block.id)) return [block];
    if (!isContainer(block)) return [];
    const children = kept(block.children, chosen);
    return children.length > 0 ? [withChildren(block, children)] : [];
  });
}

/** Pure; ids that are not in the body choose nothing. */
export const extractBody = (body: DocumentBody, points: readonly string[]): DocumentBody => ({
  ...body,
  blocks: kept(body.blocks, new Set(points)),
});
