// An act from its file to its readers: looked through and put right by the editor, published in two editions, read on a
// phone with and without scripts.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { axeFindings, sidewaysScroll } from '../support/page-checks';
import { SAMPLE_ACT_PATH as ACT, longAct, NEWER_ACT, ROUGH_ACT } from '../support/sample-act';
import { hydrated, people, plain, visit } from '../support/tier';

/** Opens the form of a line, fills it and waits until the tree shows what was said. */
async function putRight(page: Page, line: number, fill: Record<string, string>, shown: RegExp) {
  const row = page.locator(`#line-${line}`).first();
  if (!(await row.isVisible())) await page.getByText(/^Ещё 1 строка файла/).click();
  await row.getByText('Исправить', { exact: true }).first().click();
  const form = row.locator('form').first();
  for (const [label, value] of Object.entries(fill)) {
    const control = form.getByLabel(label);
    if (label === 'Что это') await control.selectOption({ label: value });
    else await control.fill(value);
  }
  await form.getByRole('button', { name: 'Исправить строку' }).click();
  await page.getByRole('region', { name: 'Как понят текст' }).getByText(shown).first().waitFor();
}

/** Every page of reading is checked alike. */
async function assertReadable(page: Page, javaScript = true): Promise<void> {
  // axe is a script that waits: without scripts the page is only measured.
  if (javaScript) expect(await axeFindings(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
}

export function actsJourney(): void {
  it('refuses a picture with advice, and the pasted text stays', async () => {
    const page = await visit({ as: people.editor });
    await page.goto('/knowledge/import');
    await hydrated(page);
    await page.getByLabel('Или вставьте текст').fill('Закон о скамейках');
    await page.getByLabel('Файл акта').setInputFiles({
      name: 'скан.png',
      mimeType: 'image/png',
      buffer: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    });
    await page.getByRole('button', { name: 'Прочитать' }).click();
    expect(await page.getByRole('alert').innerText()).toMatch(/нет текста.*Распознайте/s);
    expect(await page.getByLabel('Или вставьте текст').inputValue()).toBe('Закон о скамейках');
  });

  it('refuses fifty megabytes in words', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'khartia-e2e-')), 'огромный.txt');
    await writeFile(file, Buffer.alloc(50 * 1024 * 1024, 'а'));
    const page = await visit({ as: people.editor });
    await page.goto('/knowledge/import');
    await hydrated(page);
    await page.getByLabel('Файл акта').setInputFiles(file);
    await page.getByRole('button', { name: 'Прочитать' }).click();
    expect(plain(await page.getByRole('alert').innerText())).toMatch(
      /слишком большой: \d+ МБ. Можно до 20 МБ/,
    );
    await rm(dirname(file), { recursive: true });
  });

  it('lets the editor put the tree right: a heading, a split, a join; and publish', async () => {
    const page = await visit({ as: people.editor });
    await page.goto('/knowledge/import');
    await hydrated(page);
    await page.getByLabel('Файл акта').setInputFiles({
      name: 'скамейки.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from(ROUGH_ACT),
    });
    await page.getByRole('button', { name: 'Прочитать' }).click();
    await page.waitForURL(/\/knowledge\/import\/imp_/);
    await hydrated(page);
    await assertReadable(page);
    await putRight(page, 5, { 'Что это': 'статья', 'Номер (для заголовка)': '1' }, /^st-1$/);
    const split = 'Слова, с которых начнётся новая строка';
    await putRight(
      page,
      6,
      { 'Что это': 'две строки: разделить', [split]: '1) у подъезда' },
      /^st-1\/ch-1\/p-1$/,
    );
    const again = page.locator('#line-6').first();
    await again.getByText('Исправлено: изменить').click();
    await again.getByLabel('Что это').selectOption({ label: 'две строки: разделить' });
    await again.getByLabel(split).fill('у забора');
    await again.getByRole('button', { name: 'Исправить строку' }).click();
    expect(await page.getByRole('alert').first().innerText()).toContain('нет слов «у забора»');
    await again.getByLabel(split).fill('2) у дорожки');
    await again.getByRole('button', { name: 'Исправить строку' }).click();
    await page.getByText('st-1/ch-1/p-2').first().waitFor();
    await putRight(page, 9, { 'Что это': 'продолжение предыдущей строки' }, /тот, кто её поставил/);

    expect(await page.getByLabel('Номер', { exact: true }).inputValue()).toBe('907-ФЗ');
    await page.getByLabel('Действует с').fill('2015-04-01');
    await page.getByRole('button', { name: 'Опубликовать в базе' }).click();
    await page.waitForURL(new RegExp(`${ACT}$`));
    await page.getByRole('link', { name: 'Статья 2. Уход за скамейкой' }).waitFor();
  });

  it('takes a newer edition without scripts, and refuses a second one of the same day', async () => {
    const page = await visit({ as: people.editor, javaScript: false });
    for (const day of ['2015-04-01', '2024-01-01']) {
      await page.goto('/knowledge/import');
      await page.getByLabel('Или вставьте текст').fill(NEWER_ACT);
      await page.getByRole('button', { name: 'Прочитать' }).click();
      await page.getByLabel('Действует с').fill(day);
      await page.getByRole('button', { name: 'Опубликовать в базе' }).click();
      if (day === '2015-04-01') expect(await page.getByRole('alert').innerText()).toContain('уже загружена');
      else await page.waitForURL(new RegExp(`${ACT}$`));
    }
  });

  for (const javaScript of [true, false]) {
    it(`tells how far a long act is, ${javaScript ? 'with' : 'without'} scripts, and opens it`, async () => {
      const page = await visit({ as: people.editor, javaScript });
      const number = javaScript ? '908-ФЗ' : '909-ФЗ';
      await page.goto('/knowledge/import');
      await page.getByLabel('Файл акта').setInputFiles({
        name: 'длинный.txt',
        mimeType: 'text/plain',
        buffer: Buffer.from(longAct(number, 4000)),
      });
      await page.getByRole('button', { name: 'Прочитать' }).click();
      await page.waitForURL(/\/knowledge\/import\/imp_/);
      await page.getByRole('button', { name: 'Опубликовать в базе' }).click();
      await page.getByRole('heading', { level: 1, name: 'Акт публикуется' }).waitFor();
      await assertReadable(page, javaScript);
      await page.waitForURL(new RegExp(`/acts/fz-${number.slice(0, 3)}-2015$`));
      await page.getByPlaceholder('Найти в оглавлении').waitFor();
    });
  }

  for (const javaScript of [true, false]) {
    it(`is read on a phone ${javaScript ? 'with' : 'without'} scripts`, async () => {
      const page = await visit({ javaScript, width: 360 });
      await page.goto('/acts');
      await assertReadable(page, javaScript);
      await page.getByLabel('Найти акт').fill('907');
      await page.getByRole('button', { name: 'Показать' }).click();
      await page.getByRole('main').getByRole('link', { name: '907-ФЗ' }).click();
      await page.waitForURL(new RegExp(`${ACT}$`));
      await assertReadable(page, javaScript);
      await page.getByPlaceholder('Найти в оглавлении').fill('уход');
      await page.getByRole('button', { name: 'Показать' }).click();
      await page.waitForURL(/find=/);
      const contents = page.getByRole('region', { name: 'Оглавление' });
      expect((await contents.getByRole('link').allInnerTexts()).map(plain)).toEqual([
        'Глава 1. Общие положения',
        'Статья 2. Уход за скамейкой',
      ]);
      await contents.getByRole('link', { name: /Статья 2/ }).click();
      await page.getByRole('heading', { level: 1, name: 'Статья 2. Уход за скамейкой' }).waitFor();
      await assertReadable(page, javaScript);
      const crumbs = page.getByRole('navigation', { name: 'Где это в акте' });
      expect((await crumbs.getByRole('link').allInnerTexts()).map(plain)).toEqual(['907-ФЗ', 'Глава 1']);
      expect(await page.getByText(/более поздние изменения не проверены/).count()).toBeGreaterThan(0);

      await page.getByRole('link', { name: /^Дальше: Статья 3/ }).click();
      await page.getByRole('heading', { level: 1, name: /^Статья 3/ }).waitFor();
      await page.getByRole('link', { name: 'Появилось в этой редакции' }).waitFor();
      await page.getByRole('link', { name: /^Назад: Статья 2/ }).click();

      await page.getByText('Упомянутые нормы: 1').click();
      const mentioned = page.getByRole('group').filter({ hasText: 'Упомянутые нормы' });
      expect(plain(await mentioned.locator('li').innerText())).toBe(
        'ч. 1 ст. 1 907-ФЗ 1. Скамейкой считается место для отдыха:',
      );
      await page.getByText('Скопировать…', { exact: true }).click();
      expect(plain(await page.getByLabel('Ссылка кратко').inputValue())).toBe('ст. 2 907-ФЗ');
      expect(plain(await page.getByLabel('Текст с ссылкой').inputValue())).toContain('дважды в год');
      expect(await page.getByLabel('Адрес страницы').inputValue()).toMatch(/\/acts\/fz-907-2015\/st-2$/);
      expect(await page.getByRole('button', { name: 'Скопировать' }).count()).toBe(javaScript ? 4 : 0);
      await assertReadable(page, javaScript);

      const editions = page.getByRole('navigation', { name: 'Редакции' });
      await editions.getByRole('link', { name: /1 апреля 2015/ }).click();
      await page.waitForURL(/on=2015-04-01/);
      await page.getByText('Скамейку красят раз в год.').first().waitFor();
      await page.getByRole('link', { name: 'Что изменилось' }).click();
      await page.getByRole('heading', { level: 1, name: /^Что изменилось/ }).waitFor();
      const change = page.getByRole('listitem').filter({ hasText: 'Скамейку красят' });
      expect(plain(await change.locator('del').innerText())).toBe('раз');
      expect(plain(await change.locator('ins').innerText())).toBe('дважды');
      await assertReadable(page, javaScript);
    });
  }

  it('shows the words of a mentioned norm beside its link, by mouse and by keyboard', async () => {
    const page = await visit();
    await page.goto(`${ACT}/st-2`);
    const link = page.locator('.act-text').getByRole('link', { name: /части 1 статьи 1/ });
    const preview = page.locator('#norm-preview');
    await link.hover();
    await preview.getByText('место для отдыха').waitFor();
    await page.keyboard.press('Escape');
    await preview.waitFor({ state: 'hidden' });
    await link.focus();
    await preview.waitFor({ state: 'visible' });
    expect(await link.getAttribute('aria-describedby')).toBe('norm-preview');
    expect(await axeFindings(page)).toEqual([]);
  });

  it('shows rules with their source, and what is not sure with a warning', async () => {
    const page = await visit({ as: people.inspector, width: 360 });
    await page.goto('/knowledge/rules');
    expect(await page.getByText('проверьте по официальному тексту').count()).toBeGreaterThan(0);
    await assertReadable(page);
  });

  it('explains terms and leads users by the hand', async () => {
    const page = await visit({ width: 360 });
    await page.goto('/glossary');
    const terms = page.getByRole('main').getByRole('link');
    expect(await terms.count()).toBeGreaterThanOrEqual(60);
    await assertReadable(page);
    await page.getByRole('link', { name: 'Кворум', exact: true }).click();
    await page.getByRole('heading', { level: 2, name: 'Источники' }).waitFor();
    await assertReadable(page);
    await page.goto('/guides');
    expect(await page.getByRole('main').getByRole('link').count()).toBeGreaterThanOrEqual(3);
    await assertReadable(page);
  });
}
