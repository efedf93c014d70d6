// Names without quotes: «Правил содержания общего имущества в многоквартирном доме», «Закона о защите прав потребителей».
import { looksLikeTitle, readQuoted } from './quoted-title';
import { isJoined, lowAt, type Scan, skipNumberSign, tokenAt } from './tokens';
import { readLabel } from './unit-list';
import { LAW_FORMS, RULE_HEADS } from './vocabulary/documents';
import { looksLikeVerb } from './vocabulary/forms';
import { KNOWN_LAWS } from './vocabulary/known-laws';
import { KNOWN_RULES } from './vocabulary/known-rules';

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
    const quoted = kind === 'mark' ? readQuoted(scan, at) : null;
    if (quoted && (looksLikeTitle(scan, at) || quoted.title.length > 60)) return -1;
    if (quoted) {
      at = quoted.next - 1;
      continue;
    }
    if (skipNumberSign(scan, at) > at) return -1;
  }
  return -1;
}

/** The end (token index) of a name that stops at punctuation, a verb, a number or another act. */
export function readName(scan: Scan, index: number, mostWords = 24): number {
  let at = index;
  while (at < index + mostWords * 2 && isJoined(scan, at)) {
    const { low, kind, gap, capital } = tokenAt(scan, at);
    if (gap >= 2 && capital) break;
    if (low === 'и' && lowAt(scan, at + 1) === '(' && lowAt(scan, at + 2) === 'или') {
      at += 4;
      continue;
    }
    const isWord = kind === 'word' && !looksLikeVerb(low) && !interrupts(scan, at) && low !== 'n';
    if (!isWord && !(low === '-' && tokenAt(scan, at).gap === 0)) break;
    if ((low === 'утв' || low.startsWith('утвержденн')) && at > index) break;
    at += 1;
  }
  while (at > index && LOOSE_END.has(lowAt(scan, at - 1))) at -= 1;
  return at;
}

/** The end of a much-cited name that begins here, or -1. */
function knownNameEnd(scan: Scan, index: number, names: readonly (readonly string[])[]): number {
  const found = names.find((stems) =>
    stems.every((stem, i) => lowAt(scan, index + i).startsWith(stem) && isJoined(scan, index + i)),
  );
  return found ? index + found.length : -1;
}

/** The end of a law's title without quotes, after «о». */
export function readLawName(scan: Scan, index: number): number {
  const known = knownNameEnd(scan, index, KNOWN_LAWS);
  return known > 0 ? known : readName(scan, index, 12);
}

const NAMES_THE_SUBJECT = /^(?:об?|по|для)$/;
const AFTER_PO =
  /^(?:охран|техник|эксплуатац|устройств|безопасност|обеспечен|проектирован|примен|содержан|ведени|учет)/;

/** A much-cited name is known even where its capital says nothing. */
export const isKnownRulesName = (scan: Scan, index: number): boolean =>
  knownNameEnd(scan, index, KNOWN_RULES) > 0;

/** The end of the name of rules cited without their approving act: a known name, or words up to a stop. */
export function readRulesName(scan: Scan, index: number): number {
  const known = knownNameEnd(scan, index, KNOWN_RULES);
  if (known > 0) return known;
  const { low, end, start } = tokenAt(scan, index);
  const short = end - start <= 3 && !NAMES_THE_SUBJECT.test(low) && low !== 'и';
  if (short || (low === 'по' && !AFTER_PO.test(lowAt(scan, index + 1)))) return index;
  const last = readName(scan, index);
  for (let at = index; at < last; at += 1) if (!isNameWord(scan, at)) return at;
  return last;
}

const OBLIQUE = /(?:[аеиуыьюя]|[ое]в|[ое]й|[иыя]х|[оаеиыя]м|[ое]го)$/;
const PLURAL_GENITIVE =
  /(?:услуг|работ|средств|лиц|мест|систем|вод|машин|квартир|норм|форм|сумм|мер|задач|проверок|закупок|товариществ|обществ|граждан|собраний|учреждений)$/;

/**
 * May this word stand inside a name without quotes? A capital, a link word, or an oblique case: «срок» in «Регламента
 * работы совета срок …» begins the sentence anew.
 */
export function isNameWord(scan: Scan, index: number): boolean {
  const { capital, low, kind, end, start } = tokenAt(scan, index);
  if (kind !== 'word' || capital || end - start <= 3) return true;
  return OBLIQUE.test(low) ? !low.endsWith('ание') : PLURAL_GENITIVE.test(low);
}

/** The text of tokens [from, next) with single spaces. */
export function textOf(scan: Scan, from: number, next: number): string {
  if (next <= from) return '';
  return scan.text.slice(tokenAt(scan, from).start, tokenAt(scan, next - 1).end).replace(/\s+/g, ' ');
}
