// The norms that a page refers to, with the beginning of their words: a reader looks without leaving the page.
import type { KnowledgeDeps } from '../knowledge.deps';
import type { StoredProvision } from '../knowledge.schema';
import { shortPath } from '../unit-path';
import type { Resolution } from './resolve-citations.server';

export interface MentionedNorm {
  /** As the link in the text has it. */
  readonly href: string;
  /** «ч. 2 ст. 20 ЖК РФ». */
  readonly name: string;
  readonly words: string;
}

const MOST = 40;
const LONGEST = 300;

/** Each norm once, in the order of the text; a reference to a whole act has no words to show. */
export async function mentionedNorms(
  { provisions }: Pick<KnowledgeDeps, 'provisions'>,
  resolutions: readonly Resolution[],
): Promise<MentionedNorm[]> {
  const wanted = new Map<string, Resolution>();
  for (const one of resolutions)
    if (one.url && one.path && one.editionId && wanted.size < MOST && !wanted.has(one.url))
      wanted.set(one.url, one);
  const byEdition = new Map<string, string[]>();
  for (const { editionId, path } of wanted.values())
    if (editionId && path) byEdition.set(editionId, [...(byEdition.get(editionId) ?? []), path]);
  const rows = new Map<string, StoredProvision>();
  for (const [editionId, paths] of byEdition)
    for (const row of await provisions.listByPaths(editionId, paths))
      rows.set(`${editionId} ${row.path}`, row);
  return [...wanted].flatMap(([href, { editionId, path, actName }]) => {
    const row = rows.get(`${editionId} ${path}`);
    const words = row ? wordsOf(row) : '';
    return words && path ? [{ href, name: `${shortPath(path)} ${actName ?? ''}`.trim(), words }] : [];
  });
}

function wordsOf({ label, title, text }: StoredProvision): string {
  const words = [label, title, text].filter(Boolean).join(' ').replace(/\s+/gu, ' ');
  return words.length > LONGEST ? `${words.slice(0, LONGEST).replace(/\s\S*$/u, '')}…` : words;
}
