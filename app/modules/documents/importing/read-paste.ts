// Paste into a text: HTML of the clipboard (Word, a browser, a spreadsheet) as a body, by the one recogniser.
import { deadlineIn, readHtml } from '~/platform/office';
import type { IdSource } from '~/shared/ids';
import type { DocumentBody } from '../body/body.schema';
import { findInputBreach } from '../body/limits';
import type { ImportDoubt } from './import.schema';
import { importOfficeDocument } from './import-document';

export type PasteDoubt = ImportDoubt;

export interface ReadPaste {
  readonly body: DocumentBody;
  /** Everything guessed, changed or dropped, in the order met; a person looks through it. */
  readonly doubts: readonly PasteDoubt[];
}

/**
 * Reads any HTML as a body: h1–h6 become sections, paragraphs typed «1.» or «1.1.» and numbered lists points, «Кому:»
 * followed by points an addressee; lists, quotes and tables are kept; scripts, styles and pictures go. A typed number
 * that will print differently is a doubt. The body is normalised, with fresh ids. Isomorphic.
 * Throws documents/body-too-large, body-too-many-blocks, office/hostile (absurd nesting).
 */
export function readPastedHtml(html: string, options: { newId: IdSource }): ReadPaste {
  const breach = findInputBreach(html);
  if (breach) throw breach;
  const { body, doubts } = importOfficeDocument(readHtml(html, deadlineIn()), {
    newId: options.newId,
    front: false,
  });
  return { body, doubts };
}
