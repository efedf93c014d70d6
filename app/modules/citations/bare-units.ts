// Units without an act: which of them are citations of the host document, and which are headings, hours, addresses,
// publication references or units of papers that are not acts.
import { lowAt, type Scan, skipNumberSign, startsLine, tokenAt } from './tokens';
import type { UnitList, WrittenUnit } from './unit-list';
import { isMeasure, isNotAnAct } from './vocabulary/measures';

const HEADED = new Set([
  'статья',
  'глава',
  'раздел',
  'подраздел',
  'часть',
  'приложение',
  'параграф',
  'примечание',
  'пункт',
]);

const isSingle = (list: UnitList) => list.chains.length === 1 && list.chains[0]?.units.length === 1;
const firstUnit = (list: UnitList) => list.chains[0]?.units[0] as WrittenUnit;
const lastUnit = (list: UnitList) => list.chains.at(-1)?.units.at(-1) as WrittenUnit;

export { lastUnit };

/** «Статья 44.1. Формы …», «Глава 3», «Приложение № 1» at the begin of a line. */
export function isHeading(scan: Scan, list: UnitList): boolean {
  const token = tokenAt(scan, list.first);
  const quoted = '«"“'.includes(lowAt(scan, list.first - 1) || ' ') && token.gap === 0;
  const starts = (startsLine(scan, list.first) || quoted) && (token.capital || token.low === '§');
  if (!starts || !isSingle(list) || !HEADED.has(firstUnit(list).level)) return false;
  const after = tokenAt(scan, list.next);
  if (after.gap >= 2) return true;
  return after.low === '.' && tokenAt(scan, list.next + 1).gap > 0;
}

/** «Раздел III Общие положения»: a heading without a dot, once no act was found after it. */
export const isUndottedHeading = (scan: Scan, list: UnitList): boolean =>
  startsLine(scan, list.first) &&
  isSingle(list) &&
  HEADED.has(firstUnit(list).level) &&
  tokenAt(scan, list.first).capital &&
  (tokenAt(scan, list.next).capital || lowAt(scan, list.next) === 'к');

/** «2006, N 7, ст. 786», «2005, N 1 (часть I), ст. 14». */
export function isPublication(scan: Scan, index: number): boolean {
  let at = index - 1;
  if (lowAt(scan, at) === '(') at -= 1;
  else {
    if (lowAt(scan, at) === ',' || lowAt(scan, at) === '.') at -= 1;
    if (lowAt(scan, at) === ')') {
      for (let back = 0; back < 8 && lowAt(scan, at) !== '('; back += 1) at -= 1;
      at -= 1;
    }
  }
  if (tokenAt(scan, at).kind !== 'number') return false;
  return (
    skipNumberSign(scan, at - 1) === at ||
    (lowAt(scan, at - 1) === '.' && skipNumberSign(scan, at - 2) === at)
  );
}

const ADDRESS = new Set(['д', 'дом', 'дома', 'кв', 'корп', 'корпус', 'ул', 'стр', 'пом', 'оф', 'подъезд']);
const HOURS = new Set(['ч']);

/** «д. 5, п. 2», «с 10 ч. 30 мин.». */
function isAddressOrTime(scan: Scan, index: number): boolean {
  const before = tokenAt(scan, index - 1);
  if (HOURS.has(lowAt(scan, index)) && before.kind === 'number') return true;
  if (before.low !== ',' || tokenAt(scan, index - 2).kind !== 'number') return false;
  return ADDRESS.has(lowAt(scan, index - 3)) || ADDRESS.has(lowAt(scan, index - 4));
}

/** «статьи 1) ремонт; 2) уборка»: a numbered list, unless the bracket closes an earlier one. */
function isEnumeration(scan: Scan, list: UnitList): boolean {
  const level = lastUnit(list).level;
  if (lowAt(scan, list.next) !== ')' || level === 'пункт' || level === 'подпункт') return false;
  for (let at = list.first - 1; at > list.first - 60 && tokenAt(scan, at).start >= 0; at -= 1) {
    if (lowAt(scan, at) === '(') return false;
    if (lowAt(scan, at) === ')') return true;
  }
  return true;
}

/** Levels too weak to stand alone: «абзац» may, «первое предложение» may not. */
function isTooWeak(unit: WrittenUnit): boolean {
  return unit.preposed || unit.undotted || unit.level === 'предложение';
}

/** May these units stand without an act, pointing to the host document? */
export function mayStandBare(scan: Scan, list: UnitList): boolean {
  if (isSingle(list) && isTooWeak(firstUnit(list))) return false;
  if (isUndottedHeading(scan, list) || isAddressOrTime(scan, list.first)) return false;
  if (isEnumeration(scan, list)) return false;
  const after = tokenAt(scan, list.next);
  if (after.kind === 'word' && isNotAnAct(after.low)) return false;
  return !(isSingle(list) && firstUnit(list).abbreviated && isMeasure(after.low) && after.gap < 2);
}

/** An own heading such as «Приложение № 1 к Правилам» fills its line; a blank for the number may follow. */
export const fillsLine = (scan: Scan, first: number, next: number): boolean =>
  startsLine(scan, first) &&
  tokenAt(scan, first).capital &&
  (tokenAt(scan, next).gap >= 2 || lowAt(scan, next) === '№');
