// From the clipboard to a body, off the page's own thread when it is much. Pure but for the worker.
import { BODY_LIMITS, escapeHtml, type ReadPaste, readPastedHtml } from '~/modules/documents';
import { newId } from '~/shared/ids';

/** Beyond this the reading happens in a worker: typing goes on meanwhile. */
const WORKER_FROM = 150_000;

export type PasteSource = { kind: 'html'; html: string } | { kind: 'text'; text: string };

/** What lies on the clipboard that we would read; null for nothing or for a piece of this editor. */
export function sourceOf(data: DataTransfer): PasteSource | 'own' | null {
  const html = data.getData('text/html');
  if (html.includes('data-pm-slice')) return 'own';
  const text = data.getData('text/plain');
  if (html.trim() !== '') return { kind: 'html', html };
  return text === '' ? null : { kind: 'text', text };
}

const cells = (line: string) => line.split('\t');

/** Plain text as HTML for the reader: lines with tabs are a table of a spreadsheet, other lines paragraphs. */
export function htmlOfText(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n+$/, '').split('\n');
  const tabbed = lines.length > 1 && lines.every((line) => line.includes('\t'));
  if (tabbed) {
    const row = (line: string) =>
      `<tr>${cells(line)
        .map((cell) => `<td>${escapeHtml(cell)}</td>`)
        .join('')}</tr>`;
    return `<table>${lines.map(row).join('')}</table>`;
  }
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => `<p>${escapeHtml(line)}</p>`)
    .join('');
}

export const isTooLarge = (source: PasteSource): boolean =>
  (source.kind === 'html' ? source.html : source.text).length > BODY_LIMITS.inputBytes;

export type PasteAnswer = { ok: true; paste: ReadPaste } | { ok: false };

/** Reads on the spot or in a worker. Never throws: what cannot be read is `ok: false`. */
export async function readPaste(source: PasteSource): Promise<PasteAnswer> {
  const html = source.kind === 'html' ? source.html : htmlOfText(source.text);
  if (html.length < WORKER_FROM) return readHere(html);
  const worker = new Worker(new URL('./paste-worker.ts', import.meta.url), { type: 'module' });
  try {
    return await new Promise<PasteAnswer>((resolve) => {
      worker.onmessage = ({ data }: MessageEvent<PasteAnswer>) => resolve(data);
      worker.onerror = () => resolve({ ok: false });
      worker.postMessage(html);
    });
  } finally {
    worker.terminate();
  }
}

/** The reading itself; a body beyond the limits is refused. */
export function readHere(html: string): PasteAnswer {
  try {
    return { ok: true, paste: readPastedHtml(html, { newId }) };
  } catch {
    return { ok: false };
  }
}
