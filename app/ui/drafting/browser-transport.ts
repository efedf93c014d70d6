// The session's requests over fetch. A token of forms that has aged (a new sign-in in another tab) is renewed once and
// the request repeated; only then the session is told.
import type { DocumentBody } from '~/modules/documents';
import { type SaveRequest, type Transport, TransportError } from './session-ports';
import type { SaveAnswer, UpdateAnswer } from './session-state';

/** Browsers let a request outlive its page up to 64 KB. */
const KEEPALIVE_BYTES = 60_000;
const TIMEOUT_MS = 30_000;

export interface BrowserTransportOptions {
  readonly documentId: string;
  readonly userId: string;
  readonly csrf: string;
  readonly fetch?: typeof fetch;
}

interface ErrorBody {
  readonly code?: string;
  readonly message?: string;
}

function failure(status: number, { code = '', message = '' }: ErrorBody): TransportError {
  if (status === 401) return new TransportError('signed-out', message);
  if (status >= 500 || status === 429) return new TransportError('network', message);
  return new TransportError(code === 'drafting/patch-invalid' ? 'patch' : 'refused', message);
}

export function createBrowserTransport(options: BrowserTransportOptions): Transport & {
  announce(client: string, block: string | null, leaving?: boolean): void;
} {
  const at = `/documents/${encodeURIComponent(options.documentId)}`;
  const call = options.fetch ?? fetch;
  let { csrf } = options;

  async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
    const response = await call(path, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { Accept: 'application/json' },
      redirect: 'error',
      ...init,
    });
    if (response.ok) return response.json() as Promise<T>;
    const body = (await response.json().catch(() => ({}))) as ErrorBody;
    if (body.code === 'http/stale-form') throw new TransportError('signed-out', 'stale-form');
    throw failure(response.status, body);
  }

  function post<T>(path: string, text: string, last: boolean): Promise<T> {
    return ask<T>(path, {
      method: 'POST',
      body: text,
      keepalive: last && text.length * 2 < KEEPALIVE_BYTES,
      headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'x-csrf-token': csrf },
    });
  }

  async function update(since: string): Promise<UpdateAnswer> {
    const got = await ask<Omit<UpdateAnswer, 'since'> & { csrf: string; actorId: string }>(
      `${at}/draft?since=${since}`,
    );
    if (got.actorId !== options.userId) throw new TransportError('other-person', '');
    csrf = got.csrf;
    return { ...got, since };
  }

  return {
    update,
    async save(request: SaveRequest, last: boolean): Promise<SaveAnswer> {
      const text = JSON.stringify(request);
      try {
        return await post<SaveAnswer>(`${at}/draft`, text, last);
      } catch (error) {
        if (!(error instanceof TransportError) || error.message !== 'stale-form') throw error;
        await update(request.baseSha256);
        return post<SaveAnswer>(`${at}/draft`, text, last);
      }
    },
    async bodyAt(sha256: string): Promise<DocumentBody | null> {
      return (await ask<{ body: DocumentBody | null }>(`${at}/draft?at=${sha256}`)).body;
    },
    /** Presence is a courtesy: what fails is said again ten seconds later. */
    announce(client, block, leaving = false): void {
      const body = JSON.stringify({ client, block, leaving });
      const headers = { 'Content-Type': 'application/json', 'x-csrf-token': csrf };
      call(`${at}/presence`, { method: 'POST', body, headers, keepalive: leaving }).then(
        () => undefined,
        () => undefined,
      );
    },
  };
}
