import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import {
  answer,
  assertCsrf,
  httpError,
  readForm,
  requireUser,
  streamResponse,
} from '~/platform/http/index.server';

const FILE = /^journal\.(csv|json)$/;
const FromSchema = z.coerce.number().int().min(1).catch(1);

/** The whole journal as a file, for its administrator. */
export async function action(args: ActionFunctionArgs) {
  const { actor } = await requireUser(args);
  return answer(args, async (ctx) => {
    const format = FILE.exec(args.params.file ?? '')?.[1];
    if (!format) throw httpError('no-such-file');
    const form = await readForm(args.request, { maxBytes: 4096 });
    assertCsrf(args, form);
    const { http, audit } = args.context.services;
    await http.limits.exports.consume(actor.id);
    const from = FromSchema.parse(form.get('from'));
    return streamResponse(
      args.request,
      await audit.exportJournal(ctx, { format: format as 'csv' | 'json', from }),
    );
  });
}
