// Cookies by hand: a few small ones, always HttpOnly and SameSite=Lax. Name and Secure follow the scheme of the
// URL in use: __Host- and Secure on https; plain on http, so that a phone in the hall's network can sign in.

/** `step`: a sign-in or a personal link that waits for its code; `guest`: opened personal links, joined by dots. */
type CookieName = 'session' | 'csrf' | 'flash' | 'step' | 'guest';

const isHttps = (request: Request) => new URL(request.url).protocol === 'https:';

/** Full name of a cookie on this request's scheme. */
function cookieName(request: Request, name: CookieName): string {
  return isHttps(request) ? `__Host-khartia-${name}` : `khartia-${name}`;
}

/** Value of a cookie or null; a value that does not decode counts as absent. */
export function readCookie(request: Request, name: CookieName): string | null {
  const wanted = cookieName(request, name);
  for (const part of (request.headers.get('cookie') ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === wanted) return decode(part.slice(at + 1).trim());
  }
  return null;
}

// decodeURIComponent throws on escapes that are not UTF-8; such a cookie was not set by us.
function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

/** Set-Cookie line. Without maxAge the cookie ends with the browser; maxAge is in seconds, 0 deletes. */
export function serializeCookie(
  request: Request,
  name: CookieName,
  value: string,
  options: { readonly maxAge?: number } = {},
): string {
  const parts = [
    `${cookieName(request, name)}=${encodeURIComponent(value)}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
  ];
  if (isHttps(request)) parts.push('Secure');
  if (options.maxAge !== undefined) parts.push(`Max-Age=${options.maxAge}`);
  return parts.join('; ');
}

/** Set-Cookie line that removes the cookie. */
export const clearCookie = (request: Request, name: CookieName): string =>
  serializeCookie(request, name, '', { maxAge: 0 });

/** True when the page travels unprotected over a network: shown as a warning beside the sign-in form. */
export function isUnprotectedConnection(request: Request): boolean {
  const { protocol, hostname } = new URL(request.url);
  return (
    protocol === 'http:' && hostname !== 'localhost' && hostname !== '[::1]' && !hostname.startsWith('127.')
  );
}
