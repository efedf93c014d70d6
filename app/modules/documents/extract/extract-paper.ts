// «Выписка из протокола» as paper: head, chosen points under their own numbers, who signed the original, and «Верно»
// of who certifies it, with where the original is kept (ГОСТ Р 7.0.97, отметка о заверении копии). Pure.
import type { Paper, PaperBlock, PaperMark, PaperMarkRow } from '~/platform/rendering';
import { declinePhrase, formatDate } from '~/shared/russian';

export interface Certification {
  /** «И.О. Фамилия». */
  readonly name: string;
  readonly position: string;
  /** ISO day. */
  readonly date: string;
  /** Where the original is: «АНО «Добрый двор»». */
  readonly storage: string;
}

/** «ВЫПИСКА ИЗ ПРОТОКОЛА» out of «ПРОТОКОЛ»; the other lines stay. */
export function extractTitle([first = 'ДОКУМЕНТ', ...rest]: readonly string[]): string[] {
  return [`ВЫПИСКА ИЗ ${declinePhrase(first.toLowerCase(), 'genitive').toUpperCase()}`, ...rest];
}

const SIGNED = '(подпись)';
const CONSENT = 'СОГЛАСОВАНО';

/** A copy has no ink of the original: it says that a signature stands there. */
function copied({ person, signatureLine, lines, ...mark }: PaperMark): PaperMark {
  const signed = signatureLine && person ? [`${SIGNED}\u00a0${person}`] : [];
  return { ...mark, lines: [...lines, ...signed], signatureLine: false };
}

/** Who approved the original; consents stay with the original. */
function approvalsOf({ markRows }: Paper): PaperMarkRow[] {
  const marks = markRows
    .flatMap(({ left, right }) => [left, right])
    .flatMap((mark) => (mark && mark.word !== CONSENT ? [copied(mark)] : []));
  const [only, second] = marks;
  if (only && !second) return [{ right: only }];
  return Array.from({ length: Math.ceil(marks.length / 2) }, (_, row) => {
    const [left, right] = marks.slice(2 * row, 2 * row + 2);
    return { ...(left ? { left } : {}), ...(right ? { right } : {}) };
  });
}

const signedLine = ({ role, name }: Paper['signatures'][number], index: number): PaperBlock => ({
  kind: 'paragraph',
  id: `signed-${index + 1}`,
  text: [{ text: [role, SIGNED, name ?? ''].filter(Boolean).join(' ') }],
  align: 'left',
});

/** Turns the paper of the chosen points into their extract. */
export function asExtract(paper: Paper, { name, position, date, storage }: Certification): Paper {
  return {
    ...paper,
    metadata: { ...paper.metadata, title: `Выписка: ${paper.metadata.title}` },
    titleLines: extractTitle(paper.titleLines),
    markRows: approvalsOf(paper),
    blocks: [...paper.blocks, ...paper.signatures.map(signedLine)],
    signatures: [],
    endMarks: [
      {
        word: 'Верно',
        lines: position ? [position] : [],
        person: name,
        date: formatDate(date, 'quoted'),
        signatureLine: true,
      },
      { word: '', lines: [`Подлинник документа хранится: ${storage}.`], signatureLine: false },
    ],
  };
}
