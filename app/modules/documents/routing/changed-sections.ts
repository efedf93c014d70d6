// Which parts of a document a new version touches, for `reapproval: changed-blocks`. A change of a block, and what
// appeared, vanished or moved inside, is a change of every section around it.
import { canonicalJson } from '~/shared/canonical-json';
import { changedBlockIds, type DocumentBody, flattenBlocks, type HashText, hashBody } from '../body';
import type { VersionContent } from '../documents.schema';
import { fieldResolver } from '../field-resolver';

/** Stands for the title and the card: nobody's section, but a change for whoever answers for the whole. */
export const CARD_SECTION = '*card';
/** Blocks outside of every section. */
export const BODY_SECTION = '*body';

/** Ids of the containers around each block of a body, itself included. */
function pathsOf(body: DocumentBody): Map<string, string[]> {
  const paths = new Map<string, string[]>();
  for (const { block, parent } of flattenBlocks(body))
    paths.set(block.id, [block.id, ...(parent ? (paths.get(parent.id) ?? []) : [])]);
  return paths;
}

/** Ids of all changed blocks with the sections around them, before and after; empty when nothing printed differs. */
export function changedSections(
  before: Pick<VersionContent, 'body' | 'fields' | 'card'>,
  after: Pick<VersionContent, 'body' | 'fields' | 'card'>,
  hash: HashText,
): string[] {
  const [was, is] = [before, after].map(({ body, fields }) => hashBody(body, hash, fieldResolver(fields)));
  if (!was || !is) return [];
  const [oldPaths, newPaths] = [pathsOf(before.body), pathsOf(after.body)];
  const touched = changedBlockIds(was, is).flatMap((id) => [
    ...(oldPaths.get(id) ?? []),
    ...(newPaths.get(id) ?? []),
  ]);
  const extra = [
    ...(canonicalJson(before.card) === canonicalJson(after.card) ? [] : [CARD_SECTION]),
    ...(was.structure === is.structure ? [] : [BODY_SECTION]),
  ];
  return [...new Set([...touched, ...extra])].sort();
}
