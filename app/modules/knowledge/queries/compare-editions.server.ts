import { diffArrays } from 'diff';
import type { Context } from '~/shared/context';
import { inOrder } from '../edition-at';
import { knowledgeError } from '../errors';
import type { KnowledgeDeps } from '../knowledge.deps';
import type { StoredProvision } from '../knowledge.schema';
import { type ActHeadView, presentActHead } from '../present-act';
import { today } from './get-provision.server';

export interface EditionChange {
  readonly path: string;
  readonly kind: 'added' | 'removed' | 'changed' | 'lapsed';
}

export interface EditionComparison {
  readonly act: ActHeadView;
  readonly from: { id: string; validFrom: string | null };
  readonly to: { id: string; validFrom: string | null };
  /** The smallest units that differ, in the order of the newer text; an added article stands for its parts. */
  readonly changes: readonly EditionChange[];
}

type Hashed = Pick<StoredProvision, 'path' | 'parent' | 'hash' | 'order' | 'level' | 'lapsed'>;

/**
 * «Что изменилось»: the smallest units that differ between two editions. A unit whose words changed only inside its
 * parts is told by the parts. Pure.
 */
export function compareHashes(before: readonly Hashed[], after: readonly Hashed[]): EditionChange[] {
  const old = new Map(before.map((row) => [row.path, row]));
  const now = new Map(after.map((row) => [row.path, row]));
  // Articles are numbered through the act: their paths do not begin with the chapter's, so parents are followed.
  const parent = (path: string) => (now.get(path) ?? old.get(path))?.parent ?? '';
  const differs = (path: string) => old.get(path)?.hash !== now.get(path)?.hash;
  const told = new Set<string>();
  const hasDifferentPart = new Set<string>();
  for (const { path } of [...before, ...after]) {
    if (!differs(path)) continue;
    for (let up = parent(path); up; up = parent(up)) hasDifferentPart.add(up);
  }
  const changes: { change: EditionChange; order: number }[] = [];
  const tell = (path: string, kind: EditionChange['kind'], order: number) => {
    told.add(path);
    if (!told.has(parent(path))) changes.push({ change: { path, kind }, order });
  };
  for (const row of after) {
    const was = old.get(row.path);
    if (!was) tell(row.path, 'added', row.order);
    else if (was.hash !== row.hash && !hasDifferentPart.has(row.path))
      tell(row.path, row.lapsed && !was.lapsed ? 'lapsed' : 'changed', row.order);
  }
  for (const row of before) if (!now.has(row.path)) tell(row.path, 'removed', row.order);
  return changes.sort((a, b) => a.order - b.order).map(({ change }) => change);
}

/** Throws knowledge/act-not-found, edition-not-found. */
export const compareEditions =
  (deps: KnowledgeDeps) =>
  async (
    ctx: Context,
    input: { actId: string; from?: string | undefined; to?: string | undefined },
  ): Promise<EditionComparison> => {
    const act = await deps.acts.getAct(input.actId);
    const ordered = inOrder(act.editions);
    const to = input.to ? ordered.find(({ id }) => id === input.to) : ordered.at(-1);
    const from = input.from
      ? ordered.find(({ id }) => id === input.from)
      : ordered[to ? ordered.indexOf(to) - 1 : -1];
    if (!from || !to)
      throw knowledgeError('edition-not-found', {
        on: 'эти дни',
        earliest: ordered[0]?.validFrom ?? 'неизвестного дня',
      });
    const [before, after] = await Promise.all([
      deps.provisions.listHashes(from.id),
      deps.provisions.listHashes(to.id),
    ]);
    return {
      act: presentActHead(act, to, { today: today(ctx) }),
      from: { id: from.id, validFrom: from.validFrom },
      to: { id: to.id, validFrom: to.validFrom },
      // The head repeats requisites and publishers' marks: the card tells of them.
      changes: compareHashes(before, after).filter(({ path }) => path !== 'head' && path !== 'tail'),
    };
  };

export interface WordChange {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

// Beyond this many differing words the unit was rewritten: old and new whole read better.
const MOST_EDITS = 1200;
const wordsOf = (text: string) => text.match(/[\p{L}\p{N}]+|\s+|[^\p{L}\p{N}\s]/gu) ?? [];

/** Words of a unit (with all that stands in it) in two editions; `same` + `added` is the newer text to the letter. */
export const getProvisionWords =
  (deps: KnowledgeDeps) =>
  async (
    _ctx: Context,
    input: { path: string; from: string; to: string },
  ): Promise<{ words: WordChange[] }> => {
    const text = async (editionId: string) => {
      const rows = await deps.provisions.listInside(editionId, input.path);
      return rows.map(({ label, title, text }) => [label, title, text].filter(Boolean).join(' ')).join('\n');
    };
    const [before, after] = await Promise.all([text(input.from), text(input.to)]);
    const parts = diffArrays(wordsOf(before), wordsOf(after), { maxEditLength: MOST_EDITS });
    const whole: WordChange[] = [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ];
    return {
      words: parts
        ? parts.map(({ added, removed, value }) => ({
            kind: added ? 'added' : removed ? 'removed' : 'same',
            text: value.join(''),
          }))
        : whole.filter(({ text }) => text !== ''),
    };
  };
