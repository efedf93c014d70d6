// Structural units as they are written: units → chains («п. 3 ч. 2 ст. 44») → a list of chains before one act.
import type { Level } from './citation.types';
import { isJoined, lowAt, rawAt, type Scan, tokenAt } from './tokens';
import { readValues, skipBracket, skipSeparator, type UnitNumber } from './unit-values';
import { CONTRACTS, LOCAL_DOCUMENTS, RULE_HEADS } from './vocabulary/documents';
import { isOrdinal, readOrdinal } from './vocabulary/ordinals';
import { LABEL_ABBREVIATIONS, LABEL_WORDS, LEVEL_RANK } from './vocabulary/unit-labels';

export interface WrittenUnit {
  level: Level;
  numbers: UnitNumber[];
  abbreviated: boolean;
  /** «ч» and not «ч.»: trusted only inside a longer citation. */
  undotted: boolean;
  /** «пп.»: подпункт or пункты, by what follows. */
  doubled: boolean;
  ordinal: boolean;
  /** «первое предложение»: needs a unit or an act after it. */
  preposed: boolean;
  next: number;
}

export interface Chain {
  units: WrittenUnit[];
  next: number;
}

export interface UnitList {
  chains: Chain[];
  first: number;
  next: number;
}

interface Label {
  level: Level;
  next: number;
  abbreviated: boolean;
  undotted: boolean;
  doubled: boolean;
}

/** A unit label at a token, without its number. */
export function readLabel(scan: Scan, index: number): Label | null {
  const token = tokenAt(scan, index);
  if (token.low === '§') {
    const next = lowAt(scan, index + 1) === '§' ? index + 2 : index + 1;
    return { level: 'параграф', next, abbreviated: true, undotted: false, doubled: false };
  }
  if (token.kind !== 'word') return null;
  const word = LABEL_WORDS.get(token.low);
  if (word) return { level: word, next: index + 1, abbreviated: false, undotted: false, doubled: false };
  const level = LABEL_ABBREVIATIONS.get(token.low);
  if (token.low === 'пп' && rawAt(scan, index) === 'ПП') return null;
  if (!level) return null;
  const dotted = lowAt(scan, index + 1) === '.';
  let next = dotted ? index + 2 : index + 1;
  if (dotted && lowAt(scan, next) === token.low && isJoined(scan, next)) {
    next = lowAt(scan, next + 1) === '.' ? next + 2 : next + 1;
  }
  return { level, next, abbreviated: true, undotted: !dotted, doubled: token.low === 'пп' };
}

/** Letters that are prepositions or conjunctions are read after an abbreviation only: «подп. в п. 5». */
function isBareLetter(scan: Scan, label: Label): boolean {
  if (label.level !== 'подпункт' && label.level !== 'пункт') return false;
  if (!label.abbreviated && 'викосуа'.includes(lowAt(scan, label.next))) return false;
  return readLabel(scan, label.next + 1) !== null;
}

function readUnit(scan: Scan, index: number): WrittenUnit | null {
  const label = readLabel(scan, index);
  if (!label) return isOrdinal(lowAt(scan, index)) ? readPreposed(scan, index) : null;
  const values = readValues(scan, label.next, label.level, isBareLetter(scan, label));
  if (!values) return null;
  if (label.undotted && values.kind !== 'number' && values.kind !== 'letter') return null;
  return { ...label, numbers: values.numbers, ordinal: values.ordinal, preposed: false, next: values.next };
}

const PREPOSED = new Set<Level>(['часть', 'абзац', 'предложение', 'пункт', 'подпункт', 'раздел', 'глава']);

/** Bounded, since a failed look-ahead is repeated at every word. */
const MOST_PREPOSED = 8;

/** «первом предложении», «второй и третий абзацы». */
function readPreposed(scan: Scan, index: number): WrittenUnit | null {
  const numbers: UnitNumber[] = [];
  let next = index;
  while (numbers.length < MOST_PREPOSED) {
    const ordinal = readOrdinal(lowAt(scan, next), lowAt(scan, next + 1));
    if (!ordinal) return null;
    numbers.push({ n: String(ordinal.n) });
    next += ordinal.words;
    const level = LABEL_WORDS.get(lowAt(scan, next));
    if (level)
      return PREPOSED.has(level)
        ? {
            level,
            numbers,
            abbreviated: false,
            undotted: false,
            doubled: false,
            ordinal: true,
            preposed: true,
            next: next + 1,
          }
        : null;
    next = skipSeparator(scan, next);
    if (next < 0) return null;
  }
  return null;
}

