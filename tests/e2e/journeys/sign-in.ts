import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { accountOf, field, people, visit } from '../support/tier';

const EMAIL = 'Адрес почты';
const PASSWORD = 'Пароль';

export function signInJourney(): void {
  it('refuses a wrong password in words, keeps the address, then signs in and out', async () => {
    const page = await visit();
    const { login, password } = accountOf(people.inspector);
    await page.goto('/sign-in');
    await field(page, EMAIL).fill(login);
    await field(page, PASSWORD).fill('не тот пароль');
    await page.getByRole('button', { name: 'Войти' }).click();
    await page.getByText('адрес почты или пароль не подходят').waitFor();
    expect(await field(page, EMAIL).inputValue()).toBe(login);

    await field(page, PASSWORD).fill(password);
    await page.getByRole('button', { name: 'Войти' }).click();
    await page.getByRole('heading', { name: 'Здравствуйте, Н. Ф. Обходова!' }).waitFor();

    await page.goto('/account');
    await page.getByRole('link', { name: 'Выйти' }).click();
    await page.getByRole('button', { name: 'Выйти' }).click();
    await page.getByText('Вы вышли.').waitFor();
    await page.goto('/documents');
    expect(new URL(page.url()).pathname).toBe('/sign-in');
  });

  it('closes an address after five failures, alike for an unknown one, and says for how long', async () => {
    const page = await visit();
    const unknown = `nikto-${randomUUID()}@dvor.example`;
    await page.goto('/sign-in');
    for (let attempt = 1; attempt <= 6; attempt++) {
      await field(page, EMAIL).fill(unknown);
      await field(page, PASSWORD).fill(`догадка ${attempt}`);
      const answered = page.waitForResponse((response) => response.request().method() === 'POST');
      await page.getByRole('button', { name: 'Войти' }).click();
      await answered;
    }
    await page.getByText('Вход по этому адресу почты закрыт на 5 минут').waitFor();
  });

  it('returns to the page that asked for sign-in', async () => {
    const page = await visit();
    await page.goto('/documents?kind=resolution&sort=title');
    const address = new URL(page.url());
    expect(address.pathname).toBe('/sign-in');
    expect(address.searchParams.get('next')).toBe('/documents?kind=resolution&sort=title');
    const { login, password } = accountOf(people.drafter);
    await field(page, EMAIL).fill(login);
    await field(page, PASSWORD).fill(password);
    await page.getByRole('button', { name: 'Войти' }).click();
    await page.getByRole('heading', { name: 'Документы', level: 1 }).waitFor();
    expect(new URL(page.url()).search).toBe('?kind=resolution&sort=title');
  });
}
