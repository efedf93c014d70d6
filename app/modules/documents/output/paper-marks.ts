// Marks and the approval sheet as they stand on paper (ГОСТ Р 7.0.97: СОГЛАСОВАНО upper left, УТВЕРЖДАЮ upper right,
// several approvers on one level).
import type { PaperMark, PaperMarkRow, PaperSheet } from '~/platform/rendering';
import { DEFAULT_TIME_ZONE, formatDate, formatDateTime, plainSpaces } from '~/shared/russian';
import type { PrintedMark, PrintedSheet } from './paper-input';

const BLANK_DATE = '«___»\u00a0__________\u00a020__\u00a0г.';

/** A mark by a document (УТВЕРЖДЕНО приказом … от … № …) has its date inside its lines and no signature. */
function paperMark(mark: PrintedMark, timeZone: string): PaperMark {
  const date = mark.date
    ? formatDate(mark.date, 'quoted', timeZone)
    : mark.signatureLine
      ? BLANK_DATE
      : undefined;
  return {
    word: mark.word,
    lines: mark.lines,
    signatureLine: mark.signatureLine,
    ...(mark.person ? { person: mark.person } : {}),
    ...(date ? { date } : {}),
  };
}

const pairsOf = (marks: readonly PaperMark[]): PaperMarkRow[] =>
  Array.from({ length: Math.ceil(marks.length / 2) }, (_, row) => rowOf(marks[2 * row], marks[2 * row + 1]));

/**
 * Rows of the first sheet. One who approves stands at the right with the first consent beside him; several stand on one
 * level (ГОСТ Р 7.0.97), the consents below them, two on a level.
 */
export function markRows(
  marks: readonly PrintedMark[],
  timeZone: string = DEFAULT_TIME_ZONE,
): PaperMarkRow[] {
  const of = (side: PrintedMark['side']) =>
    marks.filter((mark) => mark.side === side).map((mark) => paperMark(mark, timeZone));
  const [left, right] = [of('left'), of('right')];
  if (right.length === 1) return [rowOf(left[0], right[0]), ...pairsOf(left.slice(1))];
  return [...pairsOf(right), ...pairsOf(left)];
}

function rowOf(left: PaperMark | undefined, right: PaperMark | undefined): PaperMarkRow {
  return { ...(left ? { left } : {}), ...(right ? { right } : {}) };
}

/** Marks below the text: visas and marks that the kind puts there. */
export function endMarks(marks: readonly PrintedMark[], timeZone: string = DEFAULT_TIME_ZONE): PaperMark[] {
  return marks.filter((mark) => mark.side === 'end').map((mark) => paperMark(mark, timeZone));
}

const STATUS_WORDS: Readonly<Record<PrintedSheet['status'], string>> = {
  running: 'На согласовании',
  approved: 'Согласована',
  returned: 'Возвращена на доработку',
  rejected: 'Отклонена',
  withdrawn: 'Отозвана с согласования',
  stopped: 'Согласование остановлено:',
};

/** «Согласована версия 3, SHA-256: …»; a sheet printed on the way says so. */
export const versionLine = ({ status, versionNumber, versionSha256 }: PrintedSheet): string =>
  `${STATUS_WORDS[status]} версия ${versionNumber}, SHA-256: ${versionSha256}`;

const shortHash = (sha256: string): string => sha256.slice(0, 10);

/** The approval sheet; a decision on another version than the printed one shows that version's hash. */
export function paperSheet(sheet: PrintedSheet, timeZone: string = DEFAULT_TIME_ZONE): PaperSheet {
  return {
    title: 'Лист согласования',
    columns: ['Этап', 'Кто', 'Решение', 'Дата и время', 'Способ', 'Версия (SHA-256)'],
    // The way of a decision names a letter by date and number: its column must hold «от 20.09.2026» unbroken.
    widths: [20, 22, 18, 12, 16, 12],
    rows: sheet.rows.map((row) => [
      row.step,
      row.position ? `${row.who}, ${row.position}` : row.who,
      row.remark ? `${row.decision}. ${row.remark}` : row.decision,
      row.at ? plainSpaces(formatDateTime(new Date(row.at), timeZone)) : '—',
      row.channel,
      row.sha256 ? shortHash(row.sha256) : '—',
    ]),
    notes: [
      `${sheet.title}. ${versionLine(sheet)}`,
      ...(sheet.auditHead
        ? [`Журнал событий на момент печати, номер записи и её SHA-256: ${sheet.auditHead}`]
        : []),
    ],
  };
}
