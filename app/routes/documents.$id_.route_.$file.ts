import type { LoaderFunctionArgs } from '@remix-run/node';
import { answer, fileResponse, httpError, requireUser } from '~/platform/http/index.server';

const FILE = /^(sheet|remarks)\.(pdf|docx)$/;

/** The approval sheet apart from the document, and the summary of remarks. */
export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) => {
    const { id: documentId = '', file = '' } = args.params;
    const [, name, format] = FILE.exec(file) ?? [];
    if (!name) throw httpError('no-such-file');
    const made = await args.context.services.documents.queries.getRoutePaper(ctx, {
      documentId,
      name: name as 'sheet' | 'remarks',
      format: format as 'pdf' | 'docx',
    });
    return fileResponse(args.request, made);
  });
}
