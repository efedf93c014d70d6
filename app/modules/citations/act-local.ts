// Contracts and documents of an organisation: cited with units («п. 9.4 договора», «п. 1.2 Плана …»).
import type { ActMatch } from './act-match';
import { readTail, startsTail } from './act-tail';
import { isNameWord, readName, textOf } from './bare-title';
import { type ActReference, NO_ACT_DETAILS } from './citation.types';
import { readQuoted } from './quoted-title';
import { isJoined, lowAt, type Scan, startsSentence, tokenAt } from './tokens';
import { CONTRACTS, LOCAL_DOCUMENTS } from './vocabulary/documents';
import { isOrganisation } from './vocabulary/issuers';

/** «управления многоквартирным домом», or «теплоснабжения» when a number or date follows. */
function readContractName(scan: Scan, index: number): number {
  if (lowAt(scan, index) === 'управления') {
    if (lowAt(scan, index + 1) === 'мкд') return index + 2;
    const house =
      lowAt(scan, index + 1).startsWith('многоквартирн') && lowAt(scan, index + 2).startsWith('дом');
    return house ? index + 3 : index + 1;
  }
  let next = index;
  while (
    next < index + 7 &&
    tokenAt(scan, next).kind === 'word' &&
    isNameWord(scan, next) &&
    !startsTail(scan, next)
  )
    next += 1;
  return startsTail(scan, next) ? next : index;
}

/** «договора»: the host; «договора управления № 15 от …»: another document. */
function readContract(scan: Scan, index: number): ActMatch | null {
  const nominative = CONTRACTS.get(lowAt(scan, index));
  if (!nominative) return null;
  const next = readContractName(scan, index + 1);
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

/** A name after «Плана», «Устава»: capitals, digits and quotes («РК-2030», «ТСЖ «Север»»), or the words of a title. */
function readLocalName(scan: Scan, index: number): number {
  let next = readName(scan, index, 10);
  for (let at = index; at < next; at += 1) if (!isNameWord(scan, at)) next = at;
  while (isJoined(scan, next)) {
    const token = tokenAt(scan, next);
    const glued = token.gap === 0 && next > index && (token.low === '-' || token.kind === 'number');
    if (!glued || (token.low === '-' && tokenAt(scan, next + 1).gap > 0)) break;
    next += 1;
  }
  return readQuoted(scan, next)?.next ?? next;
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
