// Inline pieces of the body as runs of paper text; values, numbers and gaps are the body's own presentation.
import type { PaperRun, PaperText } from '~/platform/rendering';
import type { Inline, Mark } from '../body/body.schema';
import { type DisplayContext, type PresentedInline, presentRun } from '../body/render-values';

function lookOf(marks: readonly Mark[]): Partial<PaperRun> {
  const link = marks.find((mark) => mark.type === 'link');
  const has = (type: Mark['type']) => marks.some((mark) => mark.type === type);
  return {
    ...(has('strong') ? { strong: true } : {}),
    ...(has('em') ? { em: true } : {}),
    ...(has('underline') ? { underline: true } : {}),
    ...(link ? { href: link.href } : {}),
  };
}

function runOf(piece: PresentedInline): PaperRun {
  return {
    text: piece.text,
    ...lookOf(piece.marks),
    ...(piece.targetId !== undefined && !piece.missing ? { target: piece.targetId } : {}),
  };
}

/** The runs of one paragraph. Pure; a reference to a block that is gone prints «?». */
export function paperText(content: readonly Inline[], context: DisplayContext, blockId: string): PaperText {
  return presentRun(content, context, blockId).map(runOf);
}
