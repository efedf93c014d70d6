// What proves that nothing was altered: a re-saved file against the issued one, the history and the journal as files.
import { readFile } from 'node:fs/promises';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { axeFindings, sidewaysScroll } from '../support/page-checks';
import { demo, people, plain, visit } from '../support/tier';

const published = demo.documents.find(({ slug }) => slug !== null)!;
const verify = `/verify/${published.verifyCode}`;
const history = `/documents/${published.id}/history`;

async function issuedDocx() {
  const html = await (await fetch(`${demo.url}/p/${published.slug}`)).text();
  const href = /href="([^"]+\.docx)"/.exec(html)?.[1];
  return Buffer.from(await (await fetch(`${demo.url}${href}`)).arrayBuffer());
}
async function resaved(word?: [string, string]) {
  const parts = unzipSync(await issuedDocx());
  const body = strFromU8(parts['word/document.xml']!);
  if (word) {
    expect(body).toContain(word[0]);
    parts['word/document.xml'] = strToU8(body.replace(...word));
  }
  const mimeType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  return { name: 'мой.docx', mimeType, buffer: Buffer.from(zipSync(parts, { level: 1 })) };
}
const send = (page: Page) => page.getByRole('button', { name: 'Отправить и сверить текст' });
const told = (page: Page) => page.locator('[data-result]');

export function proofsJourney(): void {
  it('compares a re-saved DOCX by its words, after the person says so', async () => {
    const page = await visit();
    await page.goto(verify);
    await send(page).waitFor({ state: 'hidden' });
    const sent: string[] = [];
    page.on('request', (one) => sent.push(one.method()));
    const input = page.getByLabel('Файл для сверки');
    await input.setInputFiles({ ...(await resaved()), buffer: await issuedDocx() });
    await page.getByText('Файл подлинный').waitFor();
    expect(await send(page).isVisible()).toBe(false);
    await input.setInputFiles(await resaved());
    await page.getByText('Побайтно файл не совпадает').waitFor();
    expect(sent).toEqual([]);
    await send(page).click();
    await page.getByText('Файл пересохранён, текст совпадает').waitFor();
    expect(sent).toContain('POST');
    expect(await axeFindings(page)).toEqual([]);
  });

  it('does so without JavaScript, sees a changed word and tells why a file is not read', async () => {
    const page = await visit({ javaScript: false, width: 360 });
    await page.goto(verify);
    const answers: [Awaited<ReturnType<typeof resaved>>, RegExp][] = [
      [{ ...(await resaved()), buffer: await issuedDocx() }, /совпадает байт в байт/],
      [await resaved(), /пересохранён, текст совпадает/],
      [await resaved(['СОГЛАСОВАНО', 'ОТКЛОНЕНО']), /Текст отличается/],
      [{ name: 'мой.docx', mimeType: 'text/plain', buffer: Buffer.from('просто слова') }, /Не прочитан/],
    ];
    for (const [file, answer] of answers) {
      await page.getByLabel('Файл для сверки').setInputFiles(file);
      await send(page).click();
      await told(page).filter({ hasText: answer }).waitFor();
      expect(await sidewaysScroll(page)).toBe(0);
    }
  });

  it('finds the document by the file alone: by its bytes in the browser, by the code in it when it was saved anew', async () => {
    const page = await visit();
    await page.goto('/verify');
    const posts: string[] = [];
    page.on('request', (one) => one.method() === 'POST' && posts.push(one.url()));
    const original = { ...(await resaved()), buffer: await issuedDocx() };
    await page.getByLabel('Файл для сверки').setInputFiles(original);
    await page.waitForURL(/\/verify\/.+sha256=/);
    await page.getByText('Файл совпадает байт в байт').waitFor();
    expect(posts).toEqual([]);

    const open = await visit({ javaScript: false });
    await open.goto('/verify');
    await open.getByLabel('Файл для сверки').setInputFiles(original);
    await send(open).click();
    await told(open).filter({ hasText: 'байт в байт' }).waitFor();
    await open.goto('/verify');
    await open.getByLabel('Файл для сверки').setInputFiles(await resaved());
    await send(open).click();
    await open.getByRole('heading', { name: 'Подлинник' }).waitFor();
    await told(open).filter({ hasText: 'пересохранён, текст совпадает' }).waitFor();
    await open.goto('/verify');
    const foreign = { name: 'чужой.docx', mimeType: 'text/plain', buffer: Buffer.from('слова') };
    await open.getByLabel('Файл для сверки').setInputFiles(foreign);
    await send(open).click();
    await told(open).filter({ hasText: 'нет кода проверки' }).waitFor();
  });

  it('takes no file from another site and no file that is too large', async () => {
    const post = (bytes: number, headers: Record<string, string>) => {
      const form = new FormData();
      form.set('file', new Blob([new Uint8Array(bytes)]), 'a.docx');
      return fetch(`${demo.url}${verify}`, { method: 'POST', body: form, headers });
    };
    expect((await post(10, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await post(6 * 1024 * 1024, { origin: demo.url })).status).toBe(413);
  });

  it('shows the history by pages and gives it as a file, without scripts; the file is noted', async () => {
    const page = await visit({ as: people.secretary, javaScript: false });
    await page.goto(history);
    await page.getByRole('heading', { level: 2, name: 'История' }).waitFor();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Скачать CSV' }).click();
    const text = await readFile(await (await saving).path(), 'utf8');
    expect(text.startsWith('\uFEFF№ записи;')).toBe(true);
    expect(text).toContain('Голова журнала');
    await expect
      .poll(
        async () => {
          await page.goto(history);
          return page.getByText('выгрузил(а) историю документа (CSV)').count();
        },
        { timeout: 15_000 },
      )
      .toBe(1);
    const first = /^(\d+);/m.exec(text.split('\r\n').at(2) ?? '')?.[1];
    await page.goto(`${history}?before=${first}`);
    await page.getByRole('link', { name: 'К последним записям' }).waitFor();
    await page.getByText('создал(а) документ').waitFor();
  });

  it('gives the journal to an administrator and to nobody else', async () => {
    const page = await visit({ as: people.administrator });
    await page.goto('/settings');
    await page.getByRole('link', { name: /Журнал действий/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Журнал действий' }).waitFor();
    await page.getByLabel('Действие').selectOption({ label: 'документ создан' });
    await page.getByRole('button', { name: 'Показать', exact: true }).click();
    await page.waitForURL(/what=document.created/);
    const entries = page.locator('section[aria-labelledby=entries] li');
    expect(plain(await entries.first().textContent())).toMatch(/№ \d+.*создал\(а\) документ из шаблона/);
    await page.getByLabel('День').fill('2001-01-01');
    await page.getByRole('button', { name: 'Показать', exact: true }).click();
    await page.getByText('Таких записей нет').waitFor();
    await page.getByRole('link', { name: 'Сбросить отбор' }).click();
    await entries.first().waitFor();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Скачать JSON' }).click();
    const file = JSON.parse(await readFile(await (await saving).path(), 'utf8'));
    expect(file.entries.at(-1)).toMatchObject(file.head);
    const other = await visit({ as: people.secretary });
    expect((await other.goto('/settings/journal'))?.status()).toBe(404);
  });

  it.each([360, 1280])('is legible and accessible at %i px', async (width) => {
    const page = await visit({ as: people.administrator, width, dark: width === 360 });
    for (const path of [history, '/settings/journal', verify, '/verify']) {
      await page.goto(path);
      expect(await axeFindings(page), path).toEqual([]);
      expect(await sidewaysScroll(page), path).toBe(0);
    }
  });
}
