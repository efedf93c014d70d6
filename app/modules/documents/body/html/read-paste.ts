// The lenient reader: for paste and for HTML made from DOCX. Degrades, and says what it made of what.
import type { IdSource } from '~/shared/ids';
import { BODY_SCHEMA_VERSION, type DocumentBody } from '../body.schema';
import { assertBody } from '../limits';
import { normalizeBody } from '../normalize';
import { computeNumbers } from '../numbering';
import { flattenBlocks } from '../walk';
import { parseHtml } from './parse-html';
import { type PasteContext, type PasteDoubt, readLines } from './paste-lines';
import { outlineOf } from './paste-outline';

export interface ReadPaste {
  readonly body: DocumentBody;
  /** Everything guessed, changed or dropped, in the order met; a person looks through it. */
  readonly doubts: readonly PasteDoubt[];
}

/**
 * Reads any HTML as a body: h1–h6 become sections, paragraphs typed «1.» or «1.1.» and numbered lists become items,
 * «1. Кому:» followed by «1.1.» an addressee group; lists, quotes and tables are kept; scripts, styles and pictures
 * go. A typed number that will print differently is a doubt. The body is normalised, with fresh ids.
 * Throws documents/body-too-large, body-too-deep, body-too-many-blocks, body-too-many-inlines.
 */
export function readPastedHtml(html: string, options: { newId: IdSource }): ReadPaste {
  const context: PasteContext = { lines: [], doubts: [] };
  readLines(parseHtml(html).nodes, context);
  const { blocks, mode, typed } = outlineOf(context.lines, context);
  const raw: DocumentBody = { schemaVersion: BODY_SCHEMA_VERSION, numbering: mode, blocks };
  const typedInOrder = flattenBlocks(raw).map(({ block }) => typed.get(block));
  const body = assertBody(normalizeBody(raw, options.newId));
  const numbers = computeNumbers(body);
  flattenBlocks(body).forEach(({ block }, i) => {
    const was = typedInOrder[i];
    const now = numbers.get(block.id)?.path.join('.') ?? '';
    if (was === undefined || was === now) return;
    const becomes = now === '' ? 'номера не будет' : `станет ${now}`;
    context.doubts.push({ message: `Номер ${was} вычисляется заново: ${becomes}`, sample: was });
  });
  return { body, doubts: context.doubts };
}
