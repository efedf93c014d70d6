// Contracts and documents of an organisation: cited with units («п. 9.4 договора», «п. 1.2 Плана …»).
import type { ActMatch } from './act-match';
import { readTail } from './act-tail';
import { readName, textOf } from './bare-title';
import { type ActReference, NO_ACT_DETAILS } from './citation.types';
import { readQuoted } from './quoted-title';
import { isJoined, lowAt, type Scan, startsSentence, tokenAt } from './tokens';
import { CONTRACTS, LOCAL_DOCUMENTS } from './vocabulary/documents';
import { isOrganisation } from './vocabulary/issuers';

/** «договора»: the host; «договора управления № 15 от …»: another document. */
function readContract(scan: Scan, index: number): ActMatch | null {
  const nominative = CONTRACTS.get(lowAt(scan, index));
  if (!nominative) return null;
  let next = index + 1;
  if (lowAt(scan, next) === 'управления') {
    next += 1;
    if (lowAt(scan, next) === 'мкд') next += 1;
    else if (/^многоквартирн/.test(lowAt(scan, next)) && /^дом/.test(lowAt(scan, next + 1))) next += 2;
  }
  const tail = readTail(scan, next);
  const other = tail.number !== null || tail.date !== null || next > index + 1;
  if (!other)
    return {
      act: { ...NO_ACT_DETAILS, kind: 'this-act' },
      rule: 'host-contract',
      next: index + 1,
      needsUnits: true,
    };
  const name = textOf(scan, index + 1, next);
  const title = name === '' ? nominative : `${nominative} ${name}`;
  const act: ActReference = {
    kind: 'local',
    abbr: null,
    number: tail.number,
    date: tail.date,
    title: tail.title ?? title,
  };
  return { act, rule: 'other-contract', next: tail.next, needsUnits: true };
}

/** A name after «Плана», «Устава»: capitals, digits and quotes («МТЛА-2025», «ТСЖ «Север»»), or the words of a title. */
function readLocalName(scan: Scan, index: number): number {
  let next = readName(scan, index, 10);
  for (let at = index; at < next; at += 1) if (!looksNamed(scan, at)) next = at;
  while (isJoined(scan, next)) {
    const token = tokenAt(scan, next);
    const glued = token.gap === 0 && next > index && (token.low === '-' || token.kind === 'number');
    if (!glued || (token.low === '-' && tokenAt(scan, next + 1).gap > 0)) break;
    next += 1;
  }
  return readQuoted(scan, next)?.next ?? next;
}

const GENITIVE = /(?:[ияаы]|[ое]в|[ое]й|[иы]х|[ое]го|[оае]м|ью)$/;

/** A capital, a short link word, or a word in an oblique case: «собрание решает» after «Устава» is not its name. */
function looksNamed(scan: Scan, index: number): boolean {
  const { capital, low, kind, end, start } = tokenAt(scan, index);
  return kind !== 'word' || capital || end - start <= 2 || GENITIVE.test(low);
}

const CODE_OF_CONDUCT = /^(?:этик|профессиональн|корпоративн|чест|поведени|добросовестн|делов)/;

export function readLocal(scan: Scan, index: number, withUnits: boolean): ActMatch | null {
  const contract = withUnits ? readContract(scan, index) : null;
  if (contract) return contract;
  const token = tokenAt(scan, index);
  const nominative = LOCAL_DOCUMENTS.get(token.low);
  if (!nominative) return null;
  const unnamedCode = nominative === 'Кодекс' && !CODE_OF_CONDUCT.test(lowAt(scan, index + 1));
  const named =
    !unnamedCode && token.capital && /^[а-яё]+$/i.test(token.low)
      ? readLocalName(scan, index + 1)
      : index + 1;
  const name = textOf(scan, index + 1, named);
  if (nominative === 'Кодекс' && name === '')
    return {
      act: { ...NO_ACT_DETAILS, kind: 'previous' },
      rule: 'code-carried',
      next: index + 1,
      needsUnits: true,
    };
  const tail = readTail(scan, named);
  const title = name === '' ? nominative : `${nominative} ${name}`;
  const act: ActReference = {
    kind: 'local',
    abbr: null,
    number: tail.number,
    date: tail.date,
    title: tail.title ?? title,
  };
  const ownName = nominative === 'Устав' && isOrganisation(lowAt(scan, index + 1)) && name.length > 5;
  const needsUnits = !(ownName && token.capital && !startsSentence(scan, index));
  return { act, rule: 'local-document', next: tail.next, needsUnits };
}
