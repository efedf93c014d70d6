// Which version was sent, taken as a basis, adopted, issued: told from the document's state and its sealed history.
import type { Document } from '../documents.schema';
import type { HistoryLine } from '../history.present';
import type { VersionMark } from './versions.views';

const WORDS: Record<VersionMark['kind'], string> = {
  sent: 'отправлена на согласование',
  basis: 'принята за основу',
  adopted: 'принята',
  issued: 'выпущена',
};
const EVENTS: Readonly<Record<string, VersionMark['kind']>> = {
  'document.submitted': 'sent',
  'document.based-on': 'basis',
  'document.adopted': 'adopted',
  'document.issued': 'issued',
};
/** The events that leave a mark: a long history of other things hides none of them. */
export const MARKING_EVENTS: readonly string[] = Object.keys(EVENTS);
const ORDER = Object.keys(WORDS);

interface Named {
  readonly number: number;
  readonly sha256: string;
}

/** Restored text has the hash of its model: where the event tells the number, the number decides. */
function isOf({ number, sha256 }: Named, data: HistoryLine['data']): boolean {
  if (data.versionSha256 !== sha256) return false;
  return typeof data.number !== 'number' || data.number === number;
}

/** Marks of one version, in the order of a document's life, the newest event of each kind. */
export function marksOf(
  version: Named,
  document: Pick<Document, 'route' | 'adoption' | 'issued' | 'currentVersion'>,
  history: readonly Omit<HistoryLine, 'seq'>[],
): VersionMark[] {
  const found = new Map<VersionMark['kind'], string | null>();
  const { route, adoption, issued, currentVersion } = document;
  const current = currentVersion.number === version.number && currentVersion.sha256 === version.sha256;
  if (route?.versionSha256 === version.sha256 && route.versionNumber === version.number) {
    found.set('sent', route.startedAt.toISOString());
  }
  if (current && adoption) found.set('adopted', adoption.date);
  if (current && issued[0]) found.set('issued', issued[0].at.toISOString());
  for (const line of history) {
    const kind = EVENTS[line.type];
    if (!kind || !isOf(version, kind === 'adopted' ? { ...line.data, number: undefined } : line.data))
      continue;
    if (!current && (kind === 'adopted' || kind === 'issued')) continue;
    // Newest first: the first line of a kind wins, except where the state already told the day.
    if (!found.has(kind) || kind === 'sent') found.set(kind, found.get(kind) ?? line.at.toISOString());
  }
  return [...found]
    .map(([kind, at]) => ({ kind, word: WORDS[kind], at }))
    .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}
