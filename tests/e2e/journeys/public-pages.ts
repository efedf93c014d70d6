// What anybody may read: the published document, its proof, the feed and the map of the site.
import { createHash } from 'node:crypto';
import { request } from 'playwright-core';
import { expect, it } from 'vitest';
import { demo, visit } from '../support/tier';

const published = demo.documents.find(({ slug }) => slug !== null)!;
const unpublished = demo.documents.find(({ slug, verifyCode }) => slug === null && verifyCode !== null)!;
const address = `/p/${published.slug}`;

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${demo.url}${path}`, { headers: { 'accept-language': 'ru', ...headers }, redirect: 'manual' });

export function publicPagesJourney(): void {
  it('serves the document without scripts and cookies, and unchanged only as «not modified»', async () => {
    const page = await get(address, { cookie: 'khartia-session=whatever' });
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(html).not.toMatch(/<script/i);
    expect(page.headers.getSetCookie()).toEqual([]);
    const etag = page.headers.get('etag') ?? '';
    expect(etag).not.toBe('');
    const verify = await get(`/verify/${published.verifyCode}`);
    expect((await verify.text()).match(/<script[^>]*>/g)).toEqual([
      '<script src="/verify-file.js" defer="">',
    ]);
    expect(verify.headers.getSetCookie()).toEqual([]);
    const again = await get(address, { 'if-none-match': etag });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  });

  it('is read without JavaScript: title, points, files, outline', async () => {
    const page = await visit({ javaScript: false });
    await page.goto(address);
    await page.getByRole('heading', { level: 1, name: published.title, exact: true }).waitFor();
    expect(await page.getByRole('article', { name: 'Текст документа' }).textContent()).toContain(
      'СОГЛАСОВАНО',
    );
    const outline = page.getByRole('navigation', { name: 'Оглавление' });
    expect(await outline.getByRole('link').count()).toBe(19);
    await outline.getByRole('link').last().click();
    const target = decodeURIComponent(new URL(page.url()).hash.slice(1));
    expect(await page.locator(`[id="${target}"]`).count()).toBe(1);
  });

  it('has a well-formed feed and site map that name every published document and none that is not', async () => {
    const page = await visit();
    await page.goto('/verify');
    const slugs = demo.documents.flatMap(({ slug }) => slug ?? []);
    for (const path of ['/feed.xml', '/sitemap.xml']) {
      const answer = await get(path);
      const xml = await answer.text();
      expect(answer.headers.get('content-type')).toMatch(/xml/);
      const { broken, links } = await page.evaluate((text) => {
        const parsed = new DOMParser().parseFromString(text, 'application/xml');
        const entries = [...parsed.querySelectorAll('entry > link'), ...parsed.querySelectorAll('url > loc')];
        return {
          broken: parsed.querySelector('parsererror')?.textContent ?? null,
          links: entries.map((entry) => entry.getAttribute('href') ?? entry.textContent ?? ''),
        };
      }, xml);
      expect(broken).toBeNull();
      const named = links.flatMap((link) => /\/p\/(.+)$/.exec(link)?.[1] ?? []).map(decodeURIComponent);
      expect(named).toEqual(expect.arrayContaining(slugs));
      expect(xml).not.toContain('Протокол заседания');
    }
  });

  it('proves a code, and compares a dropped file in the browser without sending it', async () => {
    const page = await visit();
    await page.goto('/verify');
    await page.getByLabel('Код проверки').fill(published.verifyCode!.toLowerCase());
    await page.getByRole('button', { name: 'Проверить' }).click();
    await page.getByRole('heading', { name: 'Подлинник' }).waitFor();

    const api = await request.newContext({ baseURL: demo.url });
    const href = await page.evaluate(async (path) => {
      const html = await (await fetch(path)).text();
      return new DOMParser()
        .parseFromString(html, 'text/html')
        .querySelector('a[download$=".pdf"]')!
        .getAttribute('href');
    }, address);
    const pdf = await (await api.get(href!)).body();
    await api.dispose();
    const sum = createHash('sha256').update(pdf).digest('hex');

    const sent: string[] = [];
    page.on('request', (one) => sent.push(one.url()));
    const input = page.getByLabel('Файл для сверки');
    await input.setInputFiles({ name: 'мой.pdf', mimeType: 'application/pdf', buffer: pdf });
    await page.getByText('Файл подлинный').waitFor();
    await page.getByText(`Контрольная сумма вашего файла: ${sum}`).waitFor();

    const changed = Buffer.concat([pdf, Buffer.from('\n')]);
    const transfer = await page.evaluateHandle(
      (bytes) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], 'чужой.pdf', { type: 'application/pdf' }));
        return data;
      },
      [...changed],
    );
    await page.locator('[data-file-check]').dispatchEvent('drop', { dataTransfer: transfer });
    await page.getByText('Файл не совпадает ни с одним выпущенным').waitFor();
    expect(sent).toEqual([]);
  });

  it('says what to do with an unknown code, and tells nothing of an unpublished document but its state', async () => {
    const page = await visit({ javaScript: false });
    const answer = await page.goto('/verify/ZZZZ99ZZZZ');
    expect(answer?.status()).toBe(404);
    await page.getByText('Такого кода здесь нет').waitFor();

    await page.goto(`/verify/${unpublished.verifyCode}`);
    await page.getByRole('heading', { name: 'Подлинник' }).waitFor();
    expect(await page.getByRole('link', { name: 'Открыть документ' }).count()).toBe(0);
  });
}
