import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { axeFindings, sidewaysScroll } from '../support/page-checks';
import { draftOf } from '../support/page-routes';
import { demo, people, plain, visit } from '../support/tier';

const draft = draftOf(demo.documents);

async function openEditor(page: Page): Promise<void> {
  await page.goto(`/documents/${draft.id}/edit`);
  await page.locator('.editor[data-ready]').waitFor();
}

/** Number and text of the point the caret stands in. */
const currentPoint = (page: Page) =>
  page.evaluate(() => {
    const node = document.getSelection()?.anchorNode;
    const block = (node instanceof Element ? node : node?.parentElement)?.closest<HTMLElement>('.b-item');
    return block ? `${block.dataset.number} ${block.querySelector('.item-text')?.textContent}` : null;
  });

const textbox = (page: Page) => page.getByRole('textbox', { name: 'Текст документа' });

/** The browser tells of a caret it moved itself a frame later; a person is never that fast. */
async function toLineEnd(page: Page): Promise<void> {
  await page.keyboard.press('End');
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** Everything by keys alone: from the document's page into the text and back to a saved version. */
async function writesByKeyboard(page: Page): Promise<void> {
  await page.goto(`/documents/${draft.id}`);
  await page.getByRole('link', { name: 'Редактировать' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('.editor[data-ready]').waitFor();
  await textbox(page).focus();
  await page.keyboard.press('Control+Home');
  await toLineEnd(page);
  await page.keyboard.press('Enter');
  await page.keyboard.type('Первый новый пункт проверки');
  expect(plain(await currentPoint(page))).toBe('1.1. Первый новый пункт проверки');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Второй новый');
  expect(plain(await currentPoint(page))).toBe('1.2. Второй новый');
  await page.keyboard.press('Tab');
  expect(plain(await currentPoint(page))).toBe('1.1.1. Второй новый');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Alt+ArrowUp');
  expect(plain(await currentPoint(page))).toBe('1.1. Второй новый');
}

async function setsDueDate(page: Page): Promise<void> {
  await page.keyboard.press('Control+Alt+d');
  const dialog = page.getByRole('dialog', { name: 'Срок и ответственные' });
  await dialog.waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await dialog.getByLabel('Срок', { exact: true }).selectOption('date');
  await dialog.getByLabel('Дата').fill('2026-12-01');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
}

async function insertsReference(page: Page): Promise<void> {
  await textbox(page).focus();
  await toLineEnd(page);
  await page.keyboard.type(', см. ');
  await page.keyboard.press('Control+Alt+r');
  await page.getByRole('dialog', { name: 'Ссылка на пункт' }).waitFor();
  await page.keyboard.type('1.2');
  // Typing marks the first that fits.
  const first = page.getByRole('listbox', { name: 'Пункты документа' }).getByRole('option').first();
  await first.and(page.locator('[data-focused]')).waitFor();
  expect(plain(await first.textContent())).toMatch(/^1\.2\./);
  await page.keyboard.press('Enter');
  await page.locator('.in-crossRef').first().waitFor();
  expect(plain(await currentPoint(page))).toBe('1.1. Второй новый, см. пункт 1.2');
}

async function marksAndUndoes(page: Page): Promise<void> {
  await page.keyboard.press('Control+b');
  await page.keyboard.type(' важно');
  await page.keyboard.press('Control+b');
  expect(await page.locator('.item-text strong', { hasText: 'важно' }).count()).toBe(1);
  await page.keyboard.press('Control+z');
  expect(await page.locator('.item-text strong', { hasText: 'важно' }).count()).toBe(0);
  await page.keyboard.press('Control+y');
  expect(await page.locator('.item-text strong', { hasText: 'важно' }).count()).toBe(1);
  await page.keyboard.press('Alt+F10');
  expect(await page.evaluate(() => document.activeElement?.closest('[role=toolbar]') !== null)).toBe(true);
  await page.keyboard.press('Escape');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('textbox');
}

export function editorJourney(): void {
  it('writes, moves, dates, refers and saves by the keyboard alone', async () => {
    const page = await visit({ as: people.secretary });
    await writesByKeyboard(page);
    await setsDueDate(page);
    await insertsReference(page);
    await marksAndUndoes(page);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Сохранить версию' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText(/Сохранена версия/).waitFor();
    await page.goto(`/documents/${draft.id}`);
    const printed = await page.getByRole('article', { name: 'Текст документа' }).textContent();
    const paper = plain(printed?.replaceAll('\u00ad', ''));
    expect(paper).toContain('1.1. Второй новый, см. пункт 1.2 важно');
    expect(paper).toContain('1.2. Первый новый пункт проверки');
  }, 120_000);

  it('reads a paste from Word as points, tells what was doubtful, and takes it back', async () => {
    const page = await visit({ as: people.secretary });
    await openEditor(page);
    await page.locator('.item-text').first().click();
    const before = await page.locator('.b-item').count();
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.setData(
        'text/html',
        '<p class=MsoNormal>1. Осмотреть дом</p><p class=MsoNormal>2. Составить акт</p>',
      );
      const target = document.querySelector('.editor-text');
      target?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    });
    await page.getByText(/Вставлен/).waitFor();
    expect(await page.locator('.b-item').count()).toBe(before + 2);
    await page.getByRole('button', { name: 'Отменить вставку' }).click();
    expect(await page.locator('.b-item').count()).toBe(before);
  });

  it('stands on a phone, in the dark, without sideways scrolling', async () => {
    for (const dark of [false, true]) {
      const page = await visit({ as: people.secretary, width: 360, dark });
      await openEditor(page);
      expect(await sidewaysScroll(page)).toBe(0);
      expect(await axeFindings(page)).toEqual([]);
    }
  });

  it('says plainly what to do without scripts, and gives the PDF of the draft with its stamp', async () => {
    const page = await visit({ as: people.secretary, javaScript: false });
    await page.goto(`/documents/${draft.id}/edit`);
    await page.getByText('нужен JavaScript').waitFor();
    await page.getByRole('link', { name: 'Заполнить поля' }).waitFor();
    const pdf = await page.request.get(`/documents/${draft.id}/draft.pdf`);
    expect(pdf.status()).toBe(200);
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('is closed to who may only read', async () => {
    const page = await visit({ as: people.chair });
    await page.goto(`/documents/${draft.id}/edit`);
    await page.getByText('Сейчас этот текст изменить нельзя').waitFor();
    expect(await textbox(page).count()).toBe(0);
    expect((await page.request.get(`/documents/${draft.id}/draft.pdf`)).status()).toBe(403);
  });
}
