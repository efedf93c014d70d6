import { describe, expect, it } from 'vitest';
import {
  assertCsrf,
  assertSameOrigin,
  clearCookie,
  flashCookie,
  issueCsrf,
  isUnprotectedConnection,
  readCookie,
  readForm,
  serializeCookie,
  takeFlash,
} from '~/platform/http/index.server';
import { get, harness, post } from './http-harness';

const SITE = 'http://127.0.0.1:3000';
const pair = (setCookie: string) => setCookie.split(';')[0] as string;

async function submit(fields: Record<string, string>, headers: Record<string, string>, options = {}) {
  const { args } = harness(options);
  const request = post(`${SITE}/sign-in`, fields, headers);
  assertCsrf(args(request), await readForm(request.clone()));
}

describe('cookies', () => {
  it('are __Host- and Secure on https, plain on http', () => {
    const secure = serializeCookie(get('https://docs.example.org/'), 'session', 'a b');
    expect(secure).toBe('__Host-khartia-session=a%20b; Path=/; HttpOnly; SameSite=Lax; Secure');
    const lan = serializeCookie(get('http://192.168.1.5:3000/'), 'session', 'x', { maxAge: 60 });
    expect(lan).toBe('khartia-session=x; Path=/; HttpOnly; SameSite=Lax; Max-Age=60');
    expect(clearCookie(get(SITE), 'flash')).toContain('Max-Age=0');
  });

  it('round-trip, and a broken value counts as absent', () => {
    const request = get(SITE, { cookie: 'a=1; khartia-session=a%20b; khartia-flash=%E0%A4%A' });
    expect(readCookie(request, 'session')).toBe('a b');
    expect(readCookie(request, 'flash')).toBeNull();
    expect(readCookie(request, 'csrf')).toBeNull();
  });

  it('do not take an http cookie on https', () => {
    expect(
      readCookie(get('https://docs.example.org/', { cookie: 'khartia-session=x' }), 'session'),
    ).toBeNull();
  });

  it('warn about an unprotected network, not about this machine', () => {
    expect(isUnprotectedConnection(get('http://192.168.1.5:3000/'))).toBe(true);
    expect(isUnprotectedConnection(get(SITE))).toBe(false);
    expect(isUnprotectedConnection(get('https://docs.example.org/'))).toBe(false);
  });

  it('carry a one-time message and ignore a forged one', () => {
    const line = flashCookie(get(SITE), { kind: 'success', text: 'Сохранено' });
    const next = takeFlash(get(SITE, { cookie: pair(line) }));
    expect(next.flash).toEqual({ kind: 'success', text: 'Сохранено' });
    expect(next.setCookie).toContain('Max-Age=0');
    expect(takeFlash(get(SITE, { cookie: 'khartia-flash=garbage' })).flash).toBeNull();
    expect(takeFlash(get(SITE))).toEqual({ flash: null, setCookie: null });
  });
});

describe('form token', () => {
  const page = issueCsrf(get(SITE));
  const cookie = pair(page.setCookie ?? '');
  const ours = { cookie, origin: SITE, 'sec-fetch-site': 'same-origin' };

  it('is taken from the form with its cookie', async () => {
    await submit({ csrf: page.token }, ours);
  });

  it('does not reveal the cookie and is stable while the cookie is', () => {
    const again = issueCsrf(get(SITE, { cookie }));
    expect(again).toEqual({ token: page.token, setCookie: null });
    expect(cookie).not.toContain(page.token);
  });

  it.each([
    ['no token', {}, ours],
    ['another token', { csrf: 'f'.repeat(64) }, ours],
    ['a token of another browser', { csrf: page.token }, { ...ours, cookie: 'khartia-csrf=other' }],
    ['no cookie', { csrf: page.token }, { origin: SITE }],
  ])('refuses %s', async (_, fields, headers) => {
    await expect(submit(fields, headers)).rejects.toMatchObject({
      code: 'http/stale-form',
      kind: 'forbidden',
    });
  });

  it('changes with the session: a token from before sign-in is refused after it', async () => {
    const signedIn = { ...ours, cookie: `${cookie}; khartia-session=good` };
    await expect(submit({ csrf: page.token }, signedIn)).rejects.toMatchObject({ code: 'http/stale-form' });
    await submit({ csrf: issueCsrf(get(SITE, signedIn)).token }, signedIn);
  });

  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['a sandboxed page', { origin: 'null' }],
    ['another port', { origin: 'http://127.0.0.1:4000' }],
    ['a sibling host', { origin: 'http://127.0.0.1.evil.example:3000' }],
  ])('refuses %s whatever the token', async (_, headers) => {
    await expect(submit({ csrf: page.token }, { ...ours, ...headers })).rejects.toMatchObject({
      code: 'http/foreign-origin',
    });
  });

  it('refuses a cross-site request without Origin', async () => {
    await expect(
      submit({ csrf: page.token }, { cookie, 'sec-fetch-site': 'cross-site' }),
    ).rejects.toMatchObject({ code: 'http/foreign-origin' });
  });

  it('takes PUBLIC_URL as ours behind a proxy', async () => {
    await submit(
      { csrf: page.token },
      { ...ours, origin: 'https://docs.example.org' },
      {
        publicOrigin: 'https://docs.example.org',
      },
    );
  });

  it('lets reading pass', () => {
    const { args } = harness();
    assertSameOrigin(args(get(SITE, { origin: 'https://evil.example' })));
  });
});
