// The head of an act for pages: what it is, how fresh its text is, which editions there are.
import { ACT_KINDS } from './act-card';
import { type AskedDay, editionAt, editionEnd, freshnessLine, inOrder, lapseOf } from './edition-at';
import type { Act, EditionRef } from './knowledge.schema';
import { fullActName } from './present-provision';

export interface Crumb {
  readonly path: string;
  readonly label: string;
}
export interface NeighbourView {
  readonly path: string;
  readonly label: string;
  readonly title: string;
}
export interface EditionView {
  readonly id: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly revisedOn: string | null;
  readonly current: boolean;
}
export interface ActHeadView {
  readonly id: string;
  readonly kind: Act['kind'];
  readonly kindName: string;
  readonly shortName: string;
  readonly fullName: string;
  readonly title: string;
  readonly local: boolean;
  readonly cardOnly: boolean;
  readonly about: string;
  readonly lapse: string | null;
  readonly freshness: string | null;
  readonly editions: readonly EditionView[];
}
export function presentEdition(act: Act, edition: EditionRef, { today }: AskedDay): EditionView {
  const { id, validFrom, revisedOn } = edition;
  return {
    id,
    validFrom,
    validTo: editionEnd(act.editions, id),
    revisedOn,
    current: editionAt(act.editions, { today })?.id === id,
  };
}

export function presentActHead(act: Act, edition: EditionRef | null, day: AskedDay): ActHeadView {
  const { _id: id, kind, shortName, title, local, cardOnly, about } = act;
  return {
    id,
    kind,
    kindName: ACT_KINDS[kind],
    shortName,
    fullName: fullActName(act),
    title,
    local,
    cardOnly,
    about,
    lapse: lapseOf(act, day.on ?? day.today),
    freshness: edition ? freshnessLine(edition) : null,
    editions: inOrder(act.editions).map((one) => presentEdition(act, one, day)),
  };
}
