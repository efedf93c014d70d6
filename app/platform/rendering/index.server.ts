// Server face of rendering: the formats of a paper and the PDF renderer.
export { renderPaperFragment, renderPaperHtml } from './html/paper-html.server';
export * from './index';
export { createPdfRenderer, renderDocx } from './lazy-renderers.server';
export type { PdfRendererOptions } from './pdf/pdf-renderer.server';
