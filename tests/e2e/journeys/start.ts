// From nothing to a document: the guided form with and without scripts, what is kept, and the fields afterwards.
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { axeFindings, sidewaysScroll } from '../support/page-checks';
import { hydrated, people, visit } from '../support/tier';

const control = (page: Page, path: string) => page.locator(`[id="f-${path.replaceAll('.', '-')}"]`);
const order = (page: Page) =>
  page
    .locator('input[name="o.items"]')
    .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));

async function fillRest(page: Page): Promise<void> {
  await control(page, 'event.form').selectOption('roundTable');
  await control(page, 'event.date').fill('2026-09-25');
  await control(page, 'event.city').fill('г. Светлореченск');
  await control(page, 'participants.count').fill('39');
  await control(page, 'formula').fill('Участники круглого стола считают необходимым:');
}

/** The organiser out of the directory, a name it does not know told beside the field, and back again. */
async function takesFromDirectory(page: Page): Promise<void> {
  const organiser = page.getByRole('group', { name: /^Организатор/ });
  const take = async (label: string) => {
    await organiser.getByLabel('Взять из справочника организаций').fill(label);
    await organiser.getByRole('button', { name: 'Подставить' }).click();
  };
  await take('Нет такой организации');
  await organiser.getByText('Такой записи в справочнике нет.').waitFor();
  await take('НП «Палата примирителей»');
  await expect.poll(() => control(page, 'organiser.name').inputValue()).toContain('Палата примирителей');
  await take('АНО «Добрый двор»');
  await expect.poll(() => control(page, 'organiser.name').inputValue()).toContain('Добрый двор');
}

/** The same journey either way; only what happens between two presses differs. */
async function createResolution(page: Page, javaScript: boolean): Promise<void> {
  await page.goto('/documents');
  await page.getByRole('main').getByRole('link', { name: 'Создать документ' }).click();
  await page.getByRole('searchbox', { name: /^Найти шаблон/ }).fill('сплошной');
  await page.getByRole('button', { name: 'Найти', exact: true }).click();
  await page.getByText('1 шаблон').waitFor();
  await page.getByRole('link', { name: /^Заполнить форму: Резолюция со сплошной/ }).click();
  await page.getByRole('heading', { level: 1, name: /^Резолюция со сплошной/ }).waitFor();
  if (javaScript) await hydrated(page);
  expect(await control(page, 'organiser.name').inputValue()).toContain('Добрый двор');
  await takesFromDirectory(page);

  await page.getByRole('button', { name: 'Создать документ' }).click();
  const summary = page.getByRole('alert');
  await summary.getByText(/^Исправьте 7 полей/).waitFor();
  await summary.getByRole('link', { name: /«Название мероприятия»/ }).click();
  await control(page, 'event.title').fill('Двор без барьеров');
  expect(await control(page, 'event.title').getAttribute('aria-invalid')).toBe('true');

  expect(await control(page, 'event.timeTo').isVisible()).toBe(false);
  await control(page, 'event.timeFrom').fill('14:00');
  if (!javaScript) await page.getByRole('button', { name: 'Показать нужные поля' }).first().click();
  await control(page, 'event.timeTo').waitFor();
  expect(await control(page, 'event.title').inputValue()).toBe('Двор без барьеров');

  await page.getByRole('button', { name: 'Добавить: пункт' }).click();
  await control(page, 'items.n1.text').fill('Провести осмотр подъездов до зимы.');
  await control(page, 'items.n2.text').fill('Одобрить план работ на год.');
  await page.getByRole('button', { name: 'Поднять выше: пункт 2' }).click();
  await expect.poll(() => order(page)).toEqual(['n2', 'n1']);
  expect(await control(page, 'items.n1.text').inputValue()).toBe('Провести осмотр подъездов до зимы.');

  await fillRest(page);
  await page.getByRole('button', { name: 'Показать бумагу' }).click();
  await page.getByRole('article', { name: 'Как будет выглядеть' }).getByText('Одобрить план').waitFor();
  await page.getByRole('button', { name: 'Создать документ' }).click();
  await page.waitForURL(/\/documents\/doc_/);
  const paper = await page.getByRole('article', { name: 'Текст документа' }).innerText();
  expect(paper.replace(/\u00ad/g, '')).toMatch(/1\.\s*Одобрить план[\s\S]*2\.\s*Провести осмотр/);
}

export function startJourney(): void {
  it('makes a resolution by the form without scripts: errors, a repeat, a condition, the paper', async () => {
    await createResolution(await visit({ as: people.drafter, javaScript: false }), false);
  });

  it('makes the same with scripts, and then changes a field of it', async () => {
    const page = await visit({ as: people.drafter });
    await createResolution(page, true);
    await page.getByRole('link', { name: 'Поля', exact: true }).click();
    await page.getByRole('button', { name: 'Показать, что изменится' }).waitFor();
    await hydrated(page);
    await control(page, 'event.city').fill('г. Новоозёрск');
    await page.getByRole('button', { name: 'Показать, что изменится' }).click();
    const review = page.getByRole('region', { name: 'Что изменится после сохранения' });
    expect(await review.locator('ins').innerText()).toContain('Новоозёрск');
    await review.getByRole('button', { name: 'Сохранить поля' }).click();
    await page.getByText('Поля сохранены в рабочей копии.').waitFor();
    expect(await control(page, 'event.city').inputValue()).toBe('г. Новоозёрск');
  });

  it('keeps what was typed over a reload and an ended session, and puts a form away for later', async () => {
    const page = await visit({ as: people.drafter });
    await page.goto('/documents/new/protocol/council');
    await hydrated(page);
    await control(page, 'venue').fill('Актовый зал');
    await page.getByRole('button', { name: 'Добавить: приложение', exact: true }).click();
    await page.reload();
    await page.getByText(/^Восстановлено то, что вы ввели/).waitFor();
    expect(await control(page, 'venue').inputValue()).toBe('Актовый зал');

    const cookies = await page.context().cookies();
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Создать документ' }).click();
    await page.getByText(/^Сеанс истёк/).waitFor();
    expect(await control(page, 'venue').inputValue()).toBe('Актовый зал');
    await page.context().addCookies(cookies);

    await page.getByRole('button', { name: 'Сохранить и продолжить позже' }).click();
    await page.getByRole('heading', { name: 'Незаконченные формы' }).waitFor();
    await page.getByRole('link', { name: /^Продолжить:/ }).click();
    await expect.poll(() => control(page, 'venue').inputValue()).toBe('Актовый зал');
    await page.goto('/documents/new');
    await page.getByRole('button', { name: /^Удалить незаконченную форму/ }).click();
    await page.getByText('Незаконченная форма удалена.').waitFor();
  });

  it('shows the fields to who may only read, and the form on a phone without a sideways scroll', async () => {
    const reader = await visit({ as: people.editor });
    await reader.goto('/documents');
    await reader.getByRole('main').getByRole('heading', { level: 2 }).getByRole('link').first().click();
    await reader.getByRole('link', { name: 'Поля', exact: true }).click();
    await reader.getByText(/^Поля можно только читать/).waitFor();
    expect(await reader.locator('.guided-form').count()).toBe(0);

    const phone = await visit({ as: people.drafter, width: 360, dark: true });
    await phone.goto('/documents/new/resolution/addressee');
    await hydrated(phone);
    expect(await sidewaysScroll(phone)).toBe(0);
    await phone.getByText('Склонение: проверьте формы').first().click();
    await phone
      .getByText(/^Предлагается: .*организации/)
      .first()
      .waitFor();
    expect(await axeFindings(phone)).toEqual([]);
  });
}
