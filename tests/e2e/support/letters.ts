// Letters that the site sent, as the administrator reads them: SMTP is not set in the demo.
import { people, visit } from './tier';

/** The text of the newest kept letter to somebody. */
export async function letterTo(email: string, subject: RegExp): Promise<string> {
  const page = await visit({ as: people.administrator });
  await page.goto('/settings/letters');
  await page
    .getByRole('listitem')
    .filter({ hasText: email })
    .getByRole('link', { name: subject })
    .first()
    .click();
  await page.getByRole('link', { name: 'Все письма' }).waitFor();
  return (await page.getByRole('main').textContent()) ?? '';
}

/** Path of the personal link or the invitation in a letter. */
export const linkIn = (letter: string): string =>
  new URL(/http\S+\/(?:l|invitations)\/[\w-]+/.exec(letter)?.[0] ?? '').pathname;

export const codeIn = (letter: string): string => /Код: (\d{6})/.exec(letter)?.[1] ?? '';
