import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { canonicalJson } from '~/shared/canonical-json';
import { countingIds } from '~/shared/ids';
import { applyEdit, bodyArbitrary, editArbitrary } from '../../../../../tests/factories/body.arbitrary';
import {
  buildBody,
  buildItem,
  buildParagraph,
  buildSection,
} from '../../../../../tests/factories/body.factory';
import type { Block, DocumentBody } from '../../body/body.schema';
import { assertBody } from '../../body/limits';
import { normalizeBody } from '../../body/normalize';
import { bodyToText } from '../../body/plain-text';
import { flattenBlocks, mapBlocks, mapOwnRuns } from '../../body/walk';
import { applyOps } from './apply-ops';
import { applySuggestions, findUnfit } from './apply-suggestions';
import { diffBodies } from './diff-bodies';
import type { NamedOp, SuggestionOp } from './suggestion-ops.schema';

vi.setConfig({ testTimeout: 60_000 });
const RUNS = { numRuns: 200 };

const named = (ops: readonly SuggestionOp[], who = 's'): NamedOp[] =>
  ops.map((op, i) => ({ id: `${who}${String(i).padStart(3, '0')}`, op }));
/** Reworded blocks normalise only when built by hand. */
const tidy = (body: DocumentBody) => normalizeBody(body, countingIds());

/** Changes a few words of every third block, so that one block carries several suggestions. */
const retouch = (body: DocumentBody): DocumentBody =>
  tidy(
    mapBlocks(body, (block) =>
      block.id.length % 3 === 1
        ? block
        : mapOwnRuns(block, (run) => [
            { type: 'text', text: 'Вновь ' },
            ...run.slice(1),
            { type: 'text', text: ' с тех пор.' },
          ]),
    ),
  );

const pairArbitrary = fc
  .tuple(bodyArbitrary, fc.array(editArbitrary, { maxLength: 6 }), fc.boolean())
  .map(([base, edits, touched]) => {
    const edited = edits.reduce((body, edit) => applyEdit(body, edit, 'п'), base);
    return { base, next: tidy(touched ? retouch(edited) : edited) };
  });

describe('suggestions between two bodies', () => {
  it('reject all = base, accept all = the suggested text, to the letter', () => {
    fc.assert(
      fc.property(pairArbitrary, ({ base, next }) => {
        const ops = named(diffBodies(base, next));
        expect(applyOps(base, []).body).toEqual(base);
        const { body, skipped } = applyOps(base, ops);
        expect([...skipped]).toEqual([]);
        expect(canonicalJson(body)).toBe(canonicalJson(next));
      }),
      RUNS,
    );
  });

  it('taken one by one in any order they come to the same text, and none spoils another', () => {
    fc.assert(
      fc.property(pairArbitrary, fc.infiniteStream(fc.nat(1000)), ({ base, next }, dice) => {
        let waiting = named(diffBodies(base, next));
        const accepted: NamedOp[] = [];
        let current = base;
        // What depends on another (a block moved into a new section) waits for it; each round takes some.
        while (waiting.length > 0) {
          const order = waiting
            .map((one) => ({ one, key: dice.next().value as number }))
            .sort((a, b) => a.key - b.key)
            .map(({ one }) => one);
          const left: NamedOp[] = [];
          for (const one of order) {
            const { body, applied } = applySuggestions({ base, accepted, chosen: [one], current });
            if (applied.length === 0) left.push(one);
            else {
              accepted.push(one);
              current = body;
              expect(assertBody(current)).toEqual(current);
            }
          }
          expect(left.length).toBeLessThan(waiting.length);
          waiting = left;
        }
        expect(canonicalJson(current)).toBe(canonicalJson(next));
      }),
      RUNS,
    );
  });

  it('a repeated acceptance changes nothing', () => {
    fc.assert(
      fc.property(pairArbitrary, ({ base, next }) => {
        const chosen = named(diffBodies(base, next));
        const again = applySuggestions({ base, accepted: [], chosen, current: next });
        expect(again.body).toEqual(next);
        expect(again.unfit).toEqual([]);
      }),
      RUNS,
    );
  });

  it('loses no word that was not suggested for deletion', () => {
    fc.assert(
      fc.property(pairArbitrary, fc.array(fc.boolean()), ({ base, next }, take) => {
        const ops = named(diffBodies(base, next)).filter((_, i) => take[i] ?? false);
        const gone = new Set(ops.flatMap(({ op }) => (op.kind === 'delete-block' ? op.ids : [])));
        const { body } = applyOps(base, ops);
        const left = new Set(flattenBlocks(body).map(({ block }) => block.id));
        for (const { block } of flattenBlocks(base))
          if (!gone.has(block.id)) expect(left).toContain(block.id);
        expect(assertBody(body)).toEqual(body);
      }),
      RUNS,
    );
  });
});

