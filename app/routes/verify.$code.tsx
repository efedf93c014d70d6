import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { FileComparison } from '~/modules/documents';
import { COMPARED_BYTES } from '~/modules/documents/index.server';
import { answerPublic, readOpenFile } from '~/platform/http/index.server';
import { pageTitle } from '~/ui/meta';
import type { RouteHandle } from '~/ui/route-handle';
import { VerificationResult } from '~/ui/verify/verification-result';
import { VerifyForm } from '~/ui/verify/verify-form';

export const handle: RouteHandle = { hydrate: false };

export const headers: HeadersFunction = ({ loaderHeaders, errorHeaders }) => errorHeaders ?? loaderHeaders;

export const meta: MetaFunction = (args) => pageTitle(args, 'verify.title');

/** The state is today's, so the answer is never kept by caches. */
export function loader(args: LoaderFunctionArgs) {
  return answerPublic(args, async (ctx) => {
    const { queries } = args.context.services.documents;
    const verification = await queries.verifyDocument(ctx, { code: args.params.code ?? '' });
    const sum = new URL(args.request.url).searchParams.get('sha256');
    const same = verification.files.find(({ sha256 }) => sha256 === sum);
    const comparison: FileComparison | null = same ? { outcome: 'same-bytes', name: same.name } : null;
    return data(
      { verification, comparison },
      { status: verification.found ? 200 : 404, headers: { 'Cache-Control': 'no-store' } },
    );
  });
}

/** A file whose bytes are not an issued one's, compared by its words. It is read and forgotten; no account, no cookie. */
export function action(args: ActionFunctionArgs) {
  return answerPublic(args, async (ctx) => {
    const bytes = await readOpenFile(args, COMPARED_BYTES);
    const { queries } = args.context.services.documents;
    return { comparison: await queries.compareFile(ctx, { code: args.params.code ?? '', bytes }) };
  });
}

export default function VerifyCode() {
  const { verification, comparison: known } = useLoaderData<typeof loader>();
  const comparison = useActionData<typeof action>()?.comparison ?? known;
  return (
    <>
      <VerificationResult verification={verification} comparison={comparison} />
      {verification.found ? (
        verification.files.length > 0 ? (
          <script src="/verify-file.js" defer />
        ) : null
      ) : (
        <div className="mt-8">
          <VerifyForm code={verification.code} />
        </div>
      )}
    </>
  );
}
