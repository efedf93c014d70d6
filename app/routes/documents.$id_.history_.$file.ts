import type { ActionFunctionArgs } from '@remix-run/node';
import {
  answer,
  assertCsrf,
  httpError,
  readForm,
  requireUser,
  streamResponse,
} from '~/platform/http/index.server';

const FILE = /^history\.(csv|json)$/;

/** The history as a file. A form sends it: that it was taken is written into the journal. */
export async function action(args: ActionFunctionArgs) {
  const { actor } = await requireUser(args);
  return answer(args, async (ctx) => {
    const { id = '', file = '' } = args.params;
    const format = FILE.exec(file)?.[1];
    if (!format) throw httpError('no-such-file');
    assertCsrf(args, await readForm(args.request, { maxBytes: 4096 }));
    const { http, documents } = args.context.services;
    await http.limits.exports.consume(actor.id);
    const made = await documents.queries.exportHistory(ctx, { id, format: format as 'csv' | 'json' });
    return streamResponse(args.request, made);
  });
}
