// Autosave and catching up, for scripts: JSON in, JSON out. A session that has ended is told by 401, not by a redirect,
// so that the browser keeps what was typed and asks to sign in again.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import type { SaveDraftInput } from '~/modules/documents';
import { answer, assertCsrf, httpError, issueCsrf, readBody } from '~/platform/http/index.server';

/** A whole text of the greatest size with its base; a patch is some hundred bytes. */
const MAX_BYTES = 26 * 1024 * 1024;
const NO_STORE = { 'Cache-Control': 'no-store' };

/** `?since=<sha>`: what has happened since that body; `?at=<sha>`: that very body. */
export async function loader(args: LoaderFunctionArgs) {
  return answer(args, async (ctx) => {
    if (ctx.sessionId === null) throw httpError('sign-in-required');
    const documentId = args.params.id ?? '';
    const { queries } = args.context.services.documents;
    const search = new URL(args.request.url).searchParams;
    const at = search.get('at');
    if (at) {
      const body = await queries.getDraftBody(ctx, { documentId, sha256: at });
      return Response.json({ body }, { headers: NO_STORE });
    }
    const since = search.get('since') ?? undefined;
    const update = await queries.getDraftUpdate(ctx, { documentId, since });
    const { token } = issueCsrf(args.request);
    return Response.json({ ...update, csrf: token, actorId: ctx.actor.id }, { headers: NO_STORE });
  });
}

export async function action(args: ActionFunctionArgs) {
  return answer(args, async (ctx) => {
    if (ctx.sessionId === null) throw httpError('sign-in-required');
    if (args.request.method !== 'POST') throw httpError('method-not-allowed');
    assertCsrf(args);
    const input = readJson(await readBody(args.request, MAX_BYTES));
    const { commands } = args.context.services.documents;
    const result = await commands.saveDraft(ctx, { ...input, documentId: args.params.id ?? '' });
    return Response.json(result, { headers: NO_STORE });
  });
}

function readJson(bytes: Uint8Array): SaveDraftInput {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as SaveDraftInput;
  } catch (cause) {
    throw httpError('body-not-form', {}, cause);
  }
}
