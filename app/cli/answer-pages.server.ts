// The framework's handler for an address: one for each shape of address, which knows only the routes near it.
import { createRequestHandler, type GetLoadContextFunction } from '@remix-run/express';
import type { ServerBuild } from '@remix-run/node';
import type { RequestHandler } from 'express';
import { addressShapes, routesNear } from '~/platform/http/index.server';

interface Options {
  readonly mode: string;
  readonly getLoadContext: GetLoadContextFunction;
}

/** Answers with the pages of the build, which is loaded by the first request. */
export function answerPages(load: () => Promise<ServerBuild>, options: Options): RequestHandler {
  let chosen: Promise<(pathname: string) => RequestHandler> | undefined;
  return (request, response, next) => {
    chosen ??= load().then((build) => chooseHandler(build, options));
    chosen.then((handlerOf) => handlerOf(request.path)(request, response, next)).catch(next);
  };
}

function chooseHandler(build: ServerBuild, options: Options): (pathname: string) => RequestHandler {
  const routes = routesOf(build);
  const shapeOf = addressShapes(routes);
  const ofAll = createRequestHandler({ build, ...options });
  // Shapes are as few as the first segments of routes times their lengths.
  const handlers = new Map<string, RequestHandler>();
  return (pathname) => {
    const shape = shapeOf(pathname);
    if (!shape) return ofAll;
    const key = `${shape.length} ${shape.first ?? ''}`;
    const known = handlers.get(key);
    if (known) return known;
    const made = createRequestHandler({ build: narrowed(build, routesNear(routes, shape)), ...options });
    handlers.set(key, made);
    return made;
  };
}

const routesOf = (build: ServerBuild) =>
  Object.values(build.routes).flatMap((route) => (route ? [route] : []));

/** The build without the other routes, for the server's matching and for the rendering of a page alike. */
function narrowed(build: ServerBuild, ids: ReadonlySet<string>): ServerBuild {
  const pick = <T>(all: Record<string, T>) =>
    Object.fromEntries(Object.entries(all).filter(([id]) => ids.has(id)));
  return {
    ...build,
    routes: pick(build.routes),
    assets: { ...build.assets, routes: pick(build.assets.routes) },
  };
}
