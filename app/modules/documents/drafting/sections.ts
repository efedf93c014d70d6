// A moderator works on his sections only. Pure: which sections are his, and what of a change lies outside of them.
import { tokensOfActor } from '~/modules/identity';
import type { Actor } from '~/shared/context';
import { computeNumbers, type DocumentBody, findBlock, flattenBlocks } from '../body';
import { hasRoleIn } from '../documents.policy';
import type { Document } from '../documents.schema';
import { type BodyPatch, makeBodyPatch } from './body-patch';

/** Ids of the sections given to the actor; null when he works on the whole text. */
export function ownSections(
  actor: Actor,
  document: Pick<Document, 'owner' | 'participants'>,
): readonly string[] | null {
  if (hasRoleIn(actor, document.owner, 'drafter', 'secretary')) return null;
  const tokens = new Set(tokensOfActor(actor));
  const given = document.participants.filter(
    ({ subject, role, sections }) =>
      role === 'moderator' && tokens.has(subject) && (sections?.length ?? 0) > 0,
  );
  return given.length > 0 ? [...new Set(given.flatMap(({ sections }) => sections ?? []))] : null;
}

/** Ids of the sections given to the actor, whatever else he may do: «мои разделы». */
export function givenSections(actor: Actor, document: Pick<Document, 'participants'>): readonly string[] {
  const tokens = new Set(tokensOfActor(actor));
  return document.participants
    .filter(({ subject }) => tokens.has(subject))
    .flatMap(({ sections }) => sections ?? []);
}

function idsInside(body: DocumentBody, sections: readonly string[]): Set<string> {
  const inside = new Set<string>();
  for (const section of sections) {
    const found = findBlock(body, section);
    if (!found) continue;
    for (const { block } of flattenBlocks({ ...body, blocks: [found.block] })) inside.add(block.id);
  }
  return inside;
}

/** Ids of blocks outside the sections that the change touches ('' = the top); empty when it keeps to them. */
export function changedOutside(
  before: DocumentBody,
  after: DocumentBody,
  sections: readonly string[],
  patch: BodyPatch = makeBodyPatch(before, after),
): string[] {
  const inside = new Set([...idsInside(before, sections), ...idsInside(after, sections)]);
  const touched = [
    ...patch.blocks.map(({ id }) => id),
    ...patch.removed,
    ...patch.order.map(({ parentId }) => parentId),
    ...(patch.numbering ? [''] : []),
  ];
  // A section itself may be reworded by its moderator, but not taken away.
  const lost = sections.filter((id) => findBlock(before, id) && !findBlock(after, id));
  return [...new Set([...touched.filter((id) => !inside.has(id)), ...lost])];
}

const NAMED = 5;

/** «п. 1.2., раздел II и ещё 3»: where blocks stand, for a person; '' is the order of the whole text. */
export function placesInWords(ids: readonly string[], body: DocumentBody): string {
  const numbers = computeNumbers(body);
  const words = ids.map((id) => {
    const label = numbers.get(id)?.label;
    return label ? `п. ${label.replace(/\.$/, '')}` : id === '' ? 'порядок разделов' : 'абзац без номера';
  });
  const named = [...new Set(words)];
  const more = named.length - NAMED;
  return named.slice(0, NAMED).join(', ') + (more > 0 ? ` и ещё ${more}` : '');
}
