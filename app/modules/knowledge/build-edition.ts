// From staged lines to what an edition stores; refuses when a word of the text would be lost. Pure.

import { knowledgeError } from './errors';
import type { ActImport } from './import.schema';
import type { ActCard, Edition, StoredProvision } from './knowledge.schema';
import { applyFixes } from './lines/apply-fixes';
import { stableHash } from './stable-hash';
import { familyOf } from './structure/act-family';
import { findLoss, wordsOf } from './structure/join-provisions';
import type { ActStructure, Provision } from './structure/provision.types';
import { readMark } from './structure/read-mark';
import { readStructure } from './structure/read-structure';

export interface BuiltStructure extends ActStructure {
  readonly family: Edition['family'];
}

/** Throws knowledge/text-lost; a structure that cannot be stored is never returned. */
export function buildStructure(
  { lines, fixes, source }: Pick<ActImport, 'lines' | 'fixes' | 'source'>,
  card: Pick<ActCard, 'kind' | 'shortName' | 'date'>,
): BuiltStructure {
  const fixed = applyFixes(lines, fixes);
  const hasArticles =
    [...fixed.headings.values()].some(({ level }) => level === 'st') ||
    fixed.lines.some(({ text, isNote }) => !isNote && readMark(text)?.style === 'st');
  const abbr = /^(\S+ РФ)/.exec(card.shortName)?.[1];
  const family = familyOf({
    abbr: card.kind === 'code' ? abbr : undefined,
    date: card.date ?? undefined,
    hasArticles,
  });
  const structure = readStructure(fixed.lines, { family, ...fixed });
  const loss = findLoss(fixed.lines, structure.provisions);
  if (loss) throw knowledgeError('text-lost', { name: source.name, ...loss });
  return { ...structure, family };
}

/** Words of a unit and of all that stands in it, folded: the same text in two editions has one hash. */
function hashes(provisions: readonly Provision[]): Map<string, string> {
  const words = new Map<string, string[]>(provisions.map((one) => [one.path, []]));
  const parents = new Map(provisions.map(({ path, parent }) => [path, parent]));
  for (const provision of provisions) {
    const own = wordsOf(provision).toLowerCase().replaceAll('ё', 'е').replace(/\s+/gu, ' ');
    for (let at: string | null | undefined = provision.path; at; at = parents.get(at))
      words.get(at)?.push(own);
  }
  return new Map([...words].map(([path, texts]) => [path, stableHash(texts.join('\n'))]));
}

export function toStored(
  { provisions }: ActStructure,
  { actId, editionId }: { actId: string; editionId: string },
): StoredProvision[] {
  const hashOf = hashes(provisions);
  return provisions.map(({ line: _line, notes, table, ...provision }, order) => ({
    _id: `${editionId}:${order}`,
    editionId,
    actId,
    order,
    ...provision,
    notes: [...notes],
    ...(table ? { table: table.map((row) => [...row]) } : {}),
    hash: hashOf.get(provision.path) ?? '',
  }));
}
