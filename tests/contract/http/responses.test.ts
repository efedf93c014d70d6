import { describe, expect, it } from 'vitest';
import {
  answer,
  answerPublic,
  applySecurityHeaders,
  createRateLimit,
  httpError,
  notModified,
  publicPageHeaders,
  readForm,
  requestContext,
  requireUser,
  safeReturnPath,
  securityHeaders,
  statusOf,
  toResponse,
} from '~/platform/http/index.server';
import { AppError, type ErrorKind } from '~/shared/app-error';
import { actor, get, harness, post } from './http-harness';

const SITE = 'http://127.0.0.1:3000';
const thrown = async (run: () => Promise<unknown>): Promise<unknown> =>
  run().then(
    () => undefined,
    (error: unknown) => error,
  );

describe('errors', () => {
  it.each([
    ['invalid', 400],
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['not-found', 404],
    ['conflict', 409],
    ['limit', 413],
    ['unavailable', 503],
    ['internal', 500],
  ] as [ErrorKind, number][])('%s is %i', (kind, status) => {
    expect(statusOf({ kind, details: {} })).toBe(status);
  });

  it('a limit in time is 429 with Retry-After', () => {
    const { args } = harness();
    const response = toResponse(
      httpError('too-many-requests', { wait: '30 сек.', retryAfterSeconds: 30 }),
      args(get(SITE)),
    );
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('30');
  });

  it('an AppError keeps its text and code', async () => {
    const { args, reported } = harness();
    const response = toResponse(
      new AppError('documents/x', 'conflict', 'Уже принято.', { v: 2 }),
      args(get(SITE)),
    );
    expect(response.status).toBe(409);
    expect(await response.json()).toEqual({
      code: 'documents/x',
      message: 'Уже принято.',
      requestId: 'req_1',
      details: { v: 2 },
    });
    expect(reported).toEqual([]);
  });

  it('a defect is reported and says nothing of itself', async () => {
    const { args, reported } = harness();
    const error = new Error('secret path /srv/x');
    const response = await thrown(() => answer(args(get(SITE)), () => Promise.reject(error)));
    expect(response).toBeInstanceOf(Response);
    const text = await (response as Response).text();
    expect((response as Response).status).toBe(500);
    expect(text).not.toContain('secret');
    expect(text).toContain('req_1');
    expect(reported).toEqual([error]);
  });
});

describe('security headers', () => {
  it('hydrated pages run scripts by nonce only', () => {
    const policy = securityHeaders({ profile: 'app', nonce: 'n0nce', secure: false })[
      'Content-Security-Policy'
    ];
    expect(policy).toContain("script-src 'self' 'nonce-n0nce'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(policy).not.toContain('upgrade-insecure-requests');
  });

  it('public pages have no inline script and no nonce', () => {
    const policy = securityHeaders({ profile: 'public', secure: true })['Content-Security-Policy'] ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('nonce');
  });

  it('name no outside host', () => {
    for (const profile of ['app', 'public', 'editor', 'file'] as const) {
      const headers = securityHeaders({ profile, nonce: 'n', secure: true });
      expect(headers['Content-Security-Policy']).not.toMatch(/https?:\/\/|\*/);
      expect(headers['Content-Security-Policy']).toContain("frame-ancestors 'self'");
      expect(headers['X-Content-Type-Options']).toBe('nosniff');
      expect(headers['Strict-Transport-Security']).toBeDefined();
    }
  });

  it('keep what the route has set', () => {
    const headers = new Headers({ 'referrer-policy': 'no-referrer' });
    applySecurityHeaders(headers, { profile: 'public', secure: false });
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('content-security-policy')).toBeTruthy();
    expect(headers.has('strict-transport-security')).toBe(false);
  });

  it('refuse a hydrated page without a nonce', () => {
    expect(() => securityHeaders({ profile: 'app', secure: false })).toThrow('nonce');
  });
});

