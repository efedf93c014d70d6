// A newcomer: an empty installation, its set-up, the sample data, and the first edit of the reference texts.

import * as fs from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import git from 'isomorphic-git';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OwnSite, startOwnSite } from '../support/own-site';
import { signIn } from '../support/sign-in';
import { field, people, plain, visit } from '../support/tier';

let site: OwnSite;
let samplePassword = '';

export function firstVisitJourney(): void {
  beforeAll(async () => {
    site = await startOwnSite();
  });
  afterAll(() => site?.stop());

  it('sets the site up: mistakes beside their fields, sample people, papers that appear by themselves', async () => {
    const page = await visit({ baseURL: site.url });
    await page.goto('/');
    await page.getByRole('heading', { name: 'Первая настройка' }).waitFor();
    await field(page, 'Полное наименование').fill('Ассоциация «Пробный дом»');
    await field(page, 'Фамилия').fill('   ');
    await field(page, 'Имя').fill('Пётр');
    await field(page, 'Должность').fill('председатель совета');
    await field(page, 'Адрес почты').fill('admin@proba.example');
    await field(page, 'Пароль').fill('семь синих слонов');
    await field(page, 'Пароль ещё раз').fill('семь синих столов');
    await page.getByLabel('Загрузить учебные данные').check();
    await page.getByRole('button', { name: 'Завести и войти' }).click();

    await page.getByText('Пароли не совпадают').waitFor();
    expect(await field(page, 'Фамилия').getAttribute('aria-invalid')).toBe('true');
    expect(await field(page, 'Полное наименование').inputValue()).toBe('Ассоциация «Пробный дом»');
    expect(await field(page, 'Адрес почты').inputValue()).toBe('admin@proba.example');
    expect(await page.getByLabel('Загрузить учебные данные').isChecked()).toBe(true);

    await field(page, 'Фамилия').fill('Пробный');
    await field(page, 'Пароль').fill('семь синих слонов');
    await field(page, 'Пароль ещё раз').fill('семь синих слонов');
    await page.getByRole('button', { name: 'Завести и войти' }).click();
    await page.getByRole('heading', { name: 'Готово' }).waitFor();
    samplePassword = (await page.locator('p.font-mono').textContent()) ?? '';
    await page.getByText(people.secretary).waitFor();

    await page.getByRole('link', { name: 'Перейти к работе' }).click();
    await page.getByRole('heading', { name: 'Здравствуйте, П. Пробный!' }).waitFor();
    await expect
      .poll(
        async () => {
          await page.goto('/documents');
          return page.getByRole('main').getByRole('listitem').count();
        },
        { timeout: 90_000, interval: 500 },
      )
      .toBeGreaterThan(0);

    await page.goto('/setup');
    await page.getByRole('heading', { name: 'Сайт уже настроен' }).waitFor();
  });

  it('lets an editor change a glossary entry, and keeps the change as a commit in her name', async () => {
    const storageState = await signIn(site.url, { login: people.editor, password: samplePassword });
    const page = await visit({ baseURL: site.url, storageState });
    await page.goto('/keystatic/collection/glossary/item/kvorum');
    await page.getByRole('textbox', { name: 'Определение' }).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' Проверено редактором.');
    const saved = page.waitForResponse((response) => response.url().endsWith('/api/keystatic/update'));
    await page.getByRole('button', { name: 'Сохранить' }).click();
    expect((await saved).status()).toBe(200);

    const [commit] = await git.log({ fs, dir: join(site.dataDir, 'content'), depth: 1 });
    expect(plain(commit?.commit.author.name)).toBe('О. Д. Правкина');
    expect(commit?.commit.author.email).toBe(people.editor);
    expect(commit?.commit.message).toContain('content/glossary/kvorum.mdoc');
    const text = await readFile(join(site.dataDir, 'content/content/glossary/kvorum.mdoc'), 'utf8');
    expect(text).toContain('Проверено редактором.');
    await page.reload();
    await page.getByText('Проверено редактором.').waitFor();
  });
}
