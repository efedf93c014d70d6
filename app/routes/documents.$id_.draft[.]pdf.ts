import type { LoaderFunctionArgs } from '@remix-run/node';
import { answer, applySecurityHeaders, requireUser } from '~/platform/http/index.server';

/** The working copy as PDF with the stamp «ПРОЕКТ»; made anew each time and kept nowhere. */
export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) => {
    const { documents, http } = args.context.services;
    await http.limits.render.consume(ctx.actor.id);
    const { name, bytes } = await documents.queries.renderDraftPdf(ctx, { id: args.params.id ?? '' });
    const headers = new Headers({
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename*=UTF-8''${encodeURIComponent(name)}`,
      'Content-Length': String(bytes.byteLength),
      'Cache-Control': 'private, no-store',
    });
    applySecurityHeaders(headers, {
      profile: 'file',
      secure: new URL(args.request.url).protocol === 'https:',
    });
    return new Response(bytes as BodyInit, { headers });
  });
}
