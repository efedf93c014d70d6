// Set-up, sign-in, account and sign-out as a browser without JavaScript uses them.
import { beforeEach, describe, expect, it } from 'vitest';
import * as account from '../../../app/routes/account/route';
import * as setup from '../../../app/routes/setup/route';
import * as signInPage from '../../../app/routes/sign-in';
import * as signOut from '../../../app/routes/sign-out';
import { type IdentityHarness, identityHarness, setUpInput } from './identity-harness';
import { browser } from './route-harness';

let h: IdentityHarness;
beforeEach(async () => {
  h = await identityHarness();
});
const login = { email: setUpInput.email, password: setUpInput.password };

describe('set-up page', () => {
  it('sets up, signs in and leads on', async () => {
    const b = browser(h);
    expect((await b.call(signInPage.loader, '/sign-in')).headers.get('location')).toBe('/setup');
    expect((await b.call(setup.loader, '/setup')).data).toMatchObject({ isSetUp: false });
    const done = await b.submit(setup.action, '/setup', setUpInput);
    expect(done.headers.get('location')).toBe('/');
    expect(b.jar.has('khartia-session')).toBe(true);
    expect((await b.call(account.loader, '/account')).data).toMatchObject({ sessions: [{ current: true }] });
  });

  it('with sample data shows the accounts and their password once', async () => {
    const b = browser(h);
    const done = await b.submit(setup.action, '/setup', { ...setUpInput, samples: 'on' });
    expect(done.status).toBe(200);
    expect(done.headers.get('cache-control')).toBe('no-store');
    const { samples } = done.data as { samples: { password: string; accounts: { email: string }[] } };
    const sample = browser(h);
    const fields = { email: samples.accounts[0]?.email ?? '', password: samples.password };
    expect((await sample.submit(signInPage.action, '/sign-in', fields)).status).toBe(302);
  });

  it('keeps what was typed and puts every error beside its field; passwords do not come back', async () => {
    const b = browser(h);
    const { position: _, ...rest } = setUpInput;
    const refused = await b.submit(setup.action, '/setup', {
      ...rest,
      email: 'нет',
      passwordRepeat: 'другой',
    });
    expect(refused.status).toBe(400);
    expect(refused.data).toMatchObject({
      errors: { email: ['Нужен адрес вида name@example.org.'], position: ['Заполните это поле.'] },
      values: { surname: 'Образцов', organisationName: setUpInput.organisationName },
    });
    expect(JSON.stringify(refused.data)).not.toContain(setUpInput.password);
    expect(await h.identity.isSetUp()).toBe(false);
    const differ = await b.submit(setup.action, '/setup', { ...setUpInput, passwordRepeat: 'другой' });
    expect(differ.data).toMatchObject({
      errors: { passwordRepeat: ['Пароли не совпадают. Введите пароль ещё раз.'] },
    });
  });

  it('is closed afterwards', async () => {
    await browser(h).submit(setup.action, '/setup', setUpInput);
    const late = await browser(h).submit(setup.action, '/setup', {
      ...setUpInput,
      email: 'late@example.org',
    });
    expect(late.status).toBe(400);
    expect(late.data).toMatchObject({ errors: { '': [expect.stringContaining('уже настроен')] } });
    expect(await h.identity.listPeople()).toHaveLength(1);
  });

  it('refuses a form from another site', async () => {
    const b = browser(h);
    const foreign = await b.call(setup.action, '/setup', {
      method: 'POST',
      headers: { origin: 'https://evil.example' },
      body: new URLSearchParams({ csrf: b.csrf(), ...setUpInput }),
    });
    expect(foreign.status).toBe(400);
    expect(await h.identity.isSetUp()).toBe(false);
  });
});