describe('public pages', () => {
  it('answer 304 to a known tag', () => {
    const headers = publicPageHeaders({ tag: 'abc"\n' });
    expect(headers.get('etag')).toBe('W/"abc"');
    expect(headers.get('set-cookie')).toBeNull();
    expect(notModified(get(SITE, { 'if-none-match': '"x", W/"abc"' }), headers)?.status).toBe(304);
    expect(notModified(get(SITE, { 'if-none-match': '"abc"' }), headers)?.status).toBe(304);
    expect(notModified(get(SITE, { 'if-none-match': '"abcd"' }), headers)).toBeNull();
    expect(notModified(get(SITE), headers)).toBeNull();
  });

  it('never read the session', async () => {
    const { args, sessionReads } = harness();
    const ctx = await answerPublic(args(get(SITE, { cookie: 'khartia-session=good' })), async (c) => c);
    expect(ctx.actor.type).toBe('anonymous');
    expect(sessionReads()).toBe(0);
  });
});

describe('request context', () => {
  it('reads the session once however many loaders run', async () => {
    const { args, sessionReads } = harness();
    const one = args(get(SITE, { cookie: 'khartia-session=good' }));
    const contexts = await Promise.all([requestContext(one), requestContext(one), requireUser(one)]);
    expect(contexts.map((ctx) => ctx.actor)).toEqual([actor, actor, actor]);
    expect(sessionReads()).toBe(1);
  });

  it('an unknown session makes a visitor', async () => {
    const { args } = harness();
    const ctx = await requestContext(args(get(SITE, { cookie: 'khartia-session=old' })));
    expect(ctx).toMatchObject({ actor: { type: 'anonymous' }, sessionId: null, requestId: 'req_1' });
  });

  it('sends a visitor to sign in and back, but refuses his form', async () => {
    const { args } = harness();
    const response = (await thrown(() =>
      requireUser(args(get(`${SITE}/documents.data?state=draft&_routes=x`))),
    )) as Response;
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe('/sign-in?next=%2Fdocuments%3Fstate%3Ddraft');
    const refused = (await thrown(() => requireUser(args(post(`${SITE}/documents`, {}))))) as Response;
    expect(refused.status).toBe(401);
  });

  it.each([
    ['/documents?x=1#y', '/documents?x=1#y'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['/\t/evil.example', '/'],
    ['', '/'],
    [null, '/'],
  ])('returns from %j to %j', (text, path) => {
    expect(safeReturnPath(text)).toBe(path);
  });
});

describe('forms', () => {
  it('stop at the limit while bytes arrive', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(64 * 1024).fill(97));
      },
    });
    const request = new Request(SITE, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: endless,
      duplex: 'half',
    } as RequestInit);
    await expect(readForm(request)).rejects.toMatchObject({ code: 'http/body-too-large', kind: 'limit' });
    expect(sent).toBeLessThan(20);
  });

  it('refuse a declared length at once and a body that is no form', async () => {
    const large = post(SITE, { a: 'x'.repeat(5_000_000) });
    await expect(readForm(large)).rejects.toThrow('256 КБ');
    const json = new Request(SITE, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    await expect(readForm(json)).rejects.toMatchObject({ code: 'http/body-not-form' });
    const broken = new Request(SITE, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: 'garbage',
    });
    await expect(readForm(broken)).rejects.toMatchObject({ code: 'http/body-not-form' });
  });

  it('read urlencoded and multipart', async () => {
    expect((await readForm(post(SITE, { a: 'да' }))).get('a')).toBe('да');
    const data = new FormData();
    data.set('a', 'нет');
    expect((await readForm(new Request(SITE, { method: 'POST', body: data }))).get('a')).toBe('нет');
  });
});

describe('limit by address', () => {
  it('refuses after its points and keeps addresses apart', async () => {
    const limit = createRateLimit({ name: 'test', points: 2, seconds: 600 });
    await limit.consume('a');
    await limit.consume('a');
    await expect(limit.consume('a')).rejects.toMatchObject({ code: 'http/too-many-requests' });
    await limit.consume('b');
  });
});
