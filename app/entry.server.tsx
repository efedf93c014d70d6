// Turns a matched page into bytes. Interactive pages stream with a nonce; reading pages (hydrate: false) are one
// string without scripts, answered 304 by ETag and kept in memory by it, since they are the same for everybody.
import { Transform } from 'node:stream';
import { type AppLoadContext, createReadableStreamFromReadable, type EntryContext } from '@remix-run/node';
import { isRouteErrorResponse, RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
import { renderToPipeableStream, renderToString } from 'react-dom/server';
import { applySecurityHeaders, type PageProfile } from '~/platform/http/index.server';
import { NonceContext } from './ui/nonce';
import { answerFromKept, keepPage, pageKey, readingPages } from './ui/reading-pages.server';
import { isHydrated, shellOf } from './ui/route-handle';

const ABORT_MS = 10_000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
): Response | Promise<Response> {
  const handles = remix.staticHandlerContext.matches.map(
    (match) => (remix.routeModules[match.route.id] as { handle?: unknown } | undefined)?.handle,
  );
  const secure = new URL(request.url).protocol === 'https:';
  headers.set('Content-Type', 'text/html; charset=utf-8');
  if (!isHydrated(handles)) {
    applySecurityHeaders(headers, { profile: 'public', secure });
    headers.append('Vary', 'Accept-Language, Accept-Encoding');
    return readingPage(request, status, headers, remix);
  }
  const profile: PageProfile = shellOf(handles) === 'none' ? 'editor' : 'app';
  applySecurityHeaders(headers, { profile, nonce: context.nonce, secure });
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'private, no-cache');
  return interactivePage(request, status, headers, remix, context.nonce);
}

function readingPage(request: Request, status: number, headers: Headers, remix: EntryContext): Response {
  const html = () => `<!DOCTYPE html>${renderToString(<RemixServer context={remix} url={request.url} />)}`;
  const tag = headers.get('ETag');
  if (status !== 200 || !tag) return new Response(html(), { status, headers });
  const etag = tag.replace(/"$/, `-${remix.manifest.version}"`);
  headers.set('ETag', etag);
  const key = pageKey(new URL(request.url), request.headers.get('Accept-Language'));
  const known = key ? readingPages.find(key) : null;
  const page = known?.etag === etag ? known : keepPage(html(), etag, headers);
  if (key && page !== known) readingPages.put(key, page);
  const { body, ...init } = answerFromKept(page, {
    ifNoneMatch: request.headers.get('If-None-Match'),
    acceptEncoding: request.headers.get('Accept-Encoding'),
  });
  return new Response(body, init);
}

function interactivePage(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  nonce: string,
): Promise<Response> {
  const whole = isbot(request.headers.get('user-agent') ?? '');
  return new Promise((resolve, reject) => {
    let sent = false;
    let code = status;
    const send = () => {
      sent = true;
      const body = withoutZeros();
      resolve(new Response(createReadableStreamFromReadable(body), { status: code, headers }));
      pipe(body);
    };
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <RemixServer context={remix} url={request.url} abortDelay={ABORT_MS} nonce={nonce} />
      </NonceContext.Provider>,
      {
        nonce,
        ...(whole ? { onAllReady: send } : { onShellReady: send }),
        onShellError: reject,
        onError(error) {
          code = 500;
          // Before the shell is out, Remix reports the rejection itself.
          if (sent) console.error(error);
        },
      },
    );
    setTimeout(abort, ABORT_MS + 1000).unref();
  });
}

/**
 * React 18 fills its buffer with zero bytes where a letter of two bytes does not fit at the end; a browser shows them
 * as «�» inside a word.
 */
function withoutZeros(): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, chunk.includes(0) ? chunk.filter((byte) => byte !== 0) : chunk);
    },
  });
}

/** Data of client navigations is private to the person and never cached. */
export function handleDataRequest(response: Response): Response {
  response.headers.set('X-Content-Type-Options', 'nosniff');
  if (!response.headers.has('Cache-Control')) response.headers.set('Cache-Control', 'private, no-store');
  return response;
}

/** What a loader or a render threw without making it an answer: a defect, reported with the request's number. */
export function handleError(
  error: unknown,
  { request, context }: { request: Request; context: AppLoadContext },
): void {
  if (request.signal.aborted || isRouteErrorResponse(error)) return;
  context.services.http.report(error, { requestId: context.requestId, url: request.url });
}
