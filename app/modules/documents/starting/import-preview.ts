// A read text as the page shows it before a document is made: the tree in lines with numbers and levels, and doubts.
import { blockText, displayContext, flattenBlocks } from '../body';
import type { StagedImport } from '../importing';
import type { ImportPreviewView } from './start.views';

/** A line of the outline is for recognising, not for reading. */
const LINE = 220;
/** More would only slow the page; the counts say how many there are. */
const SHOWN = { blocks: 3000, doubts: 400 } as const;

export function presentImport(staged: StagedImport): ImportPreviewView {
  const context = displayContext(staged.body);
  const blocks = flattenBlocks(staged.body);
  const texts = new Map(
    blocks.slice(0, SHOWN.blocks).map(({ block }) => [block.id, blockText(block, context)]),
  );
  return {
    id: staged._id,
    title: staged.title,
    source: { name: staged.source.name, format: staged.source.format, size: staged.source.size },
    expiresAt: staged.expiresAt.toISOString(),
    blocks: blocks.slice(0, SHOWN.blocks).map(({ block, depth }) => ({
      id: block.id,
      type: block.type,
      level: depth - 1,
      number: context.numbers.get(block.id)?.label ?? '',
      text: clip(texts.get(block.id) ?? ''),
    })),
    blockCount: blocks.length,
    paragraphs: blocks.filter(({ block }) => block.type === 'paragraph').length,
    doubts: staged.doubts.slice(0, SHOWN.doubts).map(({ id, kind, blockId, message, sample, fix }) => ({
      id,
      kind,
      blockId: blockId !== null && texts.has(blockId) ? blockId : null,
      number: blockId === null ? '' : (context.numbers.get(blockId)?.label ?? ''),
      message,
      sample,
      fix: fix ?? null,
    })),
    doubtCount: staged.doubts.length,
    apart: staged.apart.map(({ kind, text }) => ({ kind, text })),
    stats: { ...staged.stats, lost: [...staged.stats.lost] },
    carried: staged.carried,
  };
}

const clip = (text: string): string =>
  text.length > LINE ? `${text.slice(0, LINE).replace(/\s+\S*$/, '')}…` : text;
