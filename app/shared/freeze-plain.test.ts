import { expect, it } from 'vitest';
import { freezePlain } from './freeze-plain';

it('freezes what is nested and leaves dates and bytes', () => {
  const value = freezePlain({ list: [{ a: 1 }], at: new Date(0), bytes: new Uint8Array(2) });
  expect(() => value.list.push({ a: 2 })).toThrow(TypeError);
  expect(() => Object.assign(value.list[0] ?? {}, { a: 2 })).toThrow(TypeError);
  value.at.setTime(5);
  value.bytes[0] = 1;
  expect([value.at.getTime(), value.bytes[0]]).toEqual([5, 1]);
});
