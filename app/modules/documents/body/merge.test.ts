import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { countingIds } from '~/shared/ids';
import { bodyArbitrary, threeBodiesArbitrary } from '../../../../tests/factories/body.arbitrary';
import {
  buildBody,
  buildGroup,
  buildItem,
  buildParagraph,
  buildSection,
} from '../../../../tests/factories/body.factory';
import type { Block, DocumentBody } from './body.schema';
import { assertBody } from './limits';
import { type MergeConflict, mergeBodies } from './merge';
import { ownKey } from './merge-nodes';
import { resolveConflict } from './merge-resolve';
import { normalizeBody } from './normalize';
import { bodyToText } from './plain-text';
import { flattenBlocks, mapBlocks, mapOwnRuns } from './walk';

// Properties take seconds on a busy machine; the default of 5 s would fail them for being slow, not wrong.
vi.setConfig({ testTimeout: 60_000 });

const RUNS = { numRuns: 150 };

function swapSides(conflict: MergeConflict): MergeConflict {
  if (conflict.kind === 'removed-changed') {
    return { ...conflict, removedBy: conflict.removedBy === 'left' ? 'right' : 'left' };
  }
  if (conflict.kind === 'hoisted') return conflict;
  return { ...conflict, left: conflict.right, right: conflict.left } as MergeConflict;
}

const sorted = (conflicts: readonly MergeConflict[]) => conflicts.map((c) => JSON.stringify(c)).sort();
const ownTexts = (blocks: readonly Block[]) => new Set(blocks.map(ownKey));

