// A document as paper: the one place where card, body, route and register come together before any format.
import type { Paper, PaperMetadata } from '~/platform/rendering';
import { displayContext } from '../body/render-values';
import { paperBlocks } from './paper-blocks';
import type { BuildPaperInput } from './paper-input';
import { datePlace, verificationLines } from './paper-lines';
import { endMarks, markRows, paperSheet } from './paper-marks';

function metadata(input: BuildPaperInput): PaperMetadata {
  return {
    title: input.card.heading,
    author: input.organisation,
    keywords: input.keywords ?? [],
    createdAt: input.createdAt,
    ...(input.verification ? { identifier: input.verification.url } : {}),
  };
}

/** Builds the paper. Pure: equal input gives an equal paper; no clock, no ids, no I/O. */
export function buildPaper(input: BuildPaperInput): Paper {
  const { card, verification, sheet } = input;
  const line = datePlace(card, input.registration);
  return {
    language: 'ru',
    profile: input.profile,
    metadata: metadata(input),
    ...(input.stamp ? { stamp: input.stamp } : {}),
    headerLines: card.headerLines,
    markRows: markRows(input.marks, input.timeZone),
    titleLines: card.titleLines,
    ...(input.adoption ? { adoption: input.adoption } : {}),
    ...(line ? { datePlace: line } : {}),
    blocks: paperBlocks(input.body.blocks, {
      ...displayContext(input.numbersOf ?? input.body, input.resolveField),
      ...(input.refsOf ? { refs: displayContext(input.refsOf, input.resolveField).refs } : {}),
      printTasks: input.printTasks ?? false,
      depth: 0,
    }),
    signatures: card.signatories.map(({ role, name }) => ({ role, ...(name ? { name } : {}) })),
    endMarks: endMarks(input.marks, input.timeZone),
    ...(sheet ? { sheet: paperSheet(sheet, input.timeZone) } : {}),
    ...(verification
      ? { verification: { ...verification, lines: verificationLines(verification.url) } }
      : {}),
  };
}
