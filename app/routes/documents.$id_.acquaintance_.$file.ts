import type { LoaderFunctionArgs } from '@remix-run/node';
import { answer, fileResponse, httpError, requireUser } from '~/platform/http/index.server';

const FILE = /^sheet\.(pdf|docx)$/;

/** The acquaintance sheet as paper, made anew at each call. */
export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) => {
    const { id: documentId = '', file = '' } = args.params;
    const format = FILE.exec(file)?.[1];
    if (!format) throw httpError('no-such-file');
    const made = await args.context.services.documents.queries.getAcquaintanceSheet(ctx, {
      documentId,
      format: format as 'pdf' | 'docx',
    });
    return fileResponse(args.request, made);
  });
}
