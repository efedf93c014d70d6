import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answerPublic } from '~/platform/http/index.server';
import { HallSheet } from '~/ui/discussion/hall-sheet';
import { pageTitle, unlisted } from '~/ui/meta';
import type { RouteHandle } from '~/ui/route-handle';

export const handle: RouteHandle = { hydrate: false };
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' });
export const meta: MetaFunction = (args) => [...pageTitle(args, 'discussion.sheet.title'), unlisted];

/** A site without a public address has no sheet: a code on a wall must lead somewhere. */
export function loader(args: LoaderFunctionArgs) {
  return answerPublic(args, async (ctx) => {
    const code = args.params.code ?? '';
    const { queries } = args.context.services.documents;
    const made = await queries.getPoster(ctx, { code });
    if ('refused' in made) return data({ code, sheet: null, why: made.refused }, { status: 409 });
    const { heading, title, url, until, place, qr } = made;
    return data({ code, sheet: { heading, title, url, until, place, qr }, why: '' });
  });
}

export default function SheetPage() {
  return <HallSheet {...useLoaderData<typeof loader>()} />;
}
