// What every part of the DOCX needs: measures in twips, the numbers planned for the whole paper, link targets.
import type { Paper, PaperBlock } from '../paper';
import { walkPaper } from '../paper';
import type { PaperProfile } from '../paper-profile';
import { type RevisionIds, revisionCounter } from './docx-revisions';
import { type ListPlan, type NumberPlan, planNumbers } from './numbering-plan';

export interface DocxContext {
  readonly profile: PaperProfile;
  readonly lists: readonly ListPlan[];
  /** Automatic number of a block by its id; absent when its label is not a decimal number. */
  readonly numbers: ReadonlyMap<string, NumberPlan>;
  /** Levels, as `reference:level`, whose numbers stand in centred headings (a space follows, not a tab). */
  readonly centredLevels: ReadonlySet<string>;
  /** Bookmark names of the blocks that something refers to. */
  readonly bookmarks: ReadonlyMap<string, string>;
  /** A working copy: nothing is glued for looks, so that the text comes back to the letter. */
  readonly exchange: boolean;
  readonly revisions: RevisionIds;
  /** Each list with its own counting «1)» takes the next instance. */
  nextInstance: () => number;
}

export const twipsOfMm = (mm: number): number => Math.round((mm * 1440) / 25.4);
export const twipsOfCm = (cm: number): number => twipsOfMm(cm * 10);

/** Width of the text in twips. */
export function textWidth({ page, marginsMm }: PaperProfile): number {
  return twipsOfMm(page.widthMm - marginsMm.left - marginsMm.right);
}

function* runTargets(block: PaperBlock): Generator<string> {
  const texts =
    block.kind === 'heading'
      ? block.lines
      : block.kind === 'item' || block.kind === 'paragraph'
        ? [block.text]
        : block.kind === 'quote'
          ? block.paragraphs
          : block.kind === 'table'
            ? block.rows.flatMap((row) => row.flatMap((cell) => cell.paragraphs))
            : [];
  for (const text of texts) for (const run of text) if (run.target !== undefined) yield run.target;
}

/** Makes the context of one paper. Appendices come last, as they are printed. */
export function docxContext(paper: Paper): DocxContext {
  const ordered = [
    ...paper.blocks.filter((block) => block.kind !== 'appendix'),
    ...paper.blocks.filter((block) => block.kind === 'appendix'),
  ];
  const blocks = [...walkPaper(ordered)];
  const labelled = blocks.filter((block) => block.kind === 'heading' || block.kind === 'item');
  const { lists, numbers } = planNumbers(labelled.map((block) => block.label ?? null));
  const targets = new Set(blocks.flatMap((block) => [...runTargets(block)]));
  const present = blocks.map((block) => block.id).filter((id) => targets.has(id));
  const centred = labelled.flatMap((block, index) => {
    const plan = block.kind === 'heading' && block.look === 'centred' ? numbers[index] : null;
    return plan ? [`${plan.reference}:${plan.level}`] : [];
  });
  let instance = 0;
  return {
    profile: paper.profile,
    lists,
    numbers: new Map(
      labelled.flatMap((block, index) => (numbers[index] ? [[block.id, numbers[index]] as const] : [])),
    ),
    centredLevels: new Set(centred),
    bookmarks: new Map([
      ...present.map((id, index) => [id, `point_${index + 1}`] as const),
      ...(paper.exchange?.bookmarks ?? []),
    ]),
    exchange: paper.exchange !== undefined,
    revisions: revisionCounter(),
    nextInstance: () => ++instance,
  };
}
