// The grammar: units before an act, an act with units after it, or bare units. One pass from left to right.

import { readCode } from './act-codes';
import { readContinuation } from './act-dated';
import type { ActMatch } from './act-match';
import { THIS_FORMS } from './act-relative';
import { fillsLine, isHeading, isPublication, isUndottedHeading, lastUnit, mayStandBare } from './bare-units';
import { CarriedActs } from './carried-acts';
import { type ActReference, type Citation, type Doubt, NO_ACT_DETAILS, type Target } from './citation.types';
import { ACT_TRIGGERS, readAct } from './read-act';
import type { RuleName } from './rule-catalogue';
import { toTargets } from './targets';
import { endOf, isJoined, lowAt, type Scan, scanText, tokenAt } from './tokens';
import { type Chain, readLabel, readUnitList, skipUnitTail, type UnitList } from './unit-list';
import { skipSeparator } from './unit-values';
import { CODES_IN_PARTS, CODES_WITH_PARTS } from './vocabulary/codes';
import { isOrdinal } from './vocabulary/ordinals';

export interface FindOptions {
  /** Stops after so many citations. */
  limit?: number;
}

/**
 * All citations of a text in its order: spans never overlap and `text.slice(start, end) === raw`. Pure, linear in the
 * length of the text, never throws. Nothing is looked up: `act` holds what the span states.
 */
export function findCitations(text: string, options: FindOptions = {}): Citation[] {
  const finder = new Finder(scanText(text));
  return finder.run(options.limit ?? Number.POSITIVE_INFINITY);
}

interface Found {
  citation: Citation;
  next: number;
  match?: ActMatch;
}

class Finder {
  readonly #scan: Scan;
  readonly #carried = new CarriedActs();
  readonly #citations: Citation[] = [];

  constructor(scan: Scan) {
    this.#scan = scan;
  }

