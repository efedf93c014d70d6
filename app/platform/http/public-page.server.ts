// Public reading pages: the same bytes for everybody. They never read the session and never set a cookie,
// so browsers and caches may keep them until the version's hash changes.

interface PublicPageOptions {
  /** What the page is made from, e.g. the SHA-256 of the version plus the build's hash. Becomes the ETag. */
  readonly tag: string;
  /** Seconds a cache may serve it without asking again; 0 = ask every time (cheap, by ETag). */
  readonly maxAge?: number;
  readonly lastModified?: Date;
}

/** Cache headers of a public page. */
export function publicPageHeaders(options: PublicPageOptions): Headers {
  const headers = new Headers({
    ETag: `W/"${options.tag.replace(/["\\\s]/g, '')}"`,
    'Cache-Control': `public, max-age=${options.maxAge ?? 0}, must-revalidate`,
  });
  if (options.lastModified) headers.set('Last-Modified', options.lastModified.toUTCString());
  return headers;
}

/** A 304 answer when the client already has this page, else null. */
export function notModified(request: Request, headers: Headers): Response | null {
  const wanted = request.headers.get('if-none-match');
  const etag = headers.get('etag');
  if (!wanted || !etag) return null;
  const bare = (tag: string) => tag.trim().replace(/^W\//, '');
  const known = wanted.trim() === '*' || wanted.split(',').some((tag) => bare(tag) === bare(etag));
  return known ? new Response(null, { status: 304, headers }) : null;
}
