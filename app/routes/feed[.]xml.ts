import type { LoaderFunctionArgs } from '@remix-run/node';
import { answerPublic, notModified, publicPageHeaders } from '~/platform/http/index.server';
import { sha256Hex } from '~/shared/sha256.server';
import { atomFeed } from '~/ui/feed/atom';
import { translator } from '~/ui/messages';

const SHOWN = 50;
const EMPTY_FEED_DATE = '2026-01-01T00:00:00.000Z';

/** Published documents, newest first, for feed readers. */
export function loader(args: LoaderFunctionArgs) {
  return answerPublic(args, async (ctx) => {
    const { services } = args.context;
    const entries = await services.documents.queries.listPublished(ctx, { limit: SHOWN });
    const updatedAt =
      entries
        .map((entry) => entry.updatedAt)
        .sort()
        .at(-1) ?? EMPTY_FEED_DATE;
    const origin = services.http.publicOrigin ?? new URL(args.request.url).origin;
    const xml = atomFeed({ origin, title: translator('ru')('app.name'), updatedAt, entries });
    const headers = publicPageHeaders({ tag: sha256Hex(xml).slice(0, 32) });
    headers.set('Content-Type', 'application/atom+xml; charset=utf-8');
    return notModified(args.request, headers) ?? new Response(xml, { headers });
  });
}
