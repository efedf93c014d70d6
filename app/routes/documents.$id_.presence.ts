// «I am here, at this block»: sent on focus, every ten seconds, and when the tab closes.
import type { ActionFunctionArgs } from '@remix-run/node';
import { answer, assertCsrf, httpError, readBody } from '~/platform/http/index.server';

const MAX_BYTES = 4096;

export async function action(args: ActionFunctionArgs) {
  return answer(args, async (ctx) => {
    if (ctx.sessionId === null) throw httpError('sign-in-required');
    assertCsrf(args);
    const text = new TextDecoder().decode(await readBody(args.request, MAX_BYTES));
    const input = JSON.parse(text || '{}') as { client: string; block: string | null; leaving?: boolean };
    const { commands } = args.context.services.documents;
    await commands.announcePresence(ctx, { ...input, documentId: args.params.id ?? '' });
    return new Response(null, { status: 204, headers: { 'Cache-Control': 'no-store' } });
  });
}
