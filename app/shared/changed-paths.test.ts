import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedPaths } from './changed-paths';

const leaf = fc.oneof(
  fc.integer({ max: 3 }),
  fc.constantFrom('а', 'b', null),
  fc.date({ noInvalidDate: true }),
);
const plainOf = (...keys: string[]) =>
  fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      leaf,
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom(...keys), tie('value'), { maxKeys: 3 }),
    ),
  })).value;
const NAMES = ['a', 'b', 'c', '0'];
const plain = plainOf(...NAMES, 'x.y', '$z', '');

type Holder = Record<string, unknown>;
/** As a store carries out `$set`, one path after another. */
function setAll(root: Holder, paths: Holder): unknown {
  for (const [path, value] of Object.entries(paths)) {
    const names = path.split('.');
    const last = names.pop()!;
    const holder = names.reduce<Holder>((at, name) => at[name] as Holder, root);
    holder[last] = value;
  }
  return root.route;
}

describe('changed paths', () => {
  it('make of the one value the other', () => {
    fc.assert(
      fc.property(plain, plain, (before, after) => {
        const paths = changedPaths(before, after, 'route');
        expect(setAll({ route: structuredClone(before) }, paths)).toEqual(after);
      }),
      { numRuns: 2000 },
    );
  });
  it('are none between equal values', () => {
    fc.assert(
      fc.property(plainOf(...NAMES), (value) => {
        expect(changedPaths(value, structuredClone(value), 'route')).toEqual({});
      }),
    );
  });
  it('name what one decision changes, not the whole route', () => {
    const place = (key: string, state: string) => ({ key, state });
    const before = {
      steps: [{ places: [place('p0', 'asked'), place('p1', 'asked')] }],
      pending: ['p0', 'p1'],
      made: [],
    };
    const after = {
      steps: [{ places: [place('p0', 'agreed'), place('p1', 'asked')] }],
      pending: ['p1'],
      made: ['d1'],
    };
    expect(changedPaths(before, after, 'route')).toEqual({
      'route.steps.0.places.0.state': 'agreed',
      'route.pending': ['p1'],
      'route.made': ['d1'],
    });
  });
});