describe('sign-in page', () => {
  beforeEach(async () => {
    await h.identity.setUp(h.ctx(), setUpInput);
  });

  it('returns to the page asked for, never to another site', async () => {
    const go = async (next: string) =>
      (await browser(h).submit(signInPage.action, '/sign-in', { ...login, next })).headers.get('location');
    expect(await go('/documents?state=draft')).toBe('/documents?state=draft');
    expect(await go('https://evil.example/')).toBe('/');
    expect(await go('//evil.example')).toBe('/');
  });

  it('sets an HttpOnly, SameSite cookie', async () => {
    const answer = await browser(h).submit(signInPage.action, '/sign-in', login);
    expect(answer.headers.get('set-cookie')).toMatch(
      /^khartia-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=259200$/,
    );
  });

  it('says what is wrong and keeps the e-mail', async () => {
    const refused = await browser(h).submit(signInPage.action, '/sign-in', { ...login, password: 'нет' });
    expect(refused.data).toEqual({
      errors: { '': [expect.stringContaining('адрес почты или пароль не подходят')] },
      values: { email: setUpInput.email },
    });
    const empty = await browser(h).submit(signInPage.action, '/sign-in', {});
    expect(empty.data).toMatchObject({
      errors: { email: ['Заполните это поле.'], password: ['Заполните это поле.'] },
    });
  });

  it('refuses a stale form without losing the e-mail', async () => {
    const refused = await browser(h).submit(signInPage.action, '/sign-in', { ...login, csrf: 'old' });
    expect(refused.data).toMatchObject({
      errors: { '': [expect.stringContaining('Форма устарела')] },
      values: { email: setUpInput.email },
    });
  });

  it('limits one address', async () => {
    const b = browser(h);
    let last = '';
    for (let n = 0; n < 31; n += 1) {
      const answer = await b.submit(signInPage.action, '/sign-in', {
        email: `a${n}@b.example`,
        password: 'x',
      });
      last = JSON.stringify(answer.data);
    }
    expect(last).toContain('Слишком много попыток');
  });

  it('leads a signed-in person on', async () => {
    const b = browser(h);
    await b.submit(signInPage.action, '/sign-in', login);
    const answer = await b.call(signInPage.loader, '/sign-in?next=%2Faccount');
    expect(answer.headers.get('location')).toBe('/account');
  });
});

describe('account page', () => {
  it('asks a visitor to sign in and comes back', async () => {
    await h.identity.setUp(h.ctx(), setUpInput);
    const answer = await browser(h).call(account.loader, '/account?done=others');
    expect(answer.headers.get('location')).toBe('/sign-in?next=%2Faccount%3Fdone%3Dothers');
  });

  it('ends another session and all others, and changes the password', async () => {
    await h.identity.setUp(h.ctx(), setUpInput);
    const [here, phone] = [browser(h), browser(h)];
    for (const b of [here, phone]) await b.submit(signInPage.action, '/sign-in', login);
    const page = (await here.call(account.loader, '/account')).data as {
      sessions: { id: string; current: boolean }[];
    };
    const other = page.sessions.find((session) => !session.current);
    const ended = await here.submit(account.action, '/account', {
      intent: 'end-session',
      sessionId: other?.id ?? '',
    });
    expect(ended.headers.get('location')).toBe('/account?done=session');
    expect((await phone.call(account.loader, '/account')).status).toBe(302);

    await phone.submit(signInPage.action, '/sign-in', login);
    await here.submit(account.action, '/account', { intent: 'end-others' });
    expect((await phone.call(account.loader, '/account')).status).toBe(302);

    const fields = {
      intent: 'change-password',
      password: 'новый пароль 77',
      passwordRepeat: 'новый пароль 77',
    };
    const wrong = await here.submit(account.action, '/account', { ...fields, currentPassword: 'не тот' });
    expect(wrong.data).toMatchObject({ errors: { '': [expect.stringContaining('Нынешний пароль')] } });
    const right = await here.submit(account.action, '/account', {
      ...fields,
      currentPassword: login.password,
    });
    expect(right.headers.get('location')).toBe('/account?done=password');
  });

  it('refuses an action without its token', async () => {
    await h.identity.setUp(h.ctx(), setUpInput);
    const b = browser(h);
    await b.submit(signInPage.action, '/sign-in', login);
    const refused = await b.submit(account.action, '/account', { intent: 'end-others', csrf: 'x' });
    expect(refused.status).toBe(403);
  });
});

describe('sign-out', () => {
  it('ends the session and removes the cookie', async () => {
    await h.identity.setUp(h.ctx(), setUpInput);
    const b = browser(h);
    await b.submit(signInPage.action, '/sign-in', login);
    const token = b.jar.get('khartia-session') ?? '';
    const out = await b.submit(signOut.action, '/sign-out', {});
    expect(out.headers.get('location')).toBe('/sign-in?done=signed-out');
    expect(b.jar.has('khartia-session')).toBe(false);
    expect(await h.identity.resolveSession(token, h.clock.now())).toBeNull();
    expect((await b.call(signOut.loader, '/sign-out')).headers.get('location')).toBe('/sign-in');
  });

  it('does not follow a link or a foreign form', async () => {
    await h.identity.setUp(h.ctx(), setUpInput);
    const b = browser(h);
    await b.submit(signInPage.action, '/sign-in', login);
    await b.call(signOut.loader, '/sign-out');
    const foreign = await b.call(signOut.action, '/sign-out', {
      method: 'POST',
      headers: { 'sec-fetch-site': 'cross-site' },
      body: new URLSearchParams({ csrf: b.csrf() }),
    });
    expect(foreign.status).toBe(403);
    expect((await b.call(account.loader, '/account')).status).toBe(200);
  });
});
