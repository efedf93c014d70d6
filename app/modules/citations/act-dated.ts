// Acts known by issuer, date and number: постановление, указ, приказ, распоряжение, письмо, решение, протокол.
import type { ActMatch } from './act-match';
import { readTail, startsTail, type Tail } from './act-tail';
import { textOf } from './bare-title';
import { type ActKind, type ActReference, NO_ACT_DETAILS } from './citation.types';
import { looksLikeTitle, readQuoted } from './quoted-title';
import type { RuleName } from './rule-catalogue';
import { isJoined, lowAt, rawAt, type Scan, skipNumberSign, startsLine, tokenAt } from './tokens';
import { DATED_HEADS, type DatedHead } from './vocabulary/documents';
import {
  isAssembly,
  isAuthority,
  isCourt,
  isMunicipal,
  isOrganisation,
  stopsIssuer,
} from './vocabulary/issuers';

const MOST_ISSUER_TOKENS = 26;

interface Issuer {
  words: string[];
  /** «ООО «Ромашка»» is part of the issuer. */
  quoted: boolean;
  next: number;
}

/** Words from the kind of the act to its date, number or title. The caller decides whether they may issue it. */
function readIssuer(scan: Scan, index: number): Issuer {
  const issuer: Issuer = { words: [], quoted: false, next: index };
  while (issuer.next < index + MOST_ISSUER_TOKENS && isJoined(scan, issuer.next)) {
    const step = stepIssuer(scan, issuer);
    if (step <= issuer.next) break;
    issuer.next = step;
  }
  return issuer;
}

function stepIssuer(scan: Scan, issuer: Issuer): number {
  const at = issuer.next;
  const token = tokenAt(scan, at);
  if (startsTail(scan, at)) return at;
  if (token.kind === 'word') {
    if (token.low === 'от' || stopsIssuer(token.low)) return at;
    issuer.words.push(token.low);
    return at + 1;
  }
  if (token.low === '-' && issuer.words.length > 0) return at + 1;
  const after = tokenAt(scan, at + 1);
  const inName = after.kind === 'word' && !after.capital && !stopsIssuer(after.low);
  if (token.low === ',' && issuer.words.some(isAuthority) && inName) return at + 1;
  const abbreviation = tokenAt(scan, at - 1).end - tokenAt(scan, at - 1).start <= 3;
  if (token.low === '.' && abbreviation && issuer.words.length > 0 && after.kind === 'word') return at + 1;
  const name = looksLikeTitle(scan, at) ? null : readQuoted(scan, at);
  if (!name || !issuer.words.some(isOrganisation)) return at;
  issuer.quoted = true;
  return name.next;
}

const kindOf = (head: DatedHead, { words, quoted }: Issuer): ActKind => {
  if (head === 'decision' || head === 'protocol') return 'local';
  if (words.some(isMunicipal)) return 'local';
  if (head === 'decree') return 'decree';
  const own = quoted || (words.some(isOrganisation) && !words.some(isAuthority));
  return own ? 'local' : 'order';
};

/** Letters only of an authority, decisions and protocols only of an assembly; a court's are not acts. */
function mayIssue(head: DatedHead, nominative: string, issuer: Issuer, tail: Tail): boolean {
  const { words } = issuer;
  if (head === 'letter') return words.some(isAuthority) || words.some(isMunicipal);
  if (head === 'decision') return words.some(isAssembly) && !words.some(isCourt) && tail.number !== null;
  if (head === 'protocol') return tail.number !== null && (words.length === 0 || words.some(isAssembly));
  if (nominative === 'определение') return words.some((word) => word.startsWith('конституционн'));
  if (head === 'decree' && words.some((word) => /^(?:суда|судьи|пристав)/.test(word)))
    return words.some((word) => /^(?:верховн|конституционн|пленум|высш)/.test(word));
  return true;
}

const toReference = (kind: ActKind, tail: Tail, title: string | null): ActReference => ({
  kind,
  abbr: null,
  number: tail.number,
  date: tail.date,
  title,
  ...(tail.edition ? { edition: tail.edition } : {}),
});

/** «ПП РФ № 354», «ПП 491». */
function readGovernmentShort(scan: Scan, index: number): ActMatch | null {
  if (rawAt(scan, index) !== 'ПП' || lowAt(scan, index + 1) === '.') return null;
  const begin = lowAt(scan, index + 1) === 'рф' ? index + 2 : index + 1;
  const tail = readTail(scan, begin);
  const bare = tokenAt(scan, begin);
  if (tail.number !== null)
    return {
      act: toReference('decree', tail, tail.title),
      rule: 'decree-short',
      next: tail.next,
      needsUnits: false,
    };
  if (bare.kind !== 'number' || lowAt(scan, begin + 1) === '.' || bare.end - bare.start > 4) return null;
  const act: ActReference = { ...NO_ACT_DETAILS, kind: 'decree', number: rawAt(scan, begin) };
  return { act, rule: 'decree-short', next: begin + 1, needsUnits: false };
}

