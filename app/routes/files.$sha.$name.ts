import type { LoaderFunctionArgs } from '@remix-run/node';
import { answer, applySecurityHeaders } from '~/platform/http/index.server';

/** An issued file by its hash; the policy of the document that owns it decides who may have it. */
export function loader(args: LoaderFunctionArgs) {
  return answer(args, async (ctx) => {
    const { queries } = args.context.services.documents;
    const file = await queries.getIssuedFile(ctx, { sha256: args.params.sha ?? '' });
    const etag = `"${file.sha256}"`;
    const headers = new Headers({
      'Content-Type': file.mediaType,
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      // Immutable by its address, but only for who may read it: shared caches must ask again.
      'Cache-Control': file.public ? 'public, max-age=31536000, immutable' : 'private, no-cache',
      ETag: etag,
    });
    applySecurityHeaders(headers, {
      profile: 'file',
      secure: new URL(args.request.url).protocol === 'https:',
    });
    if (args.request.headers.get('if-none-match')?.includes(etag)) {
      return new Response(null, { status: 304, headers });
    }
    headers.set('Content-Length', String(file.bytes.byteLength));
    return new Response(file.bytes, { headers });
  });
}
