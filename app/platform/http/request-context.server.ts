// From a request to the Context that commands and queries take. The session is read once a request, however many
// loaders run; public pages use publicContext and never touch it.
import { redirect } from '@remix-run/node';
import { anonymousActor, type Context } from '~/shared/context';
import { readCookie } from './cookies.server';
import { httpError } from './errors';
import type { KhartiaLoadContext, RouteArgs } from './load-context';
import { toResponse } from './to-response.server';

export interface RequestContext extends Context {
  /** Id of the signed-in session (not its secret token); null for a visitor. */
  readonly sessionId: string | null;
}

const known = new WeakMap<KhartiaLoadContext, Promise<RequestContext>>();

/** Context of the person who asks; an unknown or expired session makes a visitor, not an error. */
export function requestContext(args: RouteArgs): Promise<RequestContext> {
  const cached = known.get(args.context);
  if (cached) return cached;
  const fresh = resolve(args);
  known.set(args.context, fresh);
  return fresh;
}

async function resolve(args: RouteArgs): Promise<RequestContext> {
  const { http } = args.context.services;
  const token = readCookie(args.request, 'session');
  const session = token ? await http.sessions.resolveSession(token, http.now()) : null;
  return {
    ...publicContext(args),
    actor: session?.actor ?? anonymousActor,
    sessionId: session?.sessionId ?? null,
  };
}

/** Context of a public page: a visitor, without a look at cookies. */
function publicContext({ context }: RouteArgs): RequestContext {
  const { http } = context.services;
  return {
    actor: anonymousActor,
    now: http.now,
    newId: http.newId,
    requestId: context.requestId,
    locale: 'ru',
    sessionId: null,
  };
}

/** Context of a signed-in person. A page request of a visitor throws a redirect to the sign-in page. */
export async function requireUser(args: RouteArgs): Promise<RequestContext & { readonly sessionId: string }> {
  const ctx = await requestContext(args);
  if (ctx.sessionId !== null) return { ...ctx, sessionId: ctx.sessionId };
  if (args.request.method !== 'GET') throw toResponse(httpError('sign-in-required'), args);
  throw redirect(`/sign-in?next=${encodeURIComponent(pageAddress(args.request))}`);
}

const GUEST_SECRETS = 8;

/** Secrets of the personal links opened in this browser, the last opened first. */
export const guestSecrets = (request: Request): string[] =>
  (readCookie(request, 'guest') ?? '').split('.').filter(Boolean).slice(0, GUEST_SECRETS);

/**
 * Context of who may look at one document: a signed-in person, or the bearer of an opened personal link to this very
 * document. Afterwards `answer` of the same request sees him too. Others are sent to sign in.
 */
export async function requireReader(args: RouteArgs, documentId: string): Promise<RequestContext> {
  const ctx = await requestContext(args);
  const secrets = guestSecrets(args.request);
  if (ctx.sessionId !== null || secrets.length === 0) return requireUser(args);
  const { http } = args.context.services;
  const guest = await http.sessions.resolveGuest(secrets, { documentId }, http.now());
  if (!guest) return requireUser(args);
  const asGuest: RequestContext = { ...ctx, actor: guest.actor };
  known.set(args.context, Promise.resolve(asGuest));
  return asGuest;
}

function pageAddress(request: Request): string {
  const url = new URL(request.url);
  url.searchParams.delete('_data');
  url.searchParams.delete('_routes');
  return url.pathname.replace(/\.data$/, '') + url.search;
}

/** A path on this site to return to after sign-in; anything else becomes `/`. */
export function safeReturnPath(text: string | null | undefined): string {
  if (!text || !/^\/(?![/\\])/.test(text) || /[\\\s]/.test(text) || text.length > 1000) return '/';
  const url = new URL(text, 'http://khartia.invalid');
  return url.host === 'khartia.invalid' ? url.pathname + url.search + url.hash : '/';
}

/**
 * Runs a loader's or action's body with the person's context and turns a thrown AppError into its Response.
 * Used inside the route's function (a factory at module top level would leak server code into the browser).
 */
export async function answer<T>(args: RouteArgs, run: (ctx: RequestContext) => Promise<T>): Promise<T> {
  try {
    return await run(await requestContext(args));
  } catch (error) {
    throw toResponse(error, args);
  }
}

/** As {@link answer}, for public pages. */
export async function answerPublic<T>(args: RouteArgs, run: (ctx: RequestContext) => Promise<T>): Promise<T> {
  try {
    return await run(publicContext(args));
  } catch (error) {
    throw toResponse(error, args);
  }
}
