// Doors that stay shut: other people's pages, the content editor, requests from other sites; and what they say.
import { expect, it } from 'vitest';
import { demo, hydrated, people, sessionOf, visit } from '../support/tier';

const confidential = demo.documents.find(({ kind }) => kind === 'mediation-agreement')!;

const cookieOf = async (login: string) =>
  (await sessionOf(login)).cookies.map(({ name, value }) => `${name}=${value}`).join('; ');

const UPDATE = JSON.stringify({
  additions: [
    { path: 'content/glossary/vzlom.mdoc', contents: Buffer.from('---\nterm: x\n---\n').toString('base64') },
  ],
  deletions: [],
});
const postUpdate = (headers: Record<string, string>) =>
  fetch(`${demo.url}/api/keystatic/update`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'no-cors': '1', origin: demo.url, ...headers },
    body: UPDATE,
  });

export function guardsJourney(): void {
  it('answers an unknown address with a page that helps', async () => {
    const page = await visit();
    const answer = await page.goto('/net-takoy-stranitsy');
    expect(answer?.status()).toBe(404);
    await page.getByRole('heading', { name: 'Страница не найдена' }).waitFor();
    await page.getByRole('link', { name: 'На главную' }).click();
    await page.getByRole('heading', { name: 'Принятые документы' }).waitFor();
  });

  it('does not show another’s document, and does not say whether it exists', async () => {
    const page = await visit({ as: people.inspector });
    const hidden = await page.goto(`/documents/${confidential.id}`);
    const text = await page.getByRole('main').textContent();
    expect([403, 404]).toContain(hidden?.status());
    expect(text).not.toContain('медиации');
    const absent = await page.goto('/documents/doc_00000000000000000000000000');
    expect(absent?.status()).toBe(hidden?.status());
  });

  it('keeps the address through an expired session', async () => {
    const page = await visit({ as: people.secretary });
    await page.goto('/documents');
    await hydrated(page);
    await page.context().clearCookies();
    await page.getByRole('main').getByRole('heading', { level: 2 }).getByRole('link').first().click();
    await page.getByRole('heading', { name: 'Вход' }).waitFor();
    expect(new URL(page.url()).searchParams.get('next')).toMatch(/^\/documents\/doc_/);
  });

  it('opens the content editor to editors alone', async () => {
    const page = await visit({ as: people.drafter });
    const answer = await page.goto('/keystatic');
    expect(answer?.status()).toBe(403);
    await page.getByText('может только редактор').waitFor();
    expect((await postUpdate({})).status).toBe(401);
    expect((await postUpdate({ cookie: await cookieOf(people.drafter) })).status).toBe(403);
    const editor = await cookieOf(people.editor);
    expect((await postUpdate({ cookie: editor, origin: 'https://evil.example' })).status).toBe(403);
    const listing = await fetch(`${demo.url}/api/keystatic/tree`, {
      headers: { cookie: await cookieOf(people.drafter), 'no-cors': '1' },
    });
    expect(listing.status).toBe(403);
  });

  it('refuses a form of another site, even with the person’s cookies', async () => {
    const cookie = await cookieOf(people.secretary);
    const form = await fetch(`${demo.url}/sign-out`, { headers: { cookie } }).then((page) => page.text());
    const csrf = /name="csrf" value="([^"]+)"/.exec(form)?.[1] ?? '';
    expect(csrf).not.toBe('');
    const post = (headers: Record<string, string>, token: string) =>
      fetch(`${demo.url}/sign-out`, {
        method: 'POST',
        headers: { cookie, ...headers },
        body: new URLSearchParams({ csrf: token }),
        redirect: 'manual',
      });
    expect((await post({ origin: 'https://evil.example' }, csrf)).status).toBe(403);
    expect((await post({ 'sec-fetch-site': 'cross-site' }, csrf)).status).toBe(403);
    expect((await post({ origin: demo.url }, 'f'.repeat(64))).status).toBe(403);
    expect((await fetch(`${demo.url}/account`, { headers: { cookie }, redirect: 'manual' })).status).toBe(
      200,
    );
  });
}
