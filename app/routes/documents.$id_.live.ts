// Server-sent events of one text: its revision and who is at it. Last-Event-ID needs no memory here: the first event
// after a reconnect is the state as it is, and the browser asks for what it missed by the hash it knows.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { answer, httpError } from '~/platform/http/index.server';

export async function loader(args: LoaderFunctionArgs) {
  return answer(args, async (ctx) => {
    if (ctx.sessionId === null) throw httpError('sign-in-required');
    const { documents, openStream } = args.context.services;
    const subscribe = await documents.queries.followDraft(ctx, { documentId: args.params.id ?? '' });
    const known = args.request.headers.get('last-event-id');
    const stream = openStream(args.request.signal, ctx.actor.id, (send) =>
      subscribe((state) => {
        const id = `${state.revision}`;
        send({ id, event: 'state', data: { ...state, missed: known !== null && known !== id } });
      }),
    );
    if (!stream) throw httpError('too-many-streams', { retryAfterSeconds: 15 });
    return stream;
  });
}
