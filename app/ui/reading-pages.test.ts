import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import {
  answerBeforeRemix,
  answerFromKept,
  createReadingPages,
  keepPage,
  pageKey,
  readingPages,
} from './reading-pages.server';

const page = (size: number) => ({
  etag: 'W/"a"',
  headers: [],
  plain: new Uint8Array(size),
  gzip: new Uint8Array(0),
});

it('drops the least recently used, by count and by bytes', () => {
  const pages = createReadingPages({ entries: 2, bytes: 10 });
  pages.put('a', page(1));
  pages.put('b', page(1));
  pages.find('a');
  pages.put('c', page(1));
  expect(['a', 'b', 'c'].map((key) => pages.find(key) !== null)).toEqual([true, false, true]);
  pages.put('c', page(9));
  expect(['a', 'c'].map((key) => pages.find(key) !== null)).toEqual([true, true]);
  pages.put('big', page(11));
  expect(pages.find('big')).toBeNull();
  pages.put('d', page(10));
  expect(pages.find('c')).toBeNull();
});

it('keeps a page under its language and only at its usual addresses', () => {
  const key = (address: string, language: string) => pageKey(new URL(address, 'https://a.example'), language);
  expect(key('/p/a', 'en')).toBe('en https:/p/a');
  expect(key('/p/a?lang=ru', 'en')).toBe('ru https:/p/a?lang=ru');
  expect(key('/p/a?x=1', 'ru')).toBeNull();
});

it('answers 304, compressed or plain', () => {
  const kept = keepPage(
    '<p>Привет</p>',
    'W/"abc-ru"',
    new Headers({ ETag: 'W/"abc-ru"', Vary: 'Accept-Language' }),
  );
  expect(answerFromKept(kept, { ifNoneMatch: 'W/"x", W/"abc-ru"' })).toMatchObject({
    status: 304,
    body: null,
  });
  const packed = answerFromKept(kept, { acceptEncoding: 'br, gzip' });
  expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', etag: 'W/"abc-ru"' });
  expect(gunzipSync(packed.body ?? new Uint8Array()).toString()).toBe('<p>Привет</p>');
  expect(answerFromKept(kept, {}).headers).not.toHaveProperty('content-encoding');
});

it('answers before Remix only while the document has not changed', async () => {
  const url = new URL('https://a.example/p/a');
  let asked = 0;
  const tag = (value: string | null) => async () => {
    asked += 1;
    return value;
  };
  expect(await answerBeforeRemix({ url }, tag('abc'))).toBeNull();
  expect(asked).toBe(0);
  readingPages.put('ru https:/p/a', keepPage('text', 'W/"abc-ru-1"', new Headers()));
  expect(await answerBeforeRemix({ url }, tag('abc'))).toMatchObject({ status: 200 });
  expect(await answerBeforeRemix({ url }, tag('abd'))).toBeNull();
  expect(await answerBeforeRemix({ url }, tag(null))).toBeNull();
});
