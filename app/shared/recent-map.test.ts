import { expect, it } from 'vitest';
import { recentMap } from './recent-map';

it('keeps the values set last', () => {
  const map = recentMap<string, number>(2);
  map.set('a', 1);
  map.set('b', 2);
  map.set('a', 3);
  map.set('c', 4);
  expect(['a', 'b', 'c'].map(map.get)).toEqual([3, undefined, 4]);
  map.delete('a');
  expect(map.get('a')).toBeUndefined();
});

it('keeps what is asked for longer than what is not', () => {
  const map = recentMap<string, number>(2);
  map.set('a', 1);
  map.set('b', 2);
  map.get('a');
  map.set('c', 3);
  expect(['a', 'b', 'c'].map(map.get)).toEqual([1, undefined, 3]);
});
