// From the hall to the text: a visitor without scripts proposes on a phone, a moderator takes it, the summary holds it.
import { request } from 'playwright-core';
import { extractText, getDocumentProxy } from 'unpdf';
import { expect, it } from 'vitest';
import { axeFindings, sidewaysScroll } from '../support/page-checks';
import { demo, field, people, plain, sessionOf, visit } from '../support/tier';

const discussed = demo.documents.find(({ discussionCode }) => discussionCode !== null)!;
const open = `/d/${discussed.discussionCode}`;
const desk = `/documents/${discussed.id}/discussion`;
const WORDS = 'Поставить у каждого подъезда доску с телефонами служб';

export function discussionJourney(): void {
  it('a visitor on a phone without JavaScript proposes, is refused without loss, sends, and finds his answer page', async () => {
    const page = await visit({ javaScript: false, width: 360 });
    await page.goto(open);
    expect(plain(await page.textContent('header h1, main h1'))).toContain('Двор без конфликтов');
    expect(plain(await page.textContent('main'))).toContain('ПРОЕКТ, версия 1 от');
    expect(await sidewaysScroll(page)).toBe(0);
    expect(await page.locator('script').count()).toBe(0);
    await page.getByRole('link', { name: /^Предложить: п\.\s1\.1$/ }).click();
    expect(await page.getByLabel('К чему относится').inputValue()).not.toBe('');
    await page.getByLabel('Что вы предлагаете').selectOption('new-point');
    await page.getByLabel('Почему').fill('Не у всех есть интернет.');
    await field(page, 'Имя').fill('Образцова Вера');
    const send = page.getByRole('button', { name: 'Отправить предложение' });
    await send.click();
    const refused = plain(await page.textContent('main'));
    expect(refused).toContain('Напишите предложение');
    expect(refused).toContain('только с согласием');
    expect(await page.getByLabel('Почему').inputValue()).toBe('Не у всех есть интернет.');
    await field(page, 'Предложение').fill(WORDS);
    await page.getByLabel('Согласие на обработку персональных данных').check();
    // A form sent at once is refused with all its text; the same button works a moment later.
    await expect
      .poll(
        async () => {
          if (await send.isVisible()) await send.click();
          return page.url();
        },
        { timeout: 20_000, interval: 700 },
      )
      .toContain('/my/');
    const receipt = plain(await page.textContent('main'));
    expect(receipt).toMatch(/Предложение № \d+ получено/);
    expect(receipt).toContain('не рассмотрено');
    expect(receipt).toContain(WORDS);
    expect(await page.context().cookies()).toEqual([]);
  });

  it('a moderator sees it, the name only when he asks for it, and takes it into the text', async () => {
    const page = await visit({ as: people.drafter });
    await page.goto(`${desk}?status=new`);
    const card = page.getByRole('article').filter({ hasText: WORDS });
    await card.waitFor();
    expect(await card.textContent()).not.toContain('Образцова');
    await page.getByRole('button', { name: 'Показать имена и адреса' }).click();
    await card.getByText('Образцова Вера').waitFor();
    await card.getByText('Взять в текст', { exact: true }).click();
    await card.getByRole('button', { name: 'Внести в рабочий текст' }).click();
    await page.getByText('Предложение внесено в рабочий текст').waitFor();
    await page.goto(`${desk}?status=accepted`);
    await page.getByRole('article').filter({ hasText: WORDS }).getByText('Взято в текст').waitFor();
  });

  it('answers many at once; the summary as PDF holds the proposals and no name', async () => {
    const page = await visit({ as: people.secretary, javaScript: false });
    await page.goto(`${desk}?status=new`);
    for (const box of await page.getByRole('checkbox', { name: /^Отметить предложение/ }).all())
      await box.check();
    await page.locator('#marked-proposals summary').click();
    const bulk = page.locator('#marked-proposals');
    await bulk.getByText('принято частично').click();
    await bulk.getByLabel('Основание или ответ').fill('Учтено в новой редакции.');
    await bulk.getByRole('button', { name: 'Ответить на отмеченные' }).click();
    await page.getByText('Под эти условия ничего не подходит').waitFor();
    const api = await request.newContext({
      baseURL: demo.url,
      storageState: await sessionOf(people.secretary),
    });
    const pdf = await api.get(`${desk}/svod.pdf`);
    expect(pdf.headers()['content-type']).toBe('application/pdf');
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(await pdf.body())), {
      mergePages: true,
    });
    const words = plain(text.replace(/\u00ad/g, '').replace(/(?<=\p{Ll})-\s?(?=\p{Ll})/gu, ''));
    expect(words).toContain('СВОД ПРЕДЛОЖЕНИЙ');
    expect(words).toContain('доску с телефонами служб');
    expect(words).toContain('без указания автора');
    expect(words).not.toContain('Образцова');
    await api.dispose();
  });

  it('has accessible pages on a phone and a desktop, light and dark', async () => {
    for (const [path, as] of [
      [open, undefined],
      [`${open}/propose`, undefined],
      [`${open}/sheet`, undefined],
      [desk, people.secretary],
      [`/documents/${discussed.id}/svod`, people.secretary],
    ] as const) {
      for (const width of [360, 1280]) {
        const page = await visit({ width, dark: width === 360, ...(as ? { as } : {}) });
        await page.goto(path);
        expect(await axeFindings(page), `${path} at ${width}`).toEqual([]);
        expect(await sidewaysScroll(page), `${path} at ${width}`).toBe(0);
        await page.close();
      }
    }
  });

  it('is not found by a wrong code, and asks search engines to stay away', async () => {
    const answer = await fetch(`${demo.url}/d/zzzzzzzzzz`);
    expect(answer.status).toBe(404);
    const page = await fetch(`${demo.url}${open}`);
    expect(page.headers.getSetCookie()).toEqual([]);
    expect(await page.text()).toContain('noindex');
  });
}
