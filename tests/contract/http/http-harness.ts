// Requests and a load context for platform/http without a server: real functions, no store.
import type { KhartiaLoadContext, RouteArgs, ServiceRegistry } from '~/platform/http';
import { createHttpPort } from '~/platform/http/index.server';
import type { Actor } from '~/shared/context';
import { countingIds } from '~/shared/ids';

export const actor: Actor = {
  type: 'user',
  id: 'usr_1',
  name: 'И. И. Образцов',
  memberships: [{ organisationId: 'org_1', roles: ['editor'] }],
};

export function harness(options: { publicOrigin?: string } = {}) {
  const reported: unknown[] = [];
  let reads = 0;
  const http = createHttpPort({
    sessions: {
      async resolveSession(token) {
        reads += 1;
        return token === 'good' ? { actor, sessionId: 'ses_1' } : null;
      },
      async resolveGuest(tokens, { documentId }) {
        const known = tokens.includes('guest') && documentId === 'doc_1';
        return known ? { actor: { type: 'guest', id: 'lnk_1', name: 'Гость', memberships: [] } } : null;
      },
    },
    now: () => new Date('2026-11-21T09:00:00Z'),
    newId: countingIds(),
    publicOrigin: options.publicOrigin ?? null,
    report: (error) => reported.push(error),
  });
  const args = (request: Request): RouteArgs => ({
    request,
    context: {
      services: { http } as unknown as ServiceRegistry,
      nonce: 'n0nce',
      requestId: 'req_1',
      clientAddress: '192.0.2.1',
    } satisfies KhartiaLoadContext,
  });
  return { args, reported, sessionReads: () => reads };
}

export const get = (url: string, headers: Record<string, string> = {}) => new Request(url, { headers });

export const post = (url: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  new Request(url, { method: 'POST', headers, body: new URLSearchParams(fields) });
