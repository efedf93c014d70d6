// The output of a document: paper first, then its formats (platform/rendering makes HTML, PDF and DOCX of it).
export { buildPaper } from './build-paper';
export { type DocumentJsonInput, documentJson } from './document-json';
export type { BuildPaperInput, PrintedCard, PrintedMark, PrintedSheet } from './paper-input';
export { type AdoptionInput, adoptionLine, basisLine, draftStamp } from './paper-lines';
export { landscape, paperProfile } from './paper-profile';
export { buildSheetPaper } from './sheet-paper';
export { buildSummaryPaper, type SummaryInput, type SummaryRow } from './summary-paper';
export { textCell } from './text-cell';
