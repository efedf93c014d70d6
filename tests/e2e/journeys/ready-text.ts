// A text that is already written becomes a document: refused in clear words, read, checked, made.
import { expect, it } from 'vitest';
import { axeFindings, sidewaysScroll } from '../support/page-checks';
import { hydrated, people, visit } from '../support/tier';

const TEXT = `РЕЗОЛЮЦИЯ
круглого стола «Двор без барьеров»
25 сентября 2026 г.
г. Светлореченск
В работе приняли участие 39 человек из двенадцати домов.
Участники круглого стола считают необходимым рекомендовать:
1. Администрации города:
1.1. Провести осмотр подъездов до начала зимы.
1.2. Одобрить копeрацию домов по уборке дворов.
2. Советам домов:
2.1. Собрать предложения жителей о пандусах.`;

export function readyTextJourney(): void {
  for (const javaScript of [false, true]) {
    it(`reads a file, shows doubts, takes a mending and makes a document, ${javaScript ? 'with' : 'without'} scripts`, async () => {
      const page = await visit({ as: people.drafter, javaScript });
      await page.goto('/documents/new/import');
      if (javaScript) await hydrated(page);
      await page.getByLabel('Файл', { exact: true }).setInputFiles({
        name: 'Резолюция.txt',
        mimeType: 'text/plain',
        buffer: Buffer.from(TEXT),
      });
      await page.getByRole('button', { name: 'Прочитать текст' }).click();
      await page.getByText('Текст не потерян').waitFor();
      if (javaScript) await hydrated(page);
      const tree = page.getByRole('list', { name: 'Как понят текст' });
      expect(await tree.innerText()).toMatch(/1\.1\.\s*Провести осмотр/);
      const mending = page.getByRole('checkbox', { name: /^Исправить/ }).first();
      expect(await mending.isChecked()).toBe(true);
      await page.locator('[id="f-event-title"]').fill('');
      await page.getByRole('button', { name: 'Создать документ из этого текста' }).click();
      await page
        .getByRole('alert')
        .getByText(/^Исправьте 1 поле/)
        .waitFor();
      await page.locator('[id="f-event-title"]').fill('Двор без барьеров');
      await page.getByRole('button', { name: 'Создать документ из этого текста' }).click();
      await page.waitForURL(/\/documents\/doc_/);
      const paper = await page.getByRole('article', { name: 'Текст документа' }).innerText();
      expect(paper.replace(/\u00ad/g, '')).toMatch(/1\.2\.\s*Одобрить коперацию/);
    });
  }

  it('refuses what is no text in clear words, and the pasted text stays', async () => {
    const page = await visit({ as: people.drafter });
    await page.goto('/documents/new/import');
    await hydrated(page);
    const text = page.getByLabel('Или вставьте текст');
    await text.fill('Черновик решения совета');
    await page.getByLabel('Файл', { exact: true }).setInputFiles({
      name: 'снимок.png',
      mimeType: 'image/png',
      buffer: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    });
    await page.getByRole('button', { name: 'Прочитать текст' }).click();
    await page.getByRole('alert').waitFor();
    expect(await text.inputValue()).toBe('Черновик решения совета');
  });

  it('is read on a phone without a sideways scroll, and is accessible', async () => {
    const page = await visit({ as: people.drafter, width: 360 });
    await page.goto('/documents/new/import');
    await hydrated(page);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByLabel('Или вставьте текст').fill(TEXT);
    await page.getByRole('button', { name: 'Прочитать текст' }).click();
    await page.getByText('Текст не потерян').waitFor();
    expect(await sidewaysScroll(page)).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
  });
}
