// Working copies without a database: a body, suggestions and comments as DOCX bytes, and back.

import { type DocumentBody, displayContext, flattenBlocks } from '~/modules/documents/body';
import { buildPaper } from '~/modules/documents/output';
import { bookmarkOf } from '~/modules/documents/remarks/exchange/bookmark-names';
import { expectedParagraphs } from '~/modules/documents/remarks/exchange/expected-paragraphs';
import { type MappedFile, mapFile } from '~/modules/documents/remarks/exchange/map-file';
import {
  combinedBody,
  type TrackedOp,
  type WorkingCopyComment,
  workingCopy,
} from '~/modules/documents/remarks/exchange/working-copy';
import { readOfficeFile } from '~/platform/office/index.server';
import { renderDocx } from '~/platform/rendering/index.server';
import { countingIds } from '~/shared/ids';
import { PROFILE } from '../../factories/paper-profile';

const values = (path: string) => `значение «${path}»`;

export function contextOf(body: DocumentBody) {
  return displayContext(body, values);
}

export function renderCopy(
  base: DocumentBody,
  ops: readonly TrackedOp[] = [],
  comments: readonly WorkingCopyComment[] = [],
): Promise<Uint8Array> {
  const combined = combinedBody(base, ops);
  const paper = buildPaper({
    body: combined,
    refsOf: base,
    card: {
      heading: 'Резолюция',
      headerLines: ['ДВОР'],
      titleLines: ['РЕЗОЛЮЦИЯ', 'круглого стола'],
      datePlace: { layout: 'date-left', date: '2026-09-25', place: 'г. Заречный' },
      signatories: [{ role: 'Председатель', name: 'И. И. Образцов' }],
    },
    resolveField: values,
    marks: [],
    organisation: 'АНО «Соседи»',
    createdAt: '2026-09-25T12:00:00.000Z',
    stamp: 'ПРОЕКТ, версия 3 от 20.09.2026',
    profile: PROFILE,
  });
  return renderDocx(
    workingCopy({
      paper,
      combined,
      base,
      context: { ...contextOf(combined), refs: contextOf(base).refs },
      ops,
      comments,
      bookmarks: new Map(flattenBlocks(base).map(({ block }) => [block.id, bookmarkOf(block.id)])),
      properties: { KhartiaDocument: 'doc_1', KhartiaVersion: 'a'.repeat(64) },
    }),
  );
}

/** What a file says of a base. */
export async function readCopy(base: DocumentBody, bytes: Uint8Array): Promise<MappedFile> {
  const context = contextOf(base);
  const clean = readOfficeFile(await renderCopy(base));
  return mapFile({
    file: readOfficeFile(bytes),
    expected: expectedParagraphs(clean, base, context),
    body: base,
    context,
    newId: countingIds(),
  });
}
