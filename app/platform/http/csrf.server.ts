// Protection of changing requests, three layers: SameSite=Lax cookies, the origin of the request, and a token in
// the form. The token is derived one-way from a secret cookie (the session's, or a short one before sign-in), so
// nothing is stored and two tabs share one token.
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { sha256Hex } from '~/shared/sha256.server';
import { readCookie, serializeCookie } from './cookies.server';
import { httpError } from './errors';
import type { RouteArgs } from './load-context';

/** Name of the hidden input and, for scripts, of the header `x-csrf-token`. */
const CSRF_FIELD = 'csrf';

const tokenOf = (secret: string) => sha256Hex(`khartia-csrf:${secret}`);

const secretOf = (request: Request) => readCookie(request, 'session') ?? readCookie(request, 'csrf');

/**
 * Token for the forms of a page. Where the browser has no secret cookie yet, `setCookie` is the line to send with
 * the page; otherwise it is null. Only the root calls it: two fresh secrets in one answer would overwrite each other.
 */
export function issueCsrf(request: Request): { token: string; setCookie: string | null } {
  const known = secretOf(request);
  if (known) return { token: tokenOf(known), setCookie: null };
  const secret = randomBytes(24).toString('base64url');
  return { token: tokenOf(secret), setCookie: serializeCookie(request, 'csrf', secret) };
}

/** Throws `http/foreign-origin` for a changing request that another site started. */
export function assertSameOrigin({ request, context }: RouteArgs): void {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return;
  const site = request.headers.get('sec-fetch-site');
  const origin = request.headers.get('origin');
  const ours = [new URL(request.url).origin, context.services.http.publicOrigin];
  if (origin !== null && !ours.includes(origin)) throw httpError('foreign-origin');
  // 'none' is a request the person started himself, such as repeating a form after a reload.
  if (origin === null && site !== null && site !== 'same-origin' && site !== 'none') {
    throw httpError('foreign-origin');
  }
}

/** Throws `http/foreign-origin` or `http/stale-form`. The token is taken from the form, else from the header. */
export function assertCsrf(args: RouteArgs, form?: FormData): void {
  assertSameOrigin(args);
  const given = form?.get(CSRF_FIELD) ?? args.request.headers.get('x-csrf-token');
  const secret = secretOf(args.request);
  if (typeof given !== 'string' || !secret || !equal(given, tokenOf(secret))) throw httpError('stale-form');
}

function equal(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
