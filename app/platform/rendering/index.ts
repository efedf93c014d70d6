// Isomorphic face of rendering: the paper model and the port of the PDF renderer.
export { renderingError } from './errors';
export { anchorOf } from './html/text-html';
export type * from './paper';
export { walkPaper } from './paper';
export type { PaperProfile } from './paper-profile';
export { paperToText } from './paper-text';
export type {
  BrowserSource,
  PdfMetadata,
  PdfRenderer,
  PdfRendererStatus,
  RenderPdfInput,
} from './pdf-renderer';
export { qrSvg } from './qr';
