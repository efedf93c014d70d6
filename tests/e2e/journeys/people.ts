// People and access: a colleague is invited, turns the second step on and drafts with the others; a person without an
// account opens one document by a personal link and nothing else.
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { codeIn, letterTo, linkIn } from '../support/letters';
import { waitingOf } from '../support/page-routes';
import { demo, field, people, plain, visit } from '../support/tier';

const EMAIL = 'sosedkina@proba.example';
const PASSWORD = 'семь синих слонов';
const waiting = waitingOf(demo.documents);
const other = demo.documents.find(({ id }) => id !== waiting.id)!;

const codeNow = (key: string) =>
  new TOTP({ secret: Secret.fromBase32(key.replace(/\s/g, '')), digits: 6, period: 30 });

async function signInWith(page: Page): Promise<void> {
  await page.goto('/sign-in');
  await field(page, 'Адрес почты').fill(EMAIL);
  await field(page, 'Пароль').fill(PASSWORD);
  await page.getByRole('button', { name: 'Войти' }).click();
}

export function peopleJourney(): void {
  it('invites a colleague, who sets a password and turns the second step on; without JavaScript', async () => {
    const admin = await visit({ as: people.administrator, javaScript: false });
    await admin.goto('/settings');
    await admin.getByRole('link', { name: 'Открыть: Люди' }).click();
    await admin.getByRole('link', { name: 'Пригласить' }).click();
    await field(admin, 'Адрес почты').fill(EMAIL);
    await field(admin, 'Организация').selectOption({ label: 'Ассоциация «Советы домов»' });
    await field(admin, 'Должность').fill('специалист');
    await admin.getByRole('button', { name: 'Отправить приглашение' }).click();
    await admin.getByText(`Приглашение отправлено на ${EMAIL}.`).waitFor();

    const invitation = linkIn(await letterTo(EMAIL, /Приглашение/));
    const page = await visit({ javaScript: false });
    await page.goto(invitation);
    await field(page, 'Фамилия').fill('Соседкина');
    await field(page, 'Имя').fill('Любовь');
    await field(page, 'Отчество').fill('Андреевна');
    await field(page, 'Пароль').fill(PASSWORD);
    await field(page, 'Пароль ещё раз').fill(PASSWORD);
    await page.getByRole('button', { name: 'Принять приглашение' }).click();
    await signInWith(page);
    await page.getByRole('link', { name: /Соседкина/ }).waitFor();

    await page.goto(invitation);
    await page.getByText('Приглашение уже принято').waitFor();

    await page.goto('/account/forms');
    const genitive = page.getByLabel(/^Родительный/).first();
    expect(await genitive.inputValue()).toBe('Соседкиной Любови Андреевны');
    await page.getByRole('button', { name: 'Подтвердить' }).click();
    await page.getByText('Формы подтверждены.').waitFor();

    await page.goto('/account/second-step');
    await page.getByRole('button', { name: 'Включить' }).click();
    const key = (await page.locator('code').textContent()) ?? '';
    const code = codeNow(key).generate();
    await field(page, 'Код из приложения').fill(code);
    await page.getByRole('button', { name: 'Подтвердить и включить' }).click();
    const recovery = await page.locator('ol li').allTextContents();
    expect(recovery).toHaveLength(10);

    const again = await visit({ javaScript: false });
    await signInWith(again);
    await field(again, 'Код').fill(code);
    await again.getByRole('button', { name: 'Войти' }).click();
    await again.getByText('Код не подошёл').waitFor();
    await field(again, 'Код').fill(recovery[0] ?? '');
    await again.getByRole('button', { name: 'Войти' }).click();
    await again.getByRole('link', { name: /Соседкина/ }).waitFor();
    expect((await again.goto(`/documents/${waiting.id}`))?.status()).toBe(404);

    const secretary = await visit({ as: people.secretary, javaScript: false });
    await secretary.goto(`/documents/${waiting.id}/participants?who=соседкина`);
    await secretary.getByRole('radio', { name: /Соседкина/ }).check();
    await secretary
      .locator('form', { hasText: 'Кого добавить' })
      .getByRole('combobox', { name: 'Роль' })
      .selectOption('co-author');
    await secretary.getByRole('button', { name: 'Добавить', exact: true }).click();
    await secretary.getByText('Участник добавлен.').waitFor();
    expect((await again.goto(`/documents/${waiting.id}`))?.status()).toBe(200);
  }, 180_000);

  it('opens one document by a personal link and a code of its letter, until the link is revoked', async () => {
    const secretary = await visit({ as: people.secretary, javaScript: false });
    const address = `/documents/${waiting.id}/participants`;
    await secretary.goto(address);
    await field(secretary, 'Фамилия, имя, отчество').fill('Гостев Пётр Ильич');
    await field(secretary, 'Адрес почты').fill('gostev@gost.example');
    await secretary.getByRole('button', { name: 'Выдать личную ссылку' }).click();
    await secretary.getByText('Ссылка отправлена на gostev@gost.example.').waitFor();

    const link = linkIn(await letterTo('gostev@gost.example', /Документ для вас/));
    const guest = await visit({ javaScript: false, width: 360 });
    expect((await guest.goto(`/documents/${waiting.id}`))?.url()).toContain('/sign-in');
    await guest.goto(link);
    await guest.getByText('g…@gost.example').first().waitFor();
    await guest.getByRole('button', { name: 'Прислать код' }).click();
    await field(guest, 'Код из письма').fill('000000');
    await guest.getByRole('button', { name: 'Открыть документ' }).click();
    await guest.getByText(/Код не подошёл|больше не действует/).waitFor();
    const code = codeIn(await letterTo('gostev@gost.example', /Код для входа/));
    await field(guest, 'Код из письма').fill(code);
    await guest.getByRole('button', { name: 'Открыть документ' }).click();
    await guest.getByText('Вы открыли документ по личной ссылке').waitFor();
    const tabs = guest.getByRole('navigation', { name: 'Разделы документа' }).getByRole('link');
    expect((await tabs.allTextContents()).map(plain)).not.toContain('История');

    for (const path of [`/documents/${other.id}`, address, '/documents', '/search?q=дом']) {
      const answer = await guest.goto(path);
      if (path.startsWith('/documents')) expect(answer?.url()).toContain('/sign-in');
    }

    await secretary.goto(address);
    await secretary.getByRole('button', { name: 'Отозвать ссылку: Гостев Пётр Ильич' }).click();
    await secretary.getByText('Ссылка отозвана').first().waitFor();
    await guest.goto(link);
    await guest.getByText('документ по ней больше не открывается').waitFor();
    expect((await guest.goto(`/documents/${waiting.id}`))?.url()).toContain('/sign-in');
  }, 180_000);
}