const text = (id: string, words: string): Block => buildParagraph(id, words);
const reword = (body: DocumentBody, id: string, words: string) =>
  mapBlocks(body, (block) => (block.id === id ? text(id, words) : block));

describe('acceptance into a text that went on', () => {
  const base = buildBody([text('a', 'один два три четыре пять'), text('b', 'шесть семь')]);

  it('takes a suggestion beside words that the drafter changed in the same block', () => {
    const chosen = named(diffBodies(base, reword(base, 'a', 'один два три четыре ПЯТЬ')));
    const current = reword(base, 'a', 'ОДИН два три четыре пять');
    const { body, unfit } = applySuggestions({ base, accepted: [], chosen, current });
    expect(unfit).toEqual([]);
    expect(bodyToText(body)).toBe('ОДИН два три четыре ПЯТЬ\nшесть семь');
  });

  it('leaves out what was said of words that are gone, and takes the rest', () => {
    const wanted = reword(reword(base, 'a', 'один два ТРИ четыре пять'), 'b', 'шесть СЕМЬ');
    const current = reword(base, 'a', 'один два 3 четыре пять');
    const { body, applied, unfit } = applySuggestions({
      base,
      accepted: [],
      chosen: named(diffBodies(base, wanted)),
      current,
    });
    expect([applied.length, unfit.length]).toEqual([1, 1]);
    expect(bodyToText(body)).toBe('один два 3 четыре пять\nшесть СЕМЬ');
  });

  it('repeated words are not mixed up', () => {
    const same = buildBody([text('a', 'а а а а')]);
    const first: NamedOp = {
      id: 'x',
      op: {
        kind: 'replace-text',
        blockId: 'a',
        run: 0,
        at: 0,
        removed: [{ type: 'text', text: 'а ' }],
        inserted: [],
      },
    };
    const third: NamedOp = { id: 'y', op: { ...first.op, at: 4 } as SuggestionOp };
    const one = applySuggestions({ base: same, accepted: [], chosen: [first], current: same }).body;
    const two = applySuggestions({ base: same, accepted: [first], chosen: [third], current: one });
    expect(bodyToText(two.body)).toBe('а а');
  });

  it('rivals both fit until one of them is taken', () => {
    const [first] = named(diffBodies(base, reword(base, 'b', 'шесть СЕМЬ')), 'p');
    const [second] = named(diffBodies(base, reword(base, 'b', 'шесть 7')), 'q');
    const chosen = [first!, second!];
    expect(findUnfit({ base, accepted: [], chosen, current: base }).size).toBe(0);
    const { body } = applySuggestions({ base, accepted: [], chosen: [first!], current: base });
    expect([...findUnfit({ base, accepted: [first!], chosen: [second!], current: body })]).toEqual([
      second!.id,
    ]);
  });

  it('a point proposed for deletion that was rewritten since stays', () => {
    const nested = buildBody([buildSection('s', 'Часть', [buildItem('i', 'пункт')]), text('z', 'конец')]);
    const without = mapBlocks(nested, (block) => (block.id === 'i' ? null : block));
    const current = mapBlocks(nested, (block) => (block.id === 'i' ? buildItem('i', 'другой пункт') : block));
    const { body, unfit } = applySuggestions({
      base: nested,
      accepted: [],
      chosen: named(diffBodies(nested, without)),
      current,
    });
    expect(unfit).toHaveLength(1);
    expect(body).toEqual(current);
  });

  it('a new point finds its place after its neighbour is gone', () => {
    const grown = { ...base, blocks: [base.blocks[0]!, text('n', 'новый'), base.blocks[1]!] };
    const current = { ...base, blocks: [base.blocks[1]!] };
    const { body, unfit } = applySuggestions({
      base,
      accepted: [],
      chosen: named(diffBodies(base, grown)),
      current,
    });
    expect(unfit).toEqual([]);
    expect(bodyToText(body)).toBe('новый\nшесть семь');
  });
});
