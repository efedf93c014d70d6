// A file made for this very answer (a preview, a comparison): never kept by anybody on the way.
import type { RouteArgs } from './load-context';
import { applySecurityHeaders } from './security-headers.server';

export interface MadeFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** The answer that saves the file under its name. */
export function madeFile({ request }: Pick<RouteArgs, 'request'>, file: MadeFile): Response {
  const headers = new Headers({
    'Content-Type': file.mediaType,
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'Content-Length': String(file.bytes.byteLength),
    'Cache-Control': 'private, no-store',
  });
  applySecurityHeaders(headers, { profile: 'file', secure: new URL(request.url).protocol === 'https:' });
  return new Response(file.bytes as BodyInit, { headers });
}
