// Names without quotes: «Правил содержания общего имущества в многоквартирном доме», «Закона о защите прав потребителей».
import { isJoined, lowAt, type Scan, skipNumberSign, tokenAt } from './tokens';
import { readLabel } from './unit-list';
import { LAW_FORMS, RULE_HEADS } from './vocabulary/documents';
import { looksLikeVerb } from './vocabulary/forms';

/** Names are long, but a sentence is longer. */
const MOST_TOKENS = 80;

const LOOSE_END = new Set([
  'и',
  'или',
  'в',
  'на',
  'по',
  'с',
  'со',
  'от',
  'о',
  'об',
  'к',
  'для',
  'при',
  'из',
  'за',
  'а',
  'до',
  '-',
]);

/** Does something here interrupt a name: another document, an act, a unit with its number? */
function interrupts(scan: Scan, index: number): boolean {
  const token = tokenAt(scan, index);
  if (token.kind !== 'word') return false;
  if (
    token.capital &&
    (RULE_HEADS.has(token.low) || LAW_FORMS.has(token.low) || token.low.startsWith('постановлени'))
  )
    return true;
  if (
    token.low.startsWith('настоящ') ||
    (token.low.startsWith('федеральн') && LAW_FORMS.has(lowAt(scan, index + 1)))
  )
    return true;
  const label = readLabel(scan, index);
  return label !== null && tokenAt(scan, label.next).kind === 'number';
}

/** The token of «утвержденн…» or «утв.» that belongs to the name begun at `index`, or -1. */
export function findApproval(scan: Scan, index: number): number {
  for (let at = index; at < index + MOST_TOKENS && at < scan.tokens.length; at += 1) {
    const { low, kind } = tokenAt(scan, at);
    if (!isJoined(scan, at) || low === ';' || low === ':') return -1;
    if (low === 'утв' || low.startsWith('утвержденн')) return at;
    if (low === '.' && tokenAt(scan, at + 1).gap > 0 && tokenAt(scan, at + 1).capital) return -1;
    if (low === '(' && lowAt(scan, at + 1) === 'далее') return -1;
    if (kind === 'word' && (looksLikeVerb(low) || interrupts(scan, at))) return -1;
    if (kind === 'mark' && '«"“„'.includes(scan.text[tokenAt(scan, at).start] as string)) return -1;
    if (skipNumberSign(scan, at) > at) return -1;
  }
  return -1;
}

/** The end (token index) of a name that stops at punctuation, a verb, a number or another act. */
export function readName(scan: Scan, index: number, mostWords = 24): number {
  let at = index;
  while (at < index + mostWords * 2 && isJoined(scan, at)) {
    const { low, kind } = tokenAt(scan, at);
    const isWord = kind === 'word' && !looksLikeVerb(low) && !interrupts(scan, at) && low !== 'n';
    if (!isWord && !(low === '-' && tokenAt(scan, at).gap === 0)) break;
    if ((low === 'утв' || low.startsWith('утвержденн')) && at > index) break;
    at += 1;
  }
  while (at > index && LOOSE_END.has(lowAt(scan, at - 1))) at -= 1;
  return at;
}

/** The text of tokens [from, next) with single spaces. */
export function textOf(scan: Scan, from: number, next: number): string {
  if (next <= from) return '';
  return scan.text.slice(tokenAt(scan, from).start, tokenAt(scan, next - 1).end).replace(/\s+/g, ' ');
}
