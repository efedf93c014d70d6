// One section in the editor while the session works on the whole text. Pure but for what it holds.
import { type DocumentBody, findBlock, mapBlocks } from '~/modules/documents';
import type { SessionEditor } from './use-draft-session';

/** The section alone, as a body; null when there is no such block. */
export function sectionOf(body: DocumentBody, sectionId: string): DocumentBody | null {
  const found = findBlock(body, sectionId);
  return found ? { ...body, blocks: [found.block] } : null;
}

/** The whole with the section as it was edited; a section that is gone meanwhile comes back at the end. */
export function withSection(whole: DocumentBody, sectionId: string, part: DocumentBody): DocumentBody {
  if (!findBlock(whole, sectionId)) return { ...whole, blocks: [...whole.blocks, ...part.blocks] };
  return mapBlocks(whole, (block) => (block.id === sectionId ? part.blocks : block));
}

/** An editor of one section that reads and shows whole texts. */
export function sectionEditor(
  whole: DocumentBody,
  sectionId: string,
  inner: () => SessionEditor | null,
): SessionEditor {
  const held = { whole };
  return {
    isLive: () => inner()?.isLive?.() ?? false,
    getBody: () => {
      const part = inner()?.getBody();
      return part ? withSection(held.whole, sectionId, part) : held.whole;
    },
    applyRemote: (body) => {
      held.whole = body;
      const part = sectionOf(body, sectionId);
      inner()?.applyRemote(part ?? { ...body, blocks: [] });
    },
  };
}
