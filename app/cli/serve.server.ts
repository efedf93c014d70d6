// The HTTP host: static files, limits, request ids and nonces around the Remix handler of the same bundle.
import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { ServerBuild } from '@remix-run/node';
import compression from 'compression';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import type { App } from '~/bootstrap.server';
import { anonymousActor, type Context } from '~/shared/context';
import { answerBeforeRemix } from '~/ui/reading-pages.server';
import { answerPages } from './answer-pages.server';

const ONE_YEAR_MS = 31_536_000_000;
/** Level 4: a 19-point page shrinks to a fifth at a third of the default level's cost. */
const gzip = () => compression({ level: 4, threshold: 1024 });
/** A whole request must arrive within this; slow clients must not hold sockets for ever. */
const REQUEST_TIMEOUT_MS = 120_000;

/** The pages; a bundle of their own that may load while the store opens. */
export const loadPages = (): Promise<ServerBuild> =>
  // @ts-expect-error: a virtual module of the Remix Vite plugin
  import('virtual:remix/server-build');

export interface RunningSite {
  readonly url: string;
  close(): Promise<void>;
}

/** Listens and resolves once the first request can be answered. Port 0 takes a free one. */
export async function serve(app: App, buildDirectory: string): Promise<RunningSite> {
  const { config, services, log } = app;
  const host = express();
  host.disable('x-powered-by');
  host.set('trust proxy', config.trustProxy ? 1 : false);
  host.set('etag', false);

  host.get('/p/:slug', keptPages(services));
  const client = join(buildDirectory, 'client');
  host.use(
    '/assets',
    gzip(),
    express.static(join(client, 'assets'), { immutable: true, maxAge: ONE_YEAR_MS, fallthrough: false }),
  );
  host.use(express.static(client, { maxAge: 3_600_000, index: false, redirect: false }));
  host.use(gzip());
  host.use(ownOriginOnly(config.publicUrl));
  host.all(
    '*',
    answerPages(loadPages, {
      mode: config.mode === 'test' ? 'production' : config.mode,
      getLoadContext: (request) => ({
        services,
        nonce: randomBytes(16).toString('base64'),
        requestId: services.http.newId('req'),
        clientAddress: request.ip ?? 'unknown',
      }),
    }),
  );
  host.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    const status = (error as { status?: number }).status ?? 500;
    if (status >= 500) log.error('http: unexpected error', { error });
    if (!response.headersSent)
      response
        .status(status)
        .type('text/plain; charset=utf-8')
        .send(status === 404 ? 'Не найдено' : 'Ошибка сервера');
  });

  const server = host.listen(config.port, config.host);
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.keepAliveTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(listenError(error, config.host, config.port)),
    );
  });
  const mark = join(buildDirectory, `.in-use-${process.pid}`);
  writeFileSync(mark, '');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`,
    async close() {
      server.closeIdleConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        setTimeout(() => server.closeAllConnections(), 3000).unref();
      });
      rmSync(mark, { force: true });
    },
  };
}

/** Remix answers a form of another site with an internal error; here it gets its plain refusal first. */
function ownOriginOnly(publicOrigin: string | null): RequestHandler {
  return (request, response, next) => {
    const origin = request.get('origin');
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const own = [`${request.protocol}://${request.get('host') ?? ''}`, publicOrigin];
    if (isRead || origin === undefined || own.includes(origin)) return next();
    response.status(403).type('text/plain; charset=utf-8');
    response.send('Запрос пришёл с чужого сайта и отклонён. Откройте страницу заново и повторите.');
  };
}

/** A public page that is kept rendered is answered before anything else is asked; see decision 011. */
function keptPages(services: App['services']): RequestHandler {
  const answer = async (request: Request, response: Response): Promise<boolean> => {
    const kept = await answerBeforeRemix(
      {
        url: new URL(request.originalUrl, `${request.protocol}://${request.get('host') ?? 'localhost'}`),
        acceptLanguage: request.get('accept-language'),
        acceptEncoding: request.get('accept-encoding'),
        ifNoneMatch: request.get('if-none-match'),
      },
      () =>
        services.documents.queries.getPublicTag(publicCtx(services), { slug: String(request.params.slug) }),
    );
    if (!kept) return false;
    response.status(kept.status).set(kept.headers);
    response.end(kept.body ?? undefined);
    return true;
  };
  return (request, response, next) => {
    answer(request, response).then((done) => (done ? undefined : next()), next);
  };
}

const publicCtx = ({ http }: App['services']): Context => ({
  actor: anonymousActor,
  now: http.now,
  newId: http.newId,
  requestId: 'kept',
  locale: 'ru',
});

function listenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new Error(
      `порт ${port} занят: остановите другую программу или задайте PORT (например, PORT=${port + 1} npm start)`,
    );
  }
  if (error.code === 'EACCES') return new Error(`нет прав слушать порт ${port}: задайте PORT больше 1024`);
  if (error.code === 'EADDRNOTAVAIL')
    return new Error(`адрес ${host} не принадлежит этой машине: проверьте HOST`);
  return error;
}
