import type { LoaderFunctionArgs } from '@remix-run/node';
import { answerPublic, fileResponse, httpError } from '~/platform/http/index.server';

/** Papers of the open page: the project (a preview with its stamp, not an issued file) and the sheet for the hall. */
export function loader(args: LoaderFunctionArgs) {
  return answerPublic(args, async (ctx) => {
    const { code = '', file = '' } = args.params;
    const { queries } = args.context.services.documents;
    const format = /^proekt\.(pdf|docx)$/.exec(file)?.[1] as 'pdf' | 'docx' | undefined;
    if (!format && file !== 'list.pdf') throw httpError('no-such-file');
    await args.context.services.http.limits.openPaper.consume(args.context.clientAddress);
    const made = format
      ? await queries.getProjectFile(ctx, { code, format })
      : await queries.getPosterFile(ctx, { code });
    return fileResponse(args.request, made);
  });
}
