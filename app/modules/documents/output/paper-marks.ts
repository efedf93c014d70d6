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

/** Rows of the first sheet: left and right marks at one level; when one side is empty, its marks fill both. */
export function markRows(
  marks: readonly PrintedMark[],
  timeZone: string = DEFAULT_TIME_ZONE,
): PaperMarkRow[] {
  const of = (side: PrintedMark['side']) =>
    marks.filter((mark) => mark.side === side).map((mark) => paperMark(mark, timeZone));
  const [left, right] = [of('left'), of('right')];
  const single = left.length === 0 ? right : right.length === 0 ? left : null;
  if (single && single.length > 1) {
    return Array.from({ length: Math.ceil(single.length / 2) }, (_, row) =>
      rowOf(single[2 * row], single[2 * row + 1]),
    );
  }
  return Array.from({ length: Math.max(left.length, right.length) }, (_, row) =>
    rowOf(left[row], right[row]),
  );
}

function rowOf(left: PaperMark | undefined, right: PaperMark | undefined): PaperMarkRow {
  return { ...(left ? { left } : {}), ...(right ? { right } : {}) };
}

/** Marks below the text: visas and marks that the kind puts there. */
export function endMarks(marks: readonly PrintedMark[], timeZone: string = DEFAULT_TIME_ZONE): PaperMark[] {
  return marks.filter((mark) => mark.side === 'end').map((mark) => paperMark(mark, timeZone));
}

const shortHash = (sha256: string): string => sha256.slice(0, 10);

/** The approval sheet; a decision on another version than the printed one shows that version's hash. */
export function paperSheet(sheet: PrintedSheet, timeZone: string = DEFAULT_TIME_ZONE): PaperSheet {
  return {
    title: 'Лист согласования',
    columns: ['Этап', 'Кто', 'Решение', 'Дата и время', 'Способ', 'Версия (SHA-256)'],
    widths: [21, 23, 21, 13, 13, 14],
    rows: sheet.rows.map((row) => [
      row.step,
      row.position ? `${row.who}, ${row.position}` : row.who,
      row.remark ? `${row.decision}. ${row.remark}` : row.decision,
      row.at ? plainSpaces(formatDateTime(new Date(row.at), timeZone)) : '—',
      row.channel,
      row.sha256 ? shortHash(row.sha256) : '—',
    ]),
    notes: [
      `Согласована версия ${sheet.versionNumber}, SHA-256: ${sheet.versionSha256}`,
      ...(sheet.auditHead
        ? [`Журнал событий на момент печати, номер записи и её SHA-256: ${sheet.auditHead}`]
        : []),
    ],
  };
}
