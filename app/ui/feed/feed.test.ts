import { expect, it } from 'vitest';
import { atomFeed } from './atom';
import { sitemap } from './sitemap';

it('escapes what a title may hold', () => {
  const xml = atomFeed({
    origin: 'https://khartia.example',
    title: 'Хартия',
    updatedAt: '2026-01-02T00:00:00.000Z',
    entries: [
      {
        slug: 'rezolyuciya-1',
        title: 'О «правилах» <script>alert("1")</script> & прочем\u0007',
        kindName: 'резолюция',
        date: null,
        publishedAt: '2026-01-01T00:00:00.000Z',
        updatedAt: '2026-01-02T00:00:00.000Z',
        summary: '',
      },
    ],
  });
  expect(xml).toContain('О «правилах» &lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; прочем<');
  expect(xml).toContain('<id>https://khartia.example/p/rezolyuciya-1</id>');
});

it('lists pages with their last change', () => {
  expect(
    sitemap('https://khartia.example', [{ path: '/' }, { path: '/p/a', updatedAt: '2026-01-02' }]),
  ).toContain('<url><loc>https://khartia.example/p/a</loc><lastmod>2026-01-02</lastmod></url>');
});
