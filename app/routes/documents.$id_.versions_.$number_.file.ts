import type { LoaderFunctionArgs } from '@remix-run/node';
import { answer, madeFile, requireReader } from '~/platform/http/index.server';

/** A version as PDF or DOCX, made anew at each call; an earlier one carries its stamp. */
export async function loader(args: LoaderFunctionArgs) {
  const id = args.params.id ?? '';
  await requireReader(args, id);
  const format = new URL(args.request.url).searchParams.get('format') === 'docx' ? 'docx' : 'pdf';
  const number = /^\d{1,6}$/.test(args.params.number ?? '') ? Number(args.params.number) : 1_000_000;
  return answer(args, async (ctx) =>
    madeFile(
      args,
      await args.context.services.documents.queries.renderVersionFile(ctx, { id, number, format }),
    ),
  );
}
