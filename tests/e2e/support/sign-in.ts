// Sign-in by the site's own form, without a page: what most journeys need before they begin.
import { type BrowserContextOptions, request } from 'playwright-core';

export type StorageState = Exclude<NonNullable<BrowserContextOptions['storageState']>, string>;

/** Signs in and returns the cookies. Throws with the page's text when the site refuses. */
export async function signIn(
  baseURL: string,
  { login, password }: { login: string; password: string },
): Promise<StorageState> {
  const api = await request.newContext({ baseURL, extraHTTPHeaders: { 'Accept-Language': 'ru' } });
  try {
    const page = await (await api.get('/sign-in')).text();
    const csrf = /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const answer = await api.post('/sign-in', {
      form: { csrf, next: '/', email: login, password },
      headers: { Origin: baseURL },
      maxRedirects: 0,
    });
    if (answer.status() !== 302) {
      throw new Error(`sign-in of ${login} was answered with ${answer.status()}: ${await answer.text()}`);
    }
    return await api.storageState();
  } finally {
    await api.dispose();
  }
}
