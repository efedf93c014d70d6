// Documents approved by an act, cited by their own name: «Правил …, утверждённых постановлением … № …», «Правил № 354».
import { capitalFirst } from '~/shared/russian';
import { readDated } from './act-dated';
import { readLaw } from './act-laws';
import type { ActMatch } from './act-match';
import { readRelative, THIS_FORMS } from './act-relative';
import { readTail, startsTail, type Tail } from './act-tail';
import { findApproval, isKnownRulesName, readRulesName, textOf } from './bare-title';
import { type ActKind, type ActReference, NO_ACT_DETAILS } from './citation.types';
import { readQuoted } from './quoted-title';
import {
  isJoined,
  lowAt,
  rawAt,
  type Scan,
  skipNumberSign,
  startsLine,
  startsSentence,
  tokenAt,
} from './tokens';
import { APPROVED_ONLY, RULE_ADJECTIVES, RULE_HEADS } from './vocabulary/documents';
import { isMeasure } from './vocabulary/measures';

interface Head {
  /** Token of the noun. */
  noun: number;
  /** «Правила», «Минимальный перечень». */
  title: string;
  capital: boolean;
  approvedOnly: boolean;
}

function readHead(scan: Scan, index: number): Head | null {
  const token = tokenAt(scan, index);
  const noun = RULE_HEADS.get(token.low);
  const approved = APPROVED_ONLY.get(token.low);
  const title = noun ?? approved;
  if (title) return { noun: index, title, capital: token.capital, approvedOnly: !noun };
  const second = RULE_ADJECTIVES.has(token.low) ? RULE_HEADS.get(lowAt(scan, index + 1)) : undefined;
  if (!second) return null;
  const listed = token.low.startsWith('минимальн') && second === 'Перечень';
  const full = `${nominativeAdjective(token.low, second)} ${second.toLowerCase()}`;
  return {
    noun: index + 1,
    title: full,
    capital: token.capital || listed,
    approvedOnly: (!token.capital && !listed) || token.low.startsWith('основн'),
  };
}

function nominativeAdjective(low: string, noun: string): string {
  const stem = low.replace(/(?:ыми|ими|ого|его|ому|ему|ый|ий|ой|ая|ое|ые|ие|ых|их|ым|им|ом|ем|ую|ей)$/, '');
  const ending = /^(?:Порядок|Перечень|Регламент|Стандарт)$/.test(noun)
    ? 'ый'
    : noun === 'Положение'
      ? 'ое'
      : /^(?:Методика|Инструкция)$/.test(noun)
        ? 'ая'
        : 'ые';
  const full = stem + (/[кгхчшщж]$/.test(stem) ? ending.replace('ы', 'и') : ending);
  return capitalFirst(full);
}

/** «и норм», «и требований» after the head stand in its case: their nominative for the title. */
const SECOND_NOUNS: Record<string, string> = {
  норм: 'нормы',
  нормы: 'нормы',
  нормами: 'нормы',
  порядка: 'порядок',
  требований: 'требования',
};

function titleOf(scan: Scan, head: Head, nameEnd: number): string {
  const name = textOf(scan, head.noun + 1, nameEnd);
  const joined = name.replace(/^и ([а-я]+)/, (all, word: string) =>
    SECOND_NOUNS[word] ? `и ${SECOND_NOUNS[word]}` : all,
  );
  return joined === '' ? head.title : `${head.title} ${joined}`;
}

interface Approval {
  act: ActReference | null;
  next: number;
}

/** After «утверждённых» / «утв.»: the approving act, «настоящим постановлением», or an authority with date and number. */
function readApproval(scan: Scan, index: number): Approval | null {
  const short = lowAt(scan, index) === 'утв' && lowAt(scan, index + 1) === '.';
  const at = short ? index + 2 : index + 1;
  if (THIS_FORMS.has(lowAt(scan, at))) {
    const own = readRelative(scan, at);
    return own ? { act: own.act, next: own.next } : null;
  }
  const dated = readDated(scan, at) ?? readLaw(scan, at);
  if (dated && !dated.needsUnits) return { act: dated.act, next: dated.next };
  return readBody(scan, at);
}

/** «утверждённых Правительством РФ 15.05.2013 № 416». */
function readBody(scan: Scan, index: number): Approval | null {
  let at = index;
  while (at < index + 9 && tokenAt(scan, at).kind === 'word' && isJoined(scan, at) && !startsTail(scan, at))
    at += 1;
  const tail = readTail(scan, at);
  if (tail.number === null && tail.date === null) return null;
  return { act: fromTail(tail, 'decree', tail.title), next: tail.next };
}

const fromTail = (tail: Tail, kind: ActKind, title: string | null): ActReference => ({
  kind,
  abbr: null,
  number: tail.number,
  date: tail.date,
  title,
  ...(tail.edition ? { edition: tail.edition } : {}),
});

