// Which loaded edition holds on a day. Pure. The base never says «действует»: it says which text it has.
import type { Act, EditionRef } from './knowledge.schema';

/** Oldest first; an edition without a day counts as the oldest. */
export const inOrder = (editions: readonly EditionRef[]): EditionRef[] =>
  [...editions].sort((a, b) => (a.validFrom ?? '').localeCompare(b.validFrom ?? ''));

/** The day a reader named, if he did, and the day it is. ISO. */
export interface AskedDay {
  readonly on?: string | undefined;
  readonly today: string;
}

/**
 * The edition of the named day, null when nothing that old is loaded; without a named day that of today, and before the
 * first one begins the first.
 */
export function editionAt(editions: readonly EditionRef[], { on, today }: AskedDay): EditionRef | null {
  const ordered = inOrder(editions);
  const found = ordered.findLast(({ validFrom }) => (validFrom ?? '') <= (on ?? today));
  return found ?? (on ? null : (ordered[0] ?? null));
}

/** Last day of an edition: the day before the next one begins; null for the newest. */
export function editionEnd(editions: readonly EditionRef[], id: string): string | null {
  const ordered = inOrder(editions);
  const next = ordered[ordered.findIndex((edition) => edition.id === id) + 1]?.validFrom;
  if (!next) return null;
  const day = new Date(`${next}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}

const printed = (iso: string) => iso.split('-').reverse().join('.');

/** «по загруженной редакции от 03.02.2025; более поздние изменения не проверены». */
export function freshnessLine(edition: Pick<EditionRef, 'revisedOn' | 'validFrom'>): string {
  const day = edition.revisedOn ?? edition.validFrom;
  return day
    ? `по загруженной редакции от ${printed(day)}; более поздние изменения не проверены`
    : 'по загруженному тексту без указания редакции; изменения не проверены';
}

/** Why the act as a whole no longer holds on a day; null while nothing says so. */
export function lapseOf(act: Pick<Act, 'lapsedFrom' | 'replacedBy' | 'endsOn'>, on: string): string | null {
  const instead = act.replacedBy ? `; вместо него: ${act.replacedBy.name}` : '';
  if (act.lapsedFrom && act.lapsedFrom <= on) return `утратил силу с ${printed(act.lapsedFrom)}${instead}`;
  if (act.endsOn && act.endsOn < on) return `срок действия истёк ${printed(act.endsOn)}${instead}`;
  return null;
}