/** «п.9.3. договора», «п. 3. ст. 5»: a capital is a new sentence, unless it is a document in an oblique case. */
function goesOnAfterDot(scan: Scan, index: number): boolean {
  const token = tokenAt(scan, index);
  if (token.kind !== 'word') return false;
  if (!token.capital) return true;
  const nominative = CONTRACTS.get(token.low) ?? LOCAL_DOCUMENTS.get(token.low) ?? RULE_HEADS.get(token.low);
  return nominative !== undefined && nominative.toLowerCase() !== token.low;
}

/** Where the next unit of a chain may begin: past «.» of «п.9.3. договора», «)» of «9)», «к» of «приложения № 1 к». */
export function skipUnitTail(scan: Scan, index: number, last: WrittenUnit): number {
  let next = skipBracket(scan, index);
  if (lowAt(scan, next) === '.' && tokenAt(scan, next).gap === 0 && goesOnAfterDot(scan, next + 1)) next += 1;
  const attached = last.level === 'приложение' || last.level === 'примечание';
  if (attached && lowAt(scan, next) === 'к') next += 1;
  return isJoined(scan, next) ? next : -1;
}

/** More levels than any act has. */
const MOST_LEVELS = 12;

function readChain(scan: Scan, index: number): Chain | null {
  const first = readUnit(scan, index);
  if (!first) return null;
  const units = [first];
  let last = first;
  while (units.length < MOST_LEVELS) {
    const begin = skipUnitTail(scan, last.next, last);
    const unit = begin < 0 ? null : readUnit(scan, begin);
    if (!unit) break;
    const same = units.find(({ level, doubled }) => level === unit.level && !doubled && !unit.doubled);
    if (same && !(same === last && unit.level === 'пункт' && isLettered(same) && !isLettered(unit))) break;
    if (same) same.level = 'подпункт';
    units.push(unit);
    last = unit;
  }
  return { units: settleDoubled(units), next: last.next };
}

/** «пункта "б" пункта 117»: the lettered one is the lower. */
const isLettered = ({ numbers }: WrittenUnit): boolean =>
  numbers.every((number) => /^[а-я]/.test('n' in number ? number.n : number.from));

const settleDoubled = (units: WrittenUnit[]): WrittenUnit[] =>
  units.map((unit) => {
    const hasPoint = units.some((other) => other !== unit && other.level === 'пункт');
    return unit.doubled && hasPoint ? { ...unit, level: 'подпункт' } : unit;
  });

/** Chains joined by a comma, «и», «или», «либо», «и (или)», «и со»; nothing else may stand between them. */
export function readUnitList(scan: Scan, index: number): UnitList | null {
  const first = readChain(scan, index);
  if (!first) return null;
  const chains = [first];
  let { next } = first;
  for (;;) {
    let after = skipSeparator(scan, skipBracket(scan, next));
    if (after < 0) break;
    if (lowAt(scan, after - 1) !== ',' && (lowAt(scan, after) === 'с' || lowAt(scan, after) === 'со'))
      after += 1;
    const chain = isJoined(scan, after) ? readChain(scan, after) : null;
    if (!chain) break;
    const glued = lowAt(scan, after - 1) === ',' ? mergeDescending(chains.at(-1) as Chain, chain) : null;
    if (glued) chains[chains.length - 1] = glued;
    else chains.push(chain);
    next = chain.next;
  }
  return { chains, first: index, next };
}

const ranks = (chain: Chain) => chain.units.map(({ level }) => LEVEL_RANK[level]);

/** «ст. 155, ч. 1» is one chain from the top down. */
function mergeDescending(above: Chain, below: Chain): Chain | null {
  const lower = Math.min(...ranks(below)) > Math.max(...ranks(above));
  const short = below.units.every(({ abbreviated }) => abbreviated);
  const articleFirst = above.units[0]?.level === 'статья';
  return lower && short && articleFirst
    ? { units: [...above.units, ...below.units], next: below.next }
    : null;
}