/** The heading of the act itself: «ПРИКАЗ от … № …» on a line of its own. */
export function isOwnHeading(scan: Scan, index: number): boolean {
  const raw = rawAt(scan, index);
  if (startsLine(scan, index)) return raw.length > 3 && raw === raw.toUpperCase();
  const stamp = /^утвержден[аоы]?$/.test(lowAt(scan, index - 1)) && tokenAt(scan, index - 1).capital;
  if (stamp && startsLine(scan, index - 1)) return true;
  return lowAt(scan, index - 1) === 'к' && startsLine(scan, index - 1) && tokenAt(scan, index - 1).gap > 0;
}

/** «приказ 44/пр» without a sign before the number. */
function readSlashNumber(scan: Scan, index: number): Tail | null {
  const slash =
    tokenAt(scan, index).kind === 'number' &&
    lowAt(scan, index + 1) === '/' &&
    lowAt(scan, index + 2) === 'пр';
  return slash ? { date: null, number: `${rawAt(scan, index)}/пр`, title: null, next: index + 3 } : null;
}

/** «протокол № 5 общего собрания от 01.02.2024»: the issuer may stand between the number and the date. */
function withLateDate(scan: Scan, head: DatedHead, tail: Tail): Tail {
  if (tail.number === null || tail.date !== null || (head !== 'protocol' && head !== 'decision')) return tail;
  const issuer = readIssuer(scan, tail.next);
  const late = issuer.words.length > 0 && issuer.words.length <= 6 ? readTail(scan, issuer.next) : null;
  return late?.date && late.number === null ? { ...tail, date: late.date, next: late.next } : tail;
}

const RULE: Record<DatedHead, RuleName> = {
  decree: 'decree',
  order: 'order',
  letter: 'letter',
  decision: 'local-decision',
  protocol: 'local-protocol',
};
const LOCAL_RULE: Record<DatedHead, RuleName> = {
  ...RULE,
  decree: 'municipal-act',
  order: 'local-order',
  letter: 'local-letter',
};

export function readDated(scan: Scan, index: number): ActMatch | null {
  const short = readGovernmentShort(scan, index);
  if (short) return short;
  const known = DATED_HEADS.get(lowAt(scan, index));
  if (!known || isOwnHeading(scan, index)) return null;
  const { head, nominative } = known;
  if (nominative === 'Пленум' && !tokenAt(scan, index).capital) return null;
  const issuer = readIssuer(scan, index + 1);
  const tail = withLateDate(scan, head, readSlashNumber(scan, issuer.next) ?? readTail(scan, issuer.next));
  const stated = tail.number !== null || (tail.date !== null && tail.title !== null);
  const titled = tail.title !== null && issuer.words.some(isAuthority) && head !== 'letter';
  const dated = head === 'letter' && tail.date !== null;
  if ((!stated && !titled && !dated) || !mayIssue(head, nominative, issuer, tail))
    return readCarried(scan, index, head);
  const kind = kindOf(head, issuer);
  const own =
    kind === 'local' && issuer.words.length > 0
      ? `${nominative} ${textOf(scan, index + 1, issuer.next)}`
      : null;
  const rule = kind === 'local' ? LOCAL_RULE[head] : RULE[head];
  const title = tail.title ?? own;
  return { act: toReference(kind, tail, title), rule, next: tail.next, needsUnits: false };
}

/** «п. 5 Постановления» after the act was named. */
function readCarried(scan: Scan, index: number, head: DatedHead): ActMatch | null {
  const { capital } = tokenAt(scan, index);
  if (!capital || head === 'decision' || head === 'protocol') return null;
  return {
    act: { ...NO_ACT_DETAILS, kind: 'previous' },
    rule: 'act-carried',
    next: index + 1,
    needsUnits: true,
  };
}

/** «и от 12.01.1996 № 7-ФЗ «…»» after an act of the same kind: the span begins at «от» or «№». */
export function readContinuation(scan: Scan, index: number, before: ActMatch): ActMatch | null {
  const from = lowAt(scan, index) === 'от';
  const signed = skipNumberSign(scan, index) > index;
  const federal = before.act.kind === 'federal-law' && tokenAt(scan, index).kind === 'number';
  if (!from && !signed && !federal) return null;
  const tail = readTail(scan, index);
  const complete = tail.number !== null && (from ? tail.date !== null : before.act.number !== null);
  if (!complete || (federal && !/-ФК?З$/.test(tail.number ?? ''))) return null;
  const act = toReference(before.act.kind, tail, tail.title);
  return { act, rule: before.rule, next: tail.next, needsUnits: false };
}
