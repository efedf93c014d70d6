import type { LoaderFunctionArgs } from '@remix-run/node';
import { answer, madeFile, requireUser } from '~/platform/http/index.server';

const ENDINGS: Readonly<Record<string, string>> = { 'application/pdf': 'pdf', 'image/png': 'png' };

/** The scan of a letter by which somebody decided; for who may read the document. */
export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  const { id = '', sha = '' } = args.params;
  return answer(args, async (ctx) => {
    const { queries } = args.context.services.documents;
    const { bytes, mediaType } = await queries.getLetterScan(ctx, { id, sha256: sha });
    return madeFile(args, { name: `letter.${ENDINGS[mediaType] ?? 'jpg'}`, mediaType, bytes });
  });
}
