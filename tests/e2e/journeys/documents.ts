// The secretary's desk: the list and its address, a document and its parts, the issued files as they were stored.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { demo, hydrated, people, visit } from '../support/tier';

const adopted = demo.documents.find(({ kind, slug }) => kind === 'resolution' && slug !== null)!;

export function documentsJourney(): void {
  it('keeps search, conditions and order of the list in its address', async () => {
    const page = await visit({ as: people.secretary });
    await page.goto('/documents');
    await hydrated(page);
    const cards = page.getByRole('main').getByRole('heading', { level: 2 }).getByRole('link');
    expect(await cards.count()).toBe(demo.documents.length);

    await page
      .getByRole('region', { name: 'Вид документа' })
      .getByRole('link', { name: /^Резолюция/ })
      .click();
    await page.waitForURL(/kind=resolution/);
    await page.getByText(/^\d+ документ/).waitFor();
    await page.getByLabel('Порядок').selectOption({ label: 'По названию' });
    await page.waitForURL(/sort=title/);
    await page.waitForFunction(() => !document.querySelector('[role=progressbar]'));
    const titles = await cards.allTextContents();
    expect(titles).toEqual([...titles].sort((a, b) => a.localeCompare(b, 'ru')));

    await page.getByRole('searchbox', { name: 'Найти по названию или номеру' }).fill('форума');
    await page.getByRole('button', { name: 'Найти' }).click();
    await page.getByText('1 документ').waitFor();
    const parameters = new URL(page.url()).searchParams;
    expect(Object.fromEntries(parameters)).toEqual({ kind: 'resolution', sort: 'title', q: 'форума' });
    await page.reload();
    await page.getByText('1 документ').waitFor();
    await page.goBack();
    await page.getByText(/^\d+ документ/).waitFor();
  });

  it('says what to do when nothing fits, and frees the conditions', async () => {
    const page = await visit({ as: people.secretary });
    await page.goto('/documents?q=такого-нет&kind=protocol');
    await page.getByText('По этим условиям ничего не нашлось').waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Снять все условия' }).last().click();
    await page.getByText(/^\d+ документ/).waitFor();
  });

  it('shows a document as paper, its route, versions, files and history', async () => {
    const page = await visit({ as: people.secretary });
    await page.goto(`/documents/${adopted.id}`);
    const tabs = page.getByRole('navigation', { name: 'Разделы документа' });
    const open = async (name: RegExp, text: string | RegExp) => {
      await tabs.getByRole('link', { name }).click();
      await page.getByRole('main').getByText(text).first().waitFor();
    };
    await page.getByRole('heading', { level: 1, name: adopted.title, exact: true }).waitFor();
    const paper = await page.getByRole('article', { name: 'Текст документа' }).textContent();
    expect(paper).toMatch(/19\.\s*[А-Я]/);
    await open(/^Маршрут/, 'Согласование соорганизаторами');
    await page.getByText('Дозоров Виктор Алексеевич').first().waitFor();
    await open(/^Версии/, 'Учтено замечание');
    await open(/^История/, /опубликова/i);
    await open(/^Файлы/, /^Скачать .*\.docx$/);
    await page.goBack();
  });

  it('gives the issued PDF byte for byte as its hash says, and to nobody who may not read it', async () => {
    const page = await visit({ as: people.secretary });
    await page.goto(`/documents/${adopted.id}?tab=files`);
    const link = page.getByRole('link', { name: /^Скачать .*\.pdf$/ });
    const saving = page.waitForEvent('download');
    await link.click();
    const bytes = await readFile(await (await saving).path());
    expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(await link.getAttribute('href')).toContain(sha256);

    const confidential = demo.documents.find(({ kind }) => kind === 'mediation-agreement')!;
    await page.goto(`/documents/${confidential.id}?tab=files`);
    const href = await page.getByRole('link', { name: /^Скачать .*\.pdf$/ }).getAttribute('href');
    expect((await fetch(`${demo.url}${href}`)).status).toBeGreaterThanOrEqual(401);
  });
}
