// Server face of rendering: the formats of a paper and the PDF renderer.
export { renderDocx } from './docx/render-docx.server';
export { renderPaperFragment, renderPaperHtml } from './html/paper-html.server';
export * from './index';
export { createPdfRenderer, type PdfRendererOptions } from './pdf/pdf-renderer.server';
