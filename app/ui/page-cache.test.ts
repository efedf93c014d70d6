import { expect, it } from 'vitest';
import { createPageCache } from './page-cache';

const maker = () => {
  let made = 0;
  const make = (size: number) => () => {
    made += 1;
    return { plain: new Uint8Array(size), gzip: new Uint8Array(0) };
  };
  return { make, count: () => made };
};

it('makes a page once and drops the least recently used', () => {
  const cache = createPageCache({ entries: 2, bytes: 1000 });
  const { make, count } = maker();
  cache.get('a', make(1));
  cache.get('b', make(2));
  expect(cache.get('a', make(99)).plain.length).toBe(1);
  cache.get('c', make(3));
  expect(count()).toBe(3);
  cache.get('a', make(1));
  expect(count()).toBe(3);
  cache.get('b', make(2));
  expect(count()).toBe(4);
});

it('holds no more bytes than allowed and serves larger pages without keeping them', () => {
  const cache = createPageCache({ entries: 10, bytes: 10 });
  const { make, count } = maker();
  cache.get('big', make(11));
  cache.get('big', make(11));
  expect(count()).toBe(2);
  cache.get('a', make(6));
  cache.get('b', make(6));
  cache.get('a', make(6));
  expect(count()).toBe(5);
});
