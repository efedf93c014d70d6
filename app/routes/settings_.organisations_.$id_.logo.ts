import type { LoaderFunctionArgs } from '@remix-run/node';
import { answer, applySecurityHeaders, requireUser } from '~/platform/http/index.server';

/** The logo of an organisation, for whoever is signed in. */
export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) => {
    const organisationId = args.params.id ?? '';
    const logo = await args.context.services.identity.getLogo(ctx, { organisationId });
    if (!logo) return new Response(null, { status: 404 });
    const headers = new Headers({
      'Content-Type': logo.mediaType,
      'Cache-Control': 'private, max-age=3600',
      ETag: `"${logo.sha256}"`,
    });
    const secure = new URL(args.request.url).protocol === 'https:';
    applySecurityHeaders(headers, { profile: 'file', secure });
    return new Response(logo.bytes, { headers });
  });
}
