import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { ExtractInputSchema } from '~/modules/documents/index.server';
import {
  answer,
  assertCsrf,
  fileResponse,
  httpError,
  readForm,
  requireUser,
} from '~/platform/http/index.server';

const FILE = /^extract\.(pdf|docx)$/;

/** The extract as a file. A form sends it: that it was made is written into the history. */
export async function action(args: ActionFunctionArgs) {
  const { actor } = await requireUser(args);
  return answer(args, async (ctx) => {
    const { id: documentId = '', file = '' } = args.params;
    const format = FILE.exec(file)?.[1];
    if (!format) throw httpError('no-such-file');
    const form = await readForm(args.request, { maxBytes: 128 * 1024 });
    assertCsrf(args, form);
    const { http, documents } = args.context.services;
    const parsed = ExtractInputSchema.safeParse({
      documentId,
      format,
      points: form.getAll('points'),
      storage: form.get('storage') ?? '',
    });
    if (!parsed.success) return redirect(`/documents/${documentId}/extract?none=1`, 303);
    await http.limits.exports.consume(actor.id);
    return fileResponse(args.request, await documents.commands.makeExtract(ctx, parsed.data));
  });
}