describe('laws of merge', () => {
  it('merge(b, x, b) = x and merge(b, b, y) = y', () => {
    fc.assert(
      fc.property(threeBodiesArbitrary, ({ base, left, right }) => {
        expect(mergeBodies(base, left, base)).toEqual({ body: left, conflicts: [] });
        expect(mergeBodies(base, base, right)).toEqual({ body: right, conflicts: [] });
        expect(mergeBodies(base, left, left)).toEqual({ body: left, conflicts: [] });
      }),
      RUNS,
    );
  });

  it('is commutative: without conflicts the result is the same, with them the sides are swapped', () => {
    fc.assert(
      fc.property(threeBodiesArbitrary, ({ base, left, right }) => {
        const one = mergeBodies(base, left, right);
        const two = mergeBodies(base, right, left);
        expect(one.conflicts.length > 0).toBe(two.conflicts.length > 0);
        if (one.conflicts.length === 0) expect(one.body).toEqual(two.body);
        // Rings and hoists are settled by the left side, so only plain conflicts mirror exactly.
        const ownSide = ({ kind }: MergeConflict) => kind === 'changed' || kind === 'numbering';
        expect(sorted(one.conflicts.filter(ownSide))).toEqual(
          sorted(two.conflicts.filter(ownSide).map(swapSides)),
        );
      }),
      RUNS,
    );
  });

  it('gives a valid normalised body with unique ids', () => {
    fc.assert(
      fc.property(threeBodiesArbitrary, ({ base, left, right }) => {
        const { body } = mergeBodies(base, left, right);
        expect(assertBody(body)).toEqual(body);
        const noNew = () => {
          throw new Error('duplicate id after merge');
        };
        expect(normalizeBody(body, noNew)).toEqual(body);
      }),
      RUNS,
    );
  });

  it('loses no text: every changed or added block is in the result or in a conflict', () => {
    fc.assert(
      fc.property(threeBodiesArbitrary, ({ base, left, right }) => {
        const { body, conflicts } = mergeBodies(base, left, right);
        const shown = conflicts.flatMap((conflict) =>
          conflict.kind === 'changed' ? [conflict.left, conflict.right] : [],
        );
        const kept = ownTexts([...flattenBlocks(body).map(({ block }) => block), ...shown]);
        const before = ownTexts(flattenBlocks(base).map(({ block }) => block));
        for (const { block } of [...flattenBlocks(left), ...flattenBlocks(right)]) {
          const key = ownKey(block);
          if (!before.has(key)) expect(kept.has(key)).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('disjoint edits never conflict', () => {
    const retext = (body: DocumentBody, who: string, mine: (index: number) => boolean) => {
      const ids = flattenBlocks(body).map(({ block }) => block.id);
      const chosen = new Set(ids.filter((_, i) => mine(i)));
      const changed = mapBlocks(body, (block) =>
        chosen.has(block.id)
          ? mapOwnRuns(block, () => [{ type: 'text', text: `${who} ${block.id}` }])
          : block,
      );
      return { ...changed, blocks: [...changed.blocks, buildParagraph(`${who}-new`, `${who} добавил`)] };
    };
    fc.assert(
      fc.property(bodyArbitrary, (base) => {
        const left = retext(base, 'л', (i) => i % 2 === 0);
        const right = retext(base, 'п', (i) => i % 2 === 1);
        const { body, conflicts } = mergeBodies(base, left, right);
        expect(conflicts).toEqual([]);
        expect(bodyToText(body)).toContain('л добавил');
        expect(bodyToText(body)).toContain('п добавил');
      }),
    );
  });

  it('a settled conflict leaves a valid body', () => {
    fc.assert(
      fc.property(
        threeBodiesArbitrary,
        fc.constantFrom('left' as const, 'right' as const),
        ({ base, left, right }, side) => {
          const { body, conflicts } = mergeBodies(base, left, right);
          const settled = conflicts.reduce((at, conflict) => resolveConflict(at, conflict, side), body);
          expect(assertBody(normalizeBody(settled, countingIds()))).toEqual(settled);
        },
      ),
      RUNS,
    );
  });
});

describe('merge by example', () => {
  const base = buildBody([
    buildSection('s', 'Меры', [buildItem('a', 'раз'), buildItem('b', 'два'), buildItem('c', 'три')]),
    buildGroup('g', ['Совету'], [buildItem('d', 'четыре')]),
  ]);
  const retext = (body: DocumentBody, id: string, text: string) =>
    mapBlocks(body, (block) => (block.id === id ? mapOwnRuns(block, () => [{ type: 'text', text }]) : block));
  const remove = (body: DocumentBody, id: string) =>
    mapBlocks(body, (block) => (block.id === id ? null : block));
  const order = (body: DocumentBody, ids: string[]) =>
    mapBlocks(body, (block) =>
      block.type === 'section'
        ? { ...block, children: ids.map((id) => block.children.find((c) => c.id === id)!) }
        : block,
    );

  it('both reword one point: shown for choice', () => {
    const { body, conflicts } = mergeBodies(base, retext(base, 'a', 'мой'), retext(base, 'a', 'их'));
    expect(conflicts).toMatchObject([{ kind: 'changed', blockId: 'a' }]);
    expect(bodyToText(body)).toContain('мой');
    expect(bodyToText(resolveConflict(body, conflicts[0]!, 'right'))).toContain('их');
  });

  it('one removes the section, the other rewords a point in it: both stay, told', () => {
    const { body, conflicts } = mergeBodies(base, remove(base, 's'), retext(base, 'a', 'новое'));
    expect(conflicts.map(({ kind }) => kind)).toEqual(['removed-changed', 'removed-changed']);
    expect(flattenBlocks(body).map(({ block }) => block.id)).toEqual(['s', 'a', 'g', 'd']);
    const settled = conflicts.reduce((at, conflict) => resolveConflict(at, conflict, 'left'), body);
    expect(flattenBlocks(settled).map(({ block }) => block.id)).toEqual(['g', 'd']);
  });

  it('one reorders, the other rewords and removes: no conflict', () => {
    const left = order(base, ['c', 'a', 'b']);
    const { body, conflicts } = mergeBodies(base, left, remove(retext(base, 'a', 'иначе'), 'b'));
    expect(conflicts).toEqual([]);
    expect(flattenBlocks(body).map(({ block }) => block.id)).toEqual(['s', 'c', 'a', 'g', 'd']);
  });

  it('both reorder one section differently: a conflict of order', () => {
    const { body, conflicts } = mergeBodies(base, order(base, ['c', 'a', 'b']), order(base, ['b', 'a', 'c']));
    expect(conflicts).toMatchObject([{ kind: 'order', parentId: 's' }]);
    const settled = resolveConflict(body, conflicts[0]!, 'right');
    expect(flattenBlocks(settled).map(({ block }) => block.id)).toEqual(['s', 'b', 'a', 'c', 'g', 'd']);
  });

  it('twelve co-organisers add a point at the same place: all stand, in one order whoever saved first', () => {
    const add = (n: number) => ({ ...base, blocks: [...base.blocks, buildItem(`new-${n}`, `от ${n}`)] });
    const saves = Array.from({ length: 12 }, (_, n) => add(n));
    const all = (list: DocumentBody[]) =>
      list.reduce((current, mine) => {
        const { body, conflicts } = mergeBodies(base, mine, current);
        expect(conflicts).toEqual([]);
        return body;
      }, base);
    expect(flattenBlocks(all(saves))).toHaveLength(6 + 12);
    const texts = (body: DocumentBody) =>
      bodyToText(body)
        .split('\n')
        .map((line) => line.replace(/^\d+\. /, ''))
        .sort();
    expect(texts(all(saves))).toEqual(texts(all([...saves].reverse())));
  });

  it('each moves a section into the other: no ring, told', () => {
    const two = buildBody([buildSection('x', 'Икс'), buildSection('y', 'Игрек')]);
    const left = buildBody([buildSection('y', 'Игрек', [buildSection('x', 'Икс')])]);
    const right = buildBody([buildSection('x', 'Икс', [buildSection('y', 'Игрек')])]);
    const { body, conflicts } = mergeBodies(two, left, right);
    expect(flattenBlocks(body)).toHaveLength(2);
    expect(conflicts).toMatchObject([{ kind: 'moved', blockId: 'x' }]);
  });

  it('one makes a paragraph of a point, the other adds a sub-point: the sub-point stands after it', () => {
    const left = mapBlocks(base, (block) => (block.id === 'a' ? buildParagraph('a', 'раз') : block));
    const right = mapBlocks(base, (block) =>
      block.id === 'a' && block.type === 'item' ? { ...block, children: [buildItem('a1', 'под')] } : block,
    );
    const { body, conflicts } = mergeBodies(base, left, right);
    expect(conflicts).toEqual([{ kind: 'hoisted', blockId: 'a', children: ['a1'] }]);
    expect(flattenBlocks(body).map(({ block }) => block.id)).toEqual(['s', 'a', 'a1', 'b', 'c', 'g', 'd']);
  });
});