function readApproved(scan: Scan, head: Head, nameFrom: number, title: string | null): ActMatch | null {
  const mark = findApproval(scan, nameFrom);
  const approval = mark < 0 ? null : readApproval(scan, mark);
  if (!approval?.act) return null;
  let nameEnd = mark;
  while (nameEnd > nameFrom && /^[,(]$|^соответственно$/.test(lowAt(scan, nameEnd - 1))) nameEnd -= 1;
  const bracket = lowAt(scan, mark - 1) === '(' && lowAt(scan, approval.next) === ')';
  const next = bracket ? approval.next + 1 : approval.next;
  const name = title ?? titleOf(scan, head, nameEnd);
  const { act } = approval;
  if (act.kind === 'this-act') return { act, rule: 'rules-approved-here', next, needsUnits: true };
  const kind = act.kind === 'local' ? 'local' : 'rules';
  return { act: { ...act, kind, title: name }, rule: 'rules-approved', next, needsUnits: false };
}

/** Named without an approving act: a capital inside a sentence, or units, tell it from an everyday word. */
function readNamed(scan: Scan, index: number, head: Head, withUnits: boolean): ActMatch | null {
  if (head.approvedOnly) return null;
  const nameEnd = readRulesName(scan, head.noun + 1);
  const words = nameEnd - head.noun - 1;
  const tail = readTail(scan, nameEnd, false);
  const named = tail.number !== null;
  const ownTitle = startsLine(scan, index) && tokenAt(scan, nameEnd).gap >= 2;
  const known = !ownTitle && isKnownRulesName(scan, head.noun + 1);
  const atStart = !known && startsSentence(scan, index);
  const title = titleOf(scan, head, nameEnd);
  const act = fromTail(tail, 'rules', title);
  if (named && head.capital && (!atStart || words === 0))
    return { act, rule: 'rules-numbered', next: tail.next, needsUnits: false };
  if (!head.capital)
    return withUnits
      ? {
          act: { ...act, title: head.title, number: null, date: null },
          rule: 'rules-short',
          next: head.noun + 1,
          needsUnits: true,
        }
      : null;
  const next = tail.date !== null ? tail.next : nameEnd;
  return {
    act: tail.date === null ? { ...act, date: null } : act,
    rule: words > 0 ? 'rules-named' : 'rules-short',
    next,
    needsUnits: words < 2 || atStart,
  };
}

/** «п. 17 Правил 491». */
function readUnsignedNumber(scan: Scan, index: number): string | null {
  const { kind, start, end, gap } = tokenAt(scan, index);
  const plain = kind === 'number' && end - start >= 2 && end - start <= 4 && gap === 1;
  const after = tokenAt(scan, index + 1);
  const ended = after.gap > 0 || /^[,;:.)]?$/.test(after.low);
  return plain && ended && !isMeasure(after.low) ? rawAt(scan, index) : null;
}

export function readRules(scan: Scan, index: number, withUnits: boolean): ActMatch | null {
  const head = readHead(scan, index);
  if (!head || (rawAt(scan, index) === rawAt(scan, index).toUpperCase() && rawAt(scan, index).length > 1))
    return null;
  const after = head.noun + 1;
  if (skipNumberSign(scan, after) > after && head.capital && !head.approvedOnly) {
    const tail = readTail(scan, after);
    if (tail.number !== null)
      return {
        act: fromTail(tail, 'rules', tail.title),
        rule: 'rules-numbered',
        next: tail.next,
        needsUnits: false,
      };
  }
  const bare = withUnits && head.capital ? readUnsignedNumber(scan, after) : null;
  if (bare)
    return {
      act: { ...NO_ACT_DETAILS, kind: 'rules', number: bare },
      rule: 'rules-numbered',
      next: after + 1,
      needsUnits: true,
    };
  const quoted = readQuoted(scan, after);
  const title = quoted ? `${head.title} «${quoted.title}»` : null;
  const lowercase = !head.capital && !withUnits && head.title !== 'Правила';
  const approved = lowercase ? null : readApproved(scan, head, quoted?.next ?? after, title);
  if (approved) return approved;
  if (quoted) return readQuotedRules(scan, head, quoted.next, title, withUnits);
  return readNamed(scan, index, head, withUnits);
}

/** «Положение «О Совете дома»», with or without its own date and number. */
function readQuotedRules(
  scan: Scan,
  head: Head,
  next: number,
  title: string | null,
  withUnits: boolean,
): ActMatch | null {
  if (!head.capital || head.approvedOnly) return null;
  const tail = readTail(scan, next);
  const act = fromTail(tail, 'rules', title);
  return {
    act,
    rule: 'rules-named',
    next: tail.next,
    needsUnits: !withUnits && startsSentence(scan, head.noun),
  };
}
