// A working copy of any tree, as the product sends it out.
import type { DocumentBody } from '~/modules/documents';
import { withCarry } from '~/modules/documents/importing/carry/write-carry';
import { buildPaper } from '~/modules/documents/output';
import { renderDocx } from '~/platform/rendering/index.server';
import { PROFILE } from '../../factories/paper-profile';

export const values = (path: string) => (path.includes('1') ? null : `значение ${path}`);

export function docxOf(body: DocumentBody): Promise<Uint8Array> {
  const paper = buildPaper({
    body,
    card: {
      heading: 'Резолюция',
      headerLines: ['Проект «Двор»'],
      titleLines: ['РЕЗОЛЮЦИЯ', 'круглого стола'],
      datePlace: { layout: 'date-left', date: '2026-09-20', place: 'г. Заречный' },
      signatories: [{ role: 'Секретарь', name: 'И.О. Образцов' }],
    },
    resolveField: values,
    marks: [],
    stamp: 'ПРОЕКТ, версия 1 от 20.09.2026',
    organisation: 'АНО «Добрый двор»',
    createdAt: '2026-09-20T09:00:00Z',
    profile: PROFILE,
    printTasks: true,
  });
  return renderDocx(withCarry(paper, body, values));
}
