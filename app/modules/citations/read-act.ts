// The order in which the rules for acts are asked, and the words that may begin one.
import { readCode, readConstitution } from './act-codes';
import { readDated } from './act-dated';
import { readBareLawNumber, readLaw } from './act-laws';
import { readLocal } from './act-local';
import type { ActMatch } from './act-match';
import { RELATIVE_WORDS, readRelative } from './act-relative';
import { readRules } from './act-rules';
import { lowAt, type Scan, startsLine, tokenAt } from './tokens';
import { CODE_ABBREVIATIONS, CODE_ADJECTIVES, CODE_NOUNS, PROCESSUAL_FIRST } from './vocabulary/codes';
import {
  APPROVED_ONLY,
  CONTRACTS,
  DATED_HEADS,
  FEDERAL_FORMS,
  LAW_FORMS,
  LOCAL_DOCUMENTS,
  RULE_ADJECTIVES,
  RULE_HEADS,
} from './vocabulary/documents';

/** The act at a token. `withUnits`: units stand before it, so that short names count too. */
export function readAct(scan: Scan, index: number, withUnits: boolean): ActMatch | null {
  const token = tokenAt(scan, index);
  if (token.kind === 'number' || token.low === '№' || token.low === 'n') return readLawNumberAt(scan, index);
  if (token.kind !== 'word') return null;
  const found =
    (withUnits ? readRelative(scan, index) : null) ??
    readCode(scan, index) ??
    readConstitution(scan, index) ??
    readLaw(scan, index) ??
    readDated(scan, index) ??
    readRules(scan, index, withUnits) ??
    readLocal(scan, index, withUnits);
  return found && (withUnits || !found.needsUnits) ? found : null;
}

const isNumberSign = (low: string) => low === '№' || low === 'n' || low === 'no';

function readLawNumberAt(scan: Scan, index: number): ActMatch | null {
  const sign = tokenAt(scan, index).kind === 'number' ? index : index + 1;
  if (sign === index && isNumberSign(lowAt(scan, index - 1))) return null;
  const dash = tokenAt(scan, sign).kind === 'number' && lowAt(scan, sign + 1) === '-';
  if (!dash || isOwnRequisite(scan, index, sign + 3)) return null;
  return readBareLawNumber(scan, index);
}

/** «29 декабря 2004 года № 188-ФЗ» under a signature: the act's own number. */
function isOwnRequisite(scan: Scan, index: number, next: number): boolean {
  const before = lowAt(scan, index - 1);
  return (
    (startsLine(scan, index) && tokenAt(scan, next).gap >= 2) ||
    before === '|' ||
    before === 'года' ||
    (before === '.' && lowAt(scan, index - 2) === 'г')
  );
}

/** Words at which `readAct` is worth asking without units before it. */
export const ACT_TRIGGERS: ReadonlySet<string> = new Set([
  ...[...CODE_ABBREVIATIONS.keys()].map((abbreviation) => abbreviation.toLowerCase()),
  ...CODE_ADJECTIVES.keys(),
  ...PROCESSUAL_FIRST.keys(),
  ...CODE_NOUNS,
  ...FEDERAL_FORMS,
  ...LAW_FORMS,
  ...DATED_HEADS.keys(),
  ...RULE_HEADS.keys(),
  ...RULE_ADJECTIVES,
  ...APPROVED_ONLY.keys(),
  ...LOCAL_DOCUMENTS.keys(),
  ...CONTRACTS.keys(),
  ...RELATIVE_WORDS,
  ...['конституция', 'конституции', 'конституцию', 'конституцией'],
  ...['основы', 'основ', 'основам', 'основами', 'основах', 'фз', 'фкз', 'пп', 'зозпп', 'ззпп'],
]);
