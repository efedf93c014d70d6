// Issued papers as a person gets them: downloaded from the page, read as text.
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { extractText, getDocumentProxy } from 'unpdf';
import { plain } from './tier';

/** Bytes behind a link, with the cookies of the page. */
export async function bytesOf(page: Page, path: string): Promise<Uint8Array> {
  const answer = await page.request.get(path);
  if (!answer.ok()) throw new Error(`${path} was answered with ${answer.status()}`);
  return new Uint8Array(await answer.body());
}

/** The whole text without breaks of lines and soft hyphens. */
export async function pdfText(bytes: Uint8Array): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(bytes.slice()), { mergePages: true });
  return plain(text.replace(/\u00ad/g, ''));
}

/** Paragraphs of word/document.xml, one a line. */
export function docxText(bytes: Uint8Array): string {
  const xml = new TextDecoder().decode(unzipSync(bytes)['word/document.xml']);
  const words = xml
    .replace(/<\/w:p>/g, '\n')
    .replace(/<w:br\/?>|<w:tab\/?>/g, ' ')
    .replace(/<[^>]+>/g, '');
  return plain(words.replace(/&amp;/g, '&').replace(/\u00ad/g, ''));
}
