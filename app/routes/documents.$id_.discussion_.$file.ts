import type { LoaderFunctionArgs } from '@remix-run/node';
import { answer, fileResponse, httpError, requireUser } from '~/platform/http/index.server';

/** Papers for the organisers: the summary, the project as it stands, a scan of a written proposal. */
export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) => {
    const { id: documentId = '', file = '' } = args.params;
    const { queries } = args.context.services.documents;
    const [, name, format] = /^(svod|proekt)\.(pdf|docx)$/.exec(file) ?? [];
    const proposalId = /^scan-([\w-]+)$/.exec(file)?.[1];
    if (proposalId)
      return fileResponse(args.request, await queries.getProposalScan(ctx, { documentId, proposalId }));
    if (!name) throw httpError('no-such-file');
    const input = { documentId, format: format as 'pdf' | 'docx' };
    return fileResponse(
      args.request,
      await (name === 'svod' ? queries.getSummaryFile(ctx, input) : queries.getProjectFile(ctx, input)),
    );
  });
}
