import type { LoaderFunctionArgs } from '@remix-run/node';
import { answerPublic, notModified, publicPageHeaders } from '~/platform/http/index.server';
import { sha256Hex } from '~/shared/sha256.server';
import { sitemap } from '~/ui/feed/sitemap';

/** The protocol's own limit of addresses in one file. */
const MAX_ADDRESSES = 50_000;

export function loader(args: LoaderFunctionArgs) {
  return answerPublic(args, async (ctx) => {
    const { services } = args.context;
    const published = await services.documents.queries.listPublished(ctx, { limit: MAX_ADDRESSES - 2 });
    const origin = services.http.publicOrigin ?? new URL(args.request.url).origin;
    const xml = sitemap(origin, [
      { path: '/' },
      { path: '/verify' },
      ...published.map(({ slug, updatedAt }) => ({ path: `/p/${encodeURIComponent(slug)}`, updatedAt })),
    ]);
    const headers = publicPageHeaders({ tag: sha256Hex(xml).slice(0, 32) });
    headers.set('Content-Type', 'application/xml; charset=utf-8');
    return notModified(args.request, headers) ?? new Response(xml, { headers });
  });
}
