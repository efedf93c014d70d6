// Routes without YAML: the editor adds a step with a condition, sees what is wrong, mends it, plays it through, saves;
// the same on a phone and without scripts; a change by somebody else meanwhile loses nothing.
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { axeFindings, sidewaysScroll } from '../support/page-checks';
import { hydrated, people, plain, visit } from '../support/tier';

const LONG = '/settings/routes/resolution/co-organisers';
const SHORT = '/settings/routes/resolution/simple';
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const textOf = async (page: Page, selector: string) => plain(await page.locator(selector).textContent());

/** While no answer comes, buttons of the cards work, and what is typed meanwhile outlives the answer. */
async function losesNothing(page: Page): Promise<void> {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(/\.data/, async (route) => {
    await held;
    await route.continue();
  });
  const title = page.locator('#step-step-3').getByLabel('Название шага');
  await press(page, 'Проверить');
  await page.getByRole('button', { name: /^Выше: шаг 3/ }).click();
  await title.fill('Секретарь собрания');
  await page.getByRole('button', { name: /^Ниже: шаг 2/ }).click();
  await title.fill('Секретарь');
  const answered = page.waitForResponse(/\.data/);
  letGo();
  await answered;
  await page.getByText('Ошибок нет, маршрут можно сохранить.').waitFor();
  expect(await title.inputValue()).toBe('Секретарь');
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
  await page.unroute(/\.data/);
}

