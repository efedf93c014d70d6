// A file made for this request: a preview of a project, a summary, a sheet to print. Never kept by shared caches.
import type { StreamedFile } from '~/shared/streamed-file';
import { applySecurityHeaders } from './security-headers.server';

export interface FileAnswer {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A file sent while it is made, at the pace of who takes it. */
export function streamResponse(request: Request, file: StreamedFile): Response {
  const headers = new Headers({
    'Content-Type': file.mediaType,
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'Cache-Control': 'private, no-store',
  });
  applySecurityHeaders(headers, { profile: 'file', secure: new URL(request.url).protocol === 'https:' });
  const chunks = file.chunks[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await chunks.return?.();
    },
  });
  return new Response(body, { headers });
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
