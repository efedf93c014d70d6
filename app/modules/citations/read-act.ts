// The order in which the rules for acts are asked, and the words that may begin one.
import { readCode, readConstitution } from './act-codes';
import { readDated } from './act-dated';
import { readBareLawNumber, readLaw } from './act-laws';
import { readLocal } from './act-local';
import type { ActMatch } from './act-match';
import { RELATIVE_WORDS, readRelative } from './act-relative';
import { readRules } from './act-rules';
import { isJoined, lowAt, type Scan, tokenAt } from './tokens';
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

function readLawNumberAt(scan: Scan, index: number): ActMatch | null {
  const sign = tokenAt(scan, index).kind === 'number' ? index : index + 1;
  const dash = tokenAt(scan, sign).kind === 'number' && lowAt(scan, sign + 1) === '-';
  return dash && isJoined(scan, index) ? readBareLawNumber(scan, index) : null;
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
