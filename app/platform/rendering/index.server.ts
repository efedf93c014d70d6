// Server face of rendering: the formats of a paper and the PDF renderer.
export { escapeHtml } from './html/escape-html';
export { renderPaperFragment, renderPaperHtml } from './html/paper-html.server';
export { type Poster, renderPosterHtml } from './html/poster-html.server';
export * from './index';
export { createPdfRenderer, renderDocx } from './lazy-renderers.server';
export type { PdfRendererOptions } from './pdf/pdf-renderer.server';