export function routeEditorJourney(): void {
  it('adds a step with a condition, mends it, plays it, saves it', async () => {
    const page = await visit({ as: people.editor });
    await page.goto('/settings');
    await page.getByRole('link', { name: 'Открыть: Маршруты согласования' }).click();
    await page.getByRole('link', { name: 'Согласование соорганизаторами' }).click();
    await page.waitForURL(LONG);
    await hydrated(page);
    await press(page, 'Добавить шаг');
    const card = page.locator('#step-step-3');
    await card.waitFor();
    await page.waitForFunction(() => document.activeElement?.id === 'step-step-3');
    await card.getByLabel('Название шага').fill('Секретарь');
    await losesNothing(page);
    await card.getByLabel('Роль').selectOption({ label: 'секретарь' });
    await card.getByLabel('Срок, рабочих дней').fill('скоро');
    // What stands beside the cards follows the typing.
    await page.getByText('Исправьте 1 ошибку, чтобы сохранить').waitFor();
    await card.getByRole('button', { name: 'Добавить условие' }).click();
    await card.getByLabel('Если в поле').selectOption({ label: 'Соорганизаторы' });
    await card.getByText('Если в поле «Соорганизаторы» больше 0 значений.').waitFor();
    await card.getByLabel('Значений').fill('3');
    await press(page, 'Сохранить маршрут');
    const found = page.getByRole('alert');
    await found.getByText('Срок — целое число рабочих дней').waitFor();
    expect(await card.getByLabel('Срок, рабочих дней').getAttribute('aria-invalid')).toBe('true');
    expect(await axeFindings(page)).toEqual([]);
    await card.getByLabel('Срок, рабочих дней').fill('2');
    await press(page, 'Проверить');
    await page.getByText('Ошибок нет, маршрут можно сохранить.').waitFor();
    expect(await textOf(page, '#diagram + ol')).toContain('3. Секретарь');

    await page.getByLabel('Соорганизаторы: сколько').fill('2');
    await page.getByLabel('2. Председательствующий').selectOption({ label: 'возвращают' });
    await press(page, 'Посмотреть, что будет');
    await page.getByText('Итог: документ возвращён автору.').waitFor();
    expect(await textOf(page, 'section[aria-labelledby=play]')).toContain(
      'Секретарь. пропускается: условие не выполнено',
    );
    await press(page, 'Сохранить маршрут');
    await page.getByText('Маршрут сохранён.').waitFor();
    await page.reload();
    expect(await card.getByLabel('Название шага').inputValue()).toBe('Секретарь');
    expect(await textOf(page, 'pre')).toContain('# только если об этом предупредил запрос');
  });

  it('works on a phone without scripts', async () => {
    const page = await visit({ as: people.editor, javaScript: false, width: 360 });
    await page.goto(SHORT);
    await press(page, 'Добавить шаг');
    const card = page.locator('#step-step-2');
    await card.getByLabel('Название шага').fill('Проверка текста');
    await card.getByLabel('Согласующие').selectOption({ label: 'названные сотрудники' });
    await card.getByRole('button', { name: 'Добавить человека' }).click();
    await press(page, 'Проверить');
    expect(await textOf(page, '#findings')).toContain('Шаг «Проверка текста» без согласующих');
    await card.getByRole('button', { name: 'Добавить человека' }).click();
    await card.getByLabel('Сотрудник 1', { exact: true }).selectOption({ index: 1 });
    await card.getByRole('button', { name: /^Выше/ }).click();
    expect(await page.locator('ol > li[id^=step-]').first().getAttribute('id')).toBe('step-step-2');
    await press(page, 'Сохранить маршрут');
    expect(await textOf(page, 'main')).toContain('Маршрут сохранён.');
    expect(await sidewaysScroll(page)).toBe(0);
  });

  it('a route saved by somebody else meanwhile: nothing typed is lost', async () => {
    const [mine, theirs] = [await visit({ as: people.editor }), await visit({ as: people.editor })];
    await mine.goto(SHORT);
    await theirs.goto(SHORT);
    for (const [page, title] of [
      [theirs, 'Их название'],
      [mine, 'Моё название'],
    ] as const) {
      await hydrated(page);
      await page.getByLabel('Название маршрута').fill(title);
      await press(page, 'Сохранить маршрут');
      if (page === theirs) await page.getByRole('heading', { level: 1, name: title }).waitFor();
    }
    await mine.getByText('Маршрут тем временем сохранил другой человек').waitFor();
    expect(await mine.getByLabel('Название маршрута').inputValue()).toBe('Моё название');
    await press(mine, 'Сохранить поверх');
    await mine.getByRole('heading', { level: 1, name: 'Моё название' }).waitFor();
  });

  it('makes a new route', async () => {
    const page = await visit({ as: people.editor, width: 360 });
    await page.goto('/settings/routes');
    await page.getByLabel('Вид документа').selectOption('regulation');
    await page.getByLabel(/^Название маршрута/).fill('Короткий путь');
    await press(page, 'Создать маршрут');
    await page.getByRole('heading', { level: 1, name: 'Короткий путь' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/settings/routes/regulation/korotkiy-put');
    expect(await axeFindings(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
  });

  it('copies a route and deletes the copy by the keyboard; a used one stays, and it is said why', async () => {
    const page = await visit({ as: people.editor, width: 360 });
    await page.goto('/settings/routes/letter/signed');
    await hydrated(page);
    const name = await page.getByLabel('Название маршрута').inputValue();
    await page.getByRole('button', { name: 'Скопировать маршрут' }).press('Enter');
    await page.getByRole('heading', { level: 1, name: `${name} (копия)` }).waitFor();
    await page.getByRole('link', { name: 'Удалить маршрут' }).press('Enter');
    await page.getByText('Уже созданные пройдут его до конца').waitFor();
    expect(await sidewaysScroll(page)).toBe(0);
    await page.getByRole('button', { name: 'Удалить маршрут' }).press('Enter');
    await page.getByText('Маршрут удалён.').waitFor();
    expect(await page.getByRole('link', { name: `${name} (копия)` }).count()).toBe(0);
    await page.goto(`${LONG}/delete`);
    expect(await textOf(page, 'main')).toContain('Удалить нельзя: по этому маршруту начинают документы');
    expect(await page.getByRole('button', { name: 'Удалить маршрут' }).count()).toBe(0);
  });

  it('is not for others', async () => {
    const page = await visit({ as: people.drafter });
    const answer = await page.goto(LONG);
    expect(answer?.status()).toBe(403);
    await page.goto('/settings');
    expect(await page.getByRole('link', { name: 'Открыть: Маршруты согласования' }).count()).toBe(0);
  });
}
