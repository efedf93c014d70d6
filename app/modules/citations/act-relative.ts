// «настоящей статьи», «настоящего Кодекса», «указанного Закона», «этой части», «того же постановления».
import type { ActMatch } from './act-match';
import { NO_ACT_DETAILS } from './citation.types';
import { isJoined, lowAt, type Scan, tokenAt } from './tokens';
import { isActNoun } from './vocabulary/documents';
import { formsOf, looksAdjectival } from './vocabulary/forms';
import { LABEL_WORDS } from './vocabulary/unit-labels';

export const THIS_FORMS = new Set(formsOf('настоящ', 'adjective'));
const POINTING = new Set([
  ...['указанн', 'вышеуказанн', 'названн', 'вышеназванн', 'упомянут', 'данн'].flatMap((stem) =>
    formsOf(stem, 'adjective'),
  ),
  ...['этот', 'эта', 'это', 'эти', 'этого', 'этой', 'этих', 'этому', 'этим', 'этом', 'этими', 'эту'],
]);
const SAME = new Set(['того', 'той', 'тот', 'та', 'то', 'тех', 'те', 'тому', 'тем', 'том', 'ту', 'теми']);

export const RELATIVE_WORDS = [...THIS_FORMS, ...POINTING, ...SAME];

/** Begin of a relative reference and the token of its noun. */
function readPointer(scan: Scan, index: number): { kind: 'this-act' | 'previous'; noun: number } | null {
  const low = lowAt(scan, index);
  if (THIS_FORMS.has(low)) return { kind: 'this-act', noun: index + 1 };
  if (POINTING.has(low))
    return { kind: 'previous', noun: lowAt(scan, index + 1) === 'же' ? index + 2 : index + 1 };
  if (SAME.has(low) && lowAt(scan, index + 1) === 'же') return { kind: 'previous', noun: index + 2 };
  return null;
}

/** Always needs units: «настоящий Кодекс» alone is no citation. */
export function readRelative(scan: Scan, index: number): ActMatch | null {
  const pointer = readPointer(scan, index);
  if (!pointer) return null;
  const { kind } = pointer;
  let { noun } = pointer;
  for (let skipped = 0; skipped < 3; skipped += 1) {
    const low = lowAt(scan, noun);
    if (!isJoined(scan, noun)) return null;
    const scope = LABEL_WORDS.get(low);
    const act = scope ? { ...NO_ACT_DETAILS, kind, scope } : { ...NO_ACT_DETAILS, kind };
    const rule = kind === 'this-act' ? (scope ? 'this-unit' : 'this-act') : 'pointed-act';
    if (scope || isActNoun(low)) return { act, rule, next: noun + 1, needsUnits: true };
    if (!looksAdjectival(low))
      return kind === 'this-act' && isNoun(scan, noun)
        ? { act, rule, next: noun + 1, needsUnits: true }
        : null;
    noun += 1;
  }
  return null;
}

/** An unknown document after «настоящ…»: «настоящей оферты», never «настоящего времени». */
const isNoun = (scan: Scan, index: number): boolean => {
  const token = tokenAt(scan, index);
  return token.kind === 'word' && token.low.length > 3 && !token.low.startsWith('врем');
};
