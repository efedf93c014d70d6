import { expect, it } from 'vitest';
import { createPageCache } from './page-cache';

const counter = () => {
  let rendered = 0;
  const render = (text: string) => () => {
    rendered += 1;
    return text;
  };
  return { render, count: () => rendered };
};

it('renders a page once and drops the least recently used', () => {
  const cache = createPageCache({ entries: 2, characters: 1000 });
  const { render, count } = counter();
  cache.get('a', render('a'));
  cache.get('b', render('b'));
  expect(cache.get('a', render('other'))).toBe('a');
  cache.get('c', render('c'));
  expect(count()).toBe(3);
  cache.get('a', render('a'));
  expect(count()).toBe(3);
  cache.get('b', render('b'));
  expect(count()).toBe(4);
});

it('holds no more characters than allowed and serves larger pages without keeping them', () => {
  const cache = createPageCache({ entries: 10, characters: 10 });
  const { render, count } = counter();
  cache.get('big', render('x'.repeat(11)));
  cache.get('big', render('x'.repeat(11)));
  expect(count()).toBe(2);
  cache.get('a', render('123456'));
  cache.get('b', render('123456'));
  cache.get('a', render('123456'));
  expect(count()).toBe(5);
});
