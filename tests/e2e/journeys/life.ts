// The paper that waits in the demo, to its public page: one decides by keyboard, one without JavaScript, then it is
// adopted, issued and published by those whose part that is.
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { waitingOf } from '../support/page-routes';
import { accountOf, demo, field, hydrated, people, visit } from '../support/tier';

const waiting = waitingOf(demo.documents);
const MOST_STOPS = 60;

/** Presses Tab until the element with this beginning of its name, or of its value, has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const active = document.activeElement as HTMLInputElement | null;
      return (active?.labels?.[0]?.textContent ?? active?.textContent ?? '').replace(/\s+/g, ' ').trim();
    });
    if (focused.startsWith(name)) return;
  }
  throw new Error(`the keyboard does not reach «${name}» in ${MOST_STOPS} stops`);
}

async function chairAgreesByKeyboard(): Promise<void> {
  const page = await visit({ as: people.chair });
  await page.goto('/approvals');
  await hydrated(page);
  await tabTo(page, 'Регламент общественного жилищного контроля');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Ваше решение' }).waitFor();
  await tabTo(page, 'Согласовать');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await tabTo(page, 'Замечание');
  await tabTo(page, 'Записать решение');
  await page.keyboard.press('Enter');
  await page.getByText('Напишите замечание').waitFor();
  expect(await page.getByLabel('Вернуть на доработку').isChecked()).toBe(true);

  await page.getByLabel('Вернуть на доработку').focus();
  await page.keyboard.press('ArrowUp');
  await tabTo(page, 'Замечание');
  await page.keyboard.type('Поправьте нумерацию приложений.');
  await tabTo(page, 'Записать решение');
  await page.keyboard.press('Enter');
  await page.getByText('Ваше решение записано.').waitFor();
  expect(new URL(page.url()).searchParams.get('tab')).toBe('route');
  await page.getByText('согласовано с замечаниями').first().waitFor();
  await page.getByText('Поправьте нумерацию приложений.').first().waitFor();
}

async function approverAgreesWithoutJavaScript(): Promise<void> {
  const page = await visit({ javaScript: false });
  const { login, password } = accountOf(people.approver);
  await page.goto('/sign-in');
  await field(page, 'Адрес почты').fill(login);
  await field(page, 'Пароль').fill(password);
  await page.getByRole('button', { name: 'Войти' }).click();
  await page.getByRole('heading', { name: 'Здравствуйте, В. А. Дозоров!' }).waitFor();

  await page.getByRole('link', { name: /^Документы/ }).click();
  await page.getByRole('searchbox', { name: 'Найти по названию или номеру' }).fill('регламент');
  await page.getByRole('main').getByRole('button', { name: 'Найти' }).click();
  await page.getByText('1 документ').waitFor();
  await page.getByRole('link', { name: /^Регламент/ }).click();
  await page.getByRole('link', { name: 'Принять решение' }).click();
  await page.getByLabel('Вернуть на доработку').check();
  await page.getByRole('button', { name: 'Записать решение' }).click();
  await page.getByText('Напишите замечание').waitFor();
  expect(await page.getByLabel('Вернуть на доработку').isChecked()).toBe(true);
  await page.getByLabel('Утвердить', { exact: true }).check();
  await page.getByRole('button', { name: 'Записать решение' }).click();
  await page.getByText('Ваше решение записано.').waitFor();
}

/** The route waits for the answer to the chair's remark before it asks the next one. */
async function authorAnswers(): Promise<void> {
  const page = await visit({ as: people.drafter });
  await page.goto(`/documents/${waiting.id}`);
  await page.getByRole('link', { name: 'Ответить на замечания' }).click();
  await page.locator('summary', { hasText: 'Решить по замечанию' }).click();
  await field(page, 'Ответ').fill('Нумерация приложений поправлена.');
  await page.getByRole('button', { name: 'Записать ответ' }).click();
  await page.getByText('Ответ записан.').waitFor();
}

async function chairAdopts(): Promise<void> {
  const page = await visit({ as: people.chair });
  await page.goto(`/documents/${waiting.id}`);
  await page.locator('summary', { hasText: 'Отметить принятие' }).click();
  await field(page, 'Дата принятия').fill('2026-11-20');
  await page.getByRole('button', { name: 'Отметить принятие' }).click();
  await page.getByText('Документ принят и зарегистрирован.').waitFor();
}

async function secretaryIssuesAndPublishes(): Promise<void> {
  const page = await visit({ as: people.secretary });
  await page.goto(`/documents/${waiting.id}`);
  await page.locator('summary', { hasText: 'Выпустить документ' }).click();
  await page.getByRole('button', { name: 'Выпустить документ' }).click();
  await page.getByText('Файлы изготовлены и сохранены.').waitFor();
  await page.getByRole('link', { name: /^Скачать .*\.pdf$/ }).waitFor();
  await page.locator('summary', { hasText: 'Опубликовать' }).click();
  await page.getByRole('button', { name: 'Опубликовать' }).click();
  await page.getByText('Документ опубликован.').waitFor();
  const link = page.getByRole('link', { name: 'Открытая страница' });
  const visitor = await visit({ width: 360 });
  await visitor.goto((await link.getAttribute('href'))!);
  await visitor
    .getByRole('heading', { level: 1, name: /^Регламент/ })
    .first()
    .waitFor();
  await visitor.getByText('от 20 ноября 2026').first().waitFor();
}

export function lifeJourney(): void {
  it('goes from a decision by keyboard to a page that everybody can read', async () => {
    await chairAgreesByKeyboard();
    await authorAnswers();
    await approverAgreesWithoutJavaScript();
    await chairAdopts();
    await secretaryIssuesAndPublishes();
  }, 180_000);
}
