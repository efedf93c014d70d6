// The two dear questions about a text, answered once: how a compositor would set it, what it cites. Both are pure, so
// an answer is good for ever; an editor's next check asks anew only for the blocks that changed.

import { type Citation, findCitations } from '~/modules/citations';
import { recentMap } from '~/shared/recent-map';
import { repairLookAlikes, typograph } from '~/shared/russian';

/** About three papers of 300 pages; the oldest answers go first. */
const KEPT = 8_000;

function memo<T>(answer: (text: string) => T): (text: string) => T {
  const known = recentMap<string, T>(KEPT);
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = answer(text);
    known.set(text, made);
    return made;
  };
}

/** The text with look-alikes mended and set by the rules of typography. */
export const typeset = memo((text: string) => typograph(repairLookAlikes(text)));

export const citationsIn = memo((text: string): readonly Citation[] => findCitations(text));
