// A reviewer proposes without scripts, the drafter takes one change and refuses one, the text goes out as DOCX and
// comes back changed, and the change stands at the right point under its author's name.
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { axeFindings, sidewaysScroll } from '../support/page-checks';
import { demo, people, plain, visit } from '../support/tier';

const discussed = demo.documents.find(({ discussionCode }) => discussionCode !== null)!;
const address = `/documents/${discussed.id}/remarks`;
const PARTNER = 'П. П. Партнёров';

/** The number and the words of the last point of the text. */
async function lastPoint(page: Page): Promise<{ number: string; block: string }> {
  const link = page.getByRole('link', { name: /^Предложить свою редакцию пункта \d/ }).last();
  const name = (await link.getAttribute('aria-label')) ?? '';
  const href = (await link.getAttribute('href')) ?? '';
  return {
    number: name.replace('Предложить свою редакцию пункта ', ''),
    block: new URL(href, demo.url).searchParams.get('block') ?? '',
  };
}

async function reviewerProposes(): Promise<string> {
  const page = await visit({ as: people.secretary, javaScript: false });
  await page.goto(address);
  const { number } = await lastPoint(page);
  await page.getByRole('link', { name: `Предложить свою редакцию пункта ${number}`, exact: true }).click();
  const box = page.getByLabel('Ваша редакция пункта');
  const words = await box.inputValue();
  await page.getByRole('button', { name: 'Предложить правку' }).click();
  expect(plain(await page.textContent('main'))).toContain('Вы ничего не изменили');
  await box.fill(`Незамедлительно: ${words} Доложить об исполнении`);
  await page.getByLabel('Пояснение (необязательно)').first().fill('Так будет срок и отчёт');
  await page.getByRole('button', { name: 'Предложить правку' }).click();
  await page.getByText('Правка предложена.').waitFor();
  await page.getByRole('link', { name: `Замечание к пункту ${number}`, exact: true }).click();
  await page.getByLabel('К каким словам (необязательно)').fill('слов, которых здесь нет');
  const text = page.getByRole('region', { name: /^Замечание к пункту/ }).getByLabel(/^Текст замечания/);
  await text.fill('Уточнить, кто докладывает');
  await page.getByRole('button', { name: 'Внести замечание' }).last().click();
  expect(plain(await page.textContent('main'))).toContain('В этом пункте нет таких слов');
  expect(await text.inputValue()).toBe('Уточнить, кто докладывает');
  await page.getByLabel('К каким словам (необязательно)').fill(words.split(' ').slice(0, 2).join(' '));
  await page.getByRole('button', { name: 'Внести замечание' }).last().click();
  await page.getByText('Замечание внесено.').waitFor();
  return number;
}

async function drafterDecides(number: string): Promise<void> {
  const page = await visit({ as: people.drafter });
  await page.goto(address);
  const card = page.getByRole('listitem').filter({ hasText: 'Так будет срок и отчёт' });
  await card.getByText('Правки по отдельности').click();
  await card.getByRole('checkbox').first().check();
  await page.getByRole('button', { name: 'Принять отмеченные' }).click();
  await page.getByText('Принята 1 правка: она в черновике.').waitFor();
  await card.getByRole('button', { name: 'Отклонить' }).click();
  await page.getByText('Отклонена 1 правка.').waitFor();
  const thread = page.getByRole('listitem').filter({ hasText: 'Уточнить, кто докладывает' });
  await thread.getByRole('heading', { name: `К пункту ${number}` }).waitFor();
  await thread.getByText('Решить по замечанию').click();
  await thread.getByLabel(/^Ответ/).fill('Добавлено');
  await thread.getByRole('button', { name: 'Записать ответ' }).click();
  await page.getByText('Ответ записан.').waitFor();
}

/** What a partner does in Word: a tracked insertion at the end of the point's first run. */
function partnersFile(bytes: Uint8Array, words: string): Buffer {
  const files = unzipSync(bytes);
  const xml = strFromU8(files['word/document.xml'] ?? new Uint8Array());
  const end = xml.indexOf('</w:r>', xml.indexOf(words)) + '</w:r>'.length;
  const change = `<w:ins w:id="7001" w:author="${PARTNER}" w:date="2026-01-10T10:00:00Z"><w:r><w:t xml:space="preserve"> совместно с партнёрами</w:t></w:r></w:ins>`;
  const changed = xml.slice(0, end) + change + xml.slice(end);
  return Buffer.from(zipSync({ ...files, 'word/document.xml': strToU8(changed) }));
}

async function fileComesBack(number: string): Promise<void> {
  const page = await visit({ as: people.drafter });
  await page.goto(address);
  const { block } = await lastPoint(page);
  await page.getByRole('link', { name: `Предложить свою редакцию пункта ${number}`, exact: true }).click();
  const words = (await page.getByLabel('Ваша редакция пункта').inputValue()).slice(0, 15);
  const answer = await page.request.get(`/documents/${discussed.id}/working-copy.docx`);
  expect(answer.headers()['content-disposition']).toContain('.docx');
  await page.getByLabel('Файл Word (DOCX)').setInputFiles({
    name: 'правки партнёра.docx',
    mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    buffer: partnersFile(new Uint8Array(await answer.body()), words),
  });
  await page.getByRole('button', { name: 'Прочитать файл' }).click();
  await page.getByRole('heading', { name: 'Что нашли в файле' }).waitFor();
  expect(plain(await page.textContent('main'))).toContain('Найдено: 1 правка, 0 замечаний');
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Перенести в документ' }).click();
  await page.getByText('Правки и замечания из файла перенесены.').waitFor();
  const card = page.getByRole('listitem').filter({ hasText: PARTNER });
  await card.getByRole('heading', { name: `К пункту ${number}` }).waitFor();
  await card.getByText('из файла «правки партнёра.docx»').waitFor();
  const inText = page.locator(`[id="b-${block}"] ins`);
  expect(await inText.innerText()).toContain('совместно с партнёрами');
}

async function refusedFile(): Promise<void> {
  const page = await visit({ as: people.drafter, javaScript: false });
  await page.goto(address);
  await page.getByLabel('Файл Word (DOCX)').setInputFiles({
    name: 'скан.docx',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from('%PDF-1.7 не документ Word'),
  });
  await page.getByRole('button', { name: 'Прочитать файл' }).click();
  await page.getByText(/^Это PDF/).waitFor();
}

export function remarksJourney(): void {
  it('a proposal by a reviewer, a decision by the drafter, a file out and back', async () => {
    const number = await reviewerProposes();
    await drafterDecides(number);
    await fileComesBack(number);
    await refusedFile();
  });

  it.each([360, 768, 1280])(
    'the page of remarks at %i px: no sideways scroll, nothing for axe',
    async (width) => {
      const page = await visit({ as: people.drafter, width, dark: width === 768 });
      await page.goto(`${address}?status=all`);
      expect(await sidewaysScroll(page)).toBe(0);
      expect(await axeFindings(page)).toEqual([]);
      const { number } = await lastPoint(page);
      await page
        .getByRole('link', { name: `Предложить свою редакцию пункта ${number}`, exact: true })
        .click();
      await page.getByLabel('Ваша редакция пункта').waitFor();
      expect(await sidewaysScroll(page)).toBe(0);
      expect(await axeFindings(page)).toEqual([]);
    },
  );
}
