import fc from 'fast-check';
import { expect, it } from 'vitest';
import { copyPlain } from './copy-plain';

const key = fc.string().filter((one) => one !== '__proto__');
const value = fc.object({ key, maxDepth: 4, withDate: true, withNullPrototype: false });

it('gives what structuredClone gives, and shares no array and no object', () => {
  fc.assert(
    fc.property(value, (original) => {
      const copy = copyPlain(original);
      expect(copy).toEqual(structuredClone(original));
      const shared = (a: unknown, b: unknown): boolean => {
        if (typeof a !== 'object' || a === null || a instanceof Date) return false;
        if (a === b) return true;
        return Object.keys(a).some((key) => shared(a[key as never], (b as object)[key as never]));
      };
      expect(shared(original, copy)).toBe(false);
    }),
  );
});
