// The browser driver, pdf-lib and docx cost half a second of loading that the start of a site need not pay:
// they are loaded with the first paper.
import type { Paper } from './paper';
import type { PdfRendererOptions } from './pdf/pdf-renderer.server';
import type { PdfRenderer } from './pdf-renderer';

/** See {@link PdfRenderer}; nothing runs and nothing is loaded before the first call. */
export function createPdfRenderer(options: PdfRendererOptions): PdfRenderer {
  let opened: PdfRenderer | undefined;
  let opening: Promise<PdfRenderer> | undefined;
  let closed = false;
  const open = (): Promise<PdfRenderer> => {
    opening ??= import('./pdf/pdf-renderer.server').then(async (module) => {
      opened = module.createPdfRenderer(options);
      if (closed) await opened.close();
      return opened;
    });
    return opening;
  };
  return {
    render: async (input) => (await open()).render(input),
    selfTest: async () => (await open()).selfTest(),
    status: () =>
      opened?.status() ?? {
        state: closed ? 'closed' : 'stopped',
        source: null,
        pid: null,
        busy: 0,
        waiting: 0,
      },
    async close() {
      closed = true;
      if (opening) await (await opening).close();
    },
  };
}

/** The paper as DOCX: real numbering and styles, equal bytes for equal papers. */
export async function renderDocx(paper: Paper): Promise<Uint8Array> {
  const module = await import('./docx/render-docx.server');
  return module.renderDocx(paper);
}
