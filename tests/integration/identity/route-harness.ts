// Loaders and actions called with Request objects over the real module, store and content; a cookie jar between.
import { readFileSync } from 'node:fs';
import type { ActionFunctionArgs } from '@remix-run/node';
import type { ContentStore } from '~/platform/content';
import type { KhartiaLoadContext, ServiceRegistry } from '~/platform/http';
import { createHttpPort, issueCsrf } from '~/platform/http/index.server';
import type { IdentityHarness } from './identity-harness';

export const SITE = 'http://127.0.0.1:3000';

type Handler = (args: ActionFunctionArgs) => unknown;

export function browser(h: IdentityHarness, content?: ContentStore) {
  const jar = new Map<string, string>();
  const reported: unknown[] = [];
  const http = createHttpPort({
    sessions: h.identity,
    now: h.clock.now,
    newId: h.newId,
    publicOrigin: null,
    report: (error) => reported.push(error),
  });
  const yaml = readFileSync('content/samples/people.yaml', 'utf8');
  const services = {
    http,
    identity: h.identity,
    content,
    loadSampleData: (ctx: Parameters<typeof h.identity.loadSamplePeople>[0]) =>
      h.identity.loadSamplePeople(ctx, { yaml }),
  } as unknown as ServiceRegistry;
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');

  /** Calls a loader or an action; what it throws as a Response counts as its answer. Keeps cookies. */
  async function call(handler: Handler, path: string, init: RequestInit = {}): Promise<Answer> {
    const headers = new Headers(init.headers);
    if (jar.size > 0) headers.set('cookie', cookie());
    const request = new Request(`${SITE}${path}`, { ...init, headers });
    const context: KhartiaLoadContext = {
      services,
      nonce: 'n',
      requestId: 'req_t',
      clientAddress: '192.0.2.7',
    };
    const result = await Promise.resolve(handler({ request, context: { ...context }, params: {} })).catch(
      (error: unknown) => {
        if (error instanceof Response) return error;
        throw error;
      },
    );
    const answer = toAnswer(result);
    // A defect that a route has turned into «500» is the test's failure, with its own stack.
    if (reported.length > 0) throw reported[0];
    for (const line of answer.headers.getSetCookie()) keep(line);
    return answer;
  }
  function keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ');
    const [name = '', value = ''] = pair.split('=');
    if (attributes.includes('Max-Age=0')) jar.delete(name);
    else jar.set(name, value);
  }
  /** The root of the page gives the form token; a new browser gets its cookie with it. */
  function csrf(): string {
    const { token, setCookie } = issueCsrf(
      new Request(SITE, { headers: jar.size > 0 ? { cookie: cookie() } : {} }),
    );
    if (setCookie) keep(setCookie);
    return token;
  }
  const submit = (handler: Handler, path: string, fields: Record<string, string>) =>
    call(handler, path, {
      method: 'POST',
      headers: { origin: SITE },
      body: new URLSearchParams({ csrf: csrf(), ...fields }),
    });
  return { call, submit, csrf, jar };
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Data of `data()` or of a plain value; undefined for a Response. */
  readonly data: unknown;
  readonly response: Response | null;
}

function toAnswer(result: unknown): Answer {
  if (result instanceof Response) {
    return { status: result.status, headers: result.headers, data: undefined, response: result };
  }
  const wrapped = result as { type?: string; data?: unknown; init?: ResponseInit | null };
  if (wrapped?.type === 'DataWithResponseInit') {
    const headers = new Headers(wrapped.init?.headers);
    return { status: wrapped.init?.status ?? 200, headers, data: wrapped.data, response: null };
  }
  return { status: 200, headers: new Headers(), data: result, response: null };
}
