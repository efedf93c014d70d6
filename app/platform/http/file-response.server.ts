// A file made for this request: a preview of a project, a summary, a sheet to print. Never kept by shared caches.
import { applySecurityHeaders } from './security-headers.server';

export interface FileAnswer {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export function fileResponse(request: Request, file: FileAnswer): Response {
  const headers = new Headers({
    'Content-Type': file.mediaType,
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'Content-Length': String(file.bytes.byteLength),
    'Cache-Control': 'private, no-cache',
  });
  applySecurityHeaders(headers, { profile: 'file', secure: new URL(request.url).protocol === 'https:' });
  return new Response(file.bytes, { headers });
}
