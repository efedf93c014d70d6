export { renderDocx } from './docx/render-docx.server';
export { renderPaperHtml } from './html/paper-html.server';
export { createPdfRenderer, type PdfRendererOptions } from './pdf/pdf-renderer.server';