  run(limit: number): Citation[] {
    let index = 0;
    while (index < this.#scan.tokens.length && this.#citations.length < limit) index = this.#step(index);
    return this.#citations;
  }

  /** Reads at one token and returns the next token to look at. */
  #step(index: number): number {
    const { low, kind } = tokenAt(this.#scan, index);
    if (low === '(' && lowAt(this.#scan, index + 1) === 'далее') return skipDefinition(this.#scan, index);
    if (kind === 'mark' && low !== '§' && low !== '№') return index + 1;
    if (kind !== 'number' && (isOrdinal(low) || readLabel(this.#scan, index))) return this.#stepUnits(index);
    if (kind === 'number' || low === '№' || low === 'n' || ACT_TRIGGERS.has(low))
      return this.#keep(this.#readAct(index), index + 1);
    return index + 1;
  }

  #stepUnits(index: number): number {
    const list = readUnitList(this.#scan, index);
    if (!list)
      return ACT_TRIGGERS.has(lowAt(this.#scan, index))
        ? this.#keep(this.#readAct(index), index + 1)
        : index + 1;
    if (isHeading(this.#scan, list) || isPublication(this.#scan, index)) return list.next;
    return this.#keep(this.#readUnits(list), list.next);
  }

  #keep(found: Found | null, otherwise: number): number {
    if (!found) return otherwise;
    this.#citations.push(found.citation);
    this.#carried.remember(found.citation.act, found.citation.end);
    return found.match ? this.#continue(found.match, found.next) : found.next;
  }

  /** «… № 82-ФЗ «…» и от … № 7-ФЗ «…»»: further acts of the same kind. */
  #continue(before: ActMatch, next: number): number {
    const after = skipSeparator(this.#scan, next);
    const more = after < 0 ? null : readContinuation(this.#scan, after, before);
    if (!more) return next;
    const citation = this.#cite(after, more.next, more.act, [], more.rule);
    return this.#keep({ citation, next: more.next, match: more }, next);
  }

  #readUnits(list: UnitList): Found | null {
    const anchor = this.#readAnchor(list);
    if (!anchor) return this.#readBare(list);
    if (
      anchor.needsUnits &&
      fillsLine(this.#scan, list.first, anchor.next) &&
      lastUnit(list).level === 'приложение'
    )
      return null;
    const { chains, part } = takeCodePart(list.chains, anchor.act);
    const act = this.#carried.resolve(this.#scan, anchor);
    const targets = toTargets(chains);
    const citation = this.#cite(list.first, anchor.next, part ? { ...act, part } : act, targets, anchor.rule);
    return { citation: withDoubts(citation, anchor), next: anchor.next, match: anchor };
  }

  #readAnchor(list: UnitList): ActMatch | null {
    const begin = skipUnitTail(this.#scan, list.next, lastUnit(list));
    if (begin < 0) return null;
    const comma = lowAt(this.#scan, begin) === ',';
    const anchor = readAct(this.#scan, comma ? begin + 1 : begin, true);
    if (!anchor || (comma && anchor.act.kind !== 'code')) return null;
    const loose = anchor.rule.startsWith('rules-') || anchor.rule === 'local-document';
    if (loose && anchor.act.number === null && isUndottedHeading(this.#scan, list)) return null;
    return isLikelyCode(anchor, list.chains) ? anchor : null;
  }

  #readBare(list: UnitList): Found | null {
    if (!mayStandBare(this.#scan, list)) return null;
    const targets = toTargets(list.chains);
    const start = tokenAt(this.#scan, list.first).start;
    const hasArticle = list.chains.some(({ units }) =>
      units.some(({ level }) => level === 'статья' || level === 'часть'),
    );
    const near = hasArticle ? this.#carried.near(this.#scan, start) : undefined;
    const act: ActReference = near
      ? { ...NO_ACT_DETAILS, kind: 'previous', resolved: near }
      : { ...NO_ACT_DETAILS, kind: 'this-act' };
    const citation = this.#cite(list.first, list.next, act, targets, near ? 'bare-after-act' : 'bare-units');
    return { citation: near ? { ...citation, doubts: ['host-or-previous'] } : citation, next: list.next };
  }

  #readAct(index: number): Found | null {
    const match = readAct(this.#scan, index, false) ?? readCode(this.#scan, index);
    if (!match || isOwnName(this.#scan, index, match)) return null;
    const trailing = this.#readTrailing(match);
    if (match.needsUnits && (!trailing || !isLikelyCode(match, trailing.list.chains))) return null;
    const next = trailing?.next ?? match.next;
    const targets = trailing ? toTargets(trailing.list.chains) : [];
    const citation = this.#cite(index, next, this.#carried.resolve(this.#scan, match), targets, match.rule);
    return { citation: withDoubts(citation, match), next, match };
  }

  /** Units after the act: «ЖК РФ, ст. 155, ч. 1», «ГПК РФ (ст. 131, 132)». They must not belong to another act. */
  #readTrailing(match: ActMatch): { list: UnitList; next: number } | null {
    const scan = this.#scan;
    const mark = lowAt(scan, match.next);
    const open = mark === '(';
    const begin = open || mark === ',' ? match.next + 1 : match.next;
    const label = isJoined(scan, begin) ? readLabel(scan, begin) : null;
    if (!label || (!open && !label.abbreviated)) return null;
    const list = readUnitList(scan, begin);
    if (!list || isPublication(scan, begin)) return null;
    if (open) return lowAt(scan, list.next) === ')' ? { list, next: list.next + 1 } : null;
    return this.#readAnchor(list) ? null : { list, next: list.next };
  }

  #cite(first: number, next: number, act: ActReference, targets: Target[], rule: RuleName): Citation {
    const { text } = this.#scan;
    const { start } = tokenAt(this.#scan, first);
    const end = endOf(this.#scan, next);
    return { start, end, raw: text.slice(start, end), act, targets, rule };
  }
}

/** «Настоящее Положение о …» is the document itself. */
const isOwnName = (scan: Scan, index: number, { act }: ActMatch): boolean =>
  act.number === null && THIS_FORMS.has(lowAt(scan, index - 1));

/** «(далее – Закон)» names an act for later; what is inside is not a citation. */
function skipDefinition(scan: Scan, index: number): number {
  let depth = 0;
  for (let at = index; at < index + 60 && tokenAt(scan, at).start >= 0; at += 1) {
    const { low } = tokenAt(scan, at);
    if (low === '(') depth += 1;
    if (low === ')') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return index + 2;
}

/** «УК», «ЖК» without «РФ» are codes only beside an article, chapter or part: «п. 4 ЖК» is not. */
const isLikelyCode = (match: ActMatch, chains: Chain[]): boolean =>
  match.rule !== 'code-abbreviation' ||
  !match.needsUnits ||
  chains.some(({ units }) => units.some(({ level }) => level === 'статья' || level === 'глава'));

/** «статьи 19 части первой НК РФ», «часть вторая ГК РФ»: a part of the code, not of an article. */
function takeCodePart(chains: Chain[], act: ActReference): { chains: Chain[]; part?: string } {
  const last = chains.at(-1);
  const unit = last?.units.at(-1);
  const number = unit?.numbers[0];
  const base = act.abbr?.split(' ')[0] ?? '';
  const isPart =
    unit?.level === 'часть' && unit.ordinal && unit.numbers.length === 1 && number && 'n' in number;
  if (act.kind !== 'code' || !CODES_IN_PARTS.has(base) || !isPart || !last) return { chains };
  const rest = last.units.slice(0, -1);
  const others = chains.slice(0, -1);
  const part = `часть ${['первая', 'вторая', 'третья', 'четвертая'][Number(number.n) - 1] ?? number.n}`;
  return { chains: rest.length > 0 ? [...others, { ...last, units: rest }] : others, part };
}

function withDoubts(citation: Citation, match: ActMatch): Citation {
  const doubts: Doubt[] = [];
  if (match.rule === 'code-abbreviation' && match.needsUnits && citation.act.abbr === 'УК РФ')
    doubts.push('uk-or-company');
  const paths = citation.targets.map((target) => ('path' in target ? target.path : target.from));
  const skipsPart = (path: { level: string }[]) =>
    path.some(({ level }) => level === 'статья') &&
    path.some(({ level }) => level === 'пункт') &&
    !path.some(({ level }) => level === 'часть');
  if (CODES_WITH_PARTS.has(citation.act.abbr ?? '') && paths.some(skipsPart)) doubts.push('part-not-named');
  return doubts.length > 0 ? { ...citation, doubts } : citation;
}
