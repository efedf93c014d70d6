import type { LoaderFunctionArgs } from '@remix-run/node';
import { answer, applySecurityHeaders, requireReader } from '~/platform/http/index.server';

/** The current version with open suggestions as tracked changes and remarks as comments. */
export async function loader(args: LoaderFunctionArgs) {
  const id = args.params.id ?? '';
  await requireReader(args, id);
  return answer(args, async (ctx) => {
    const file = await args.context.services.documents.queries.exportWorkingCopy(ctx, { id });
    const headers = new Headers({
      'Content-Type': file.mediaType,
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'Content-Length': String(file.bytes.byteLength),
      'Cache-Control': 'private, no-store',
    });
    applySecurityHeaders(headers, {
      profile: 'file',
      secure: new URL(args.request.url).protocol === 'https:',
    });
    return new Response(file.bytes as BodyInit, { headers });
  });
}
