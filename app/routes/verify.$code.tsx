import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answerPublic } from '~/platform/http/index.server';
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
    return data(
      { verification },
      { status: verification.found ? 200 : 404, headers: { 'Cache-Control': 'no-store' } },
    );
  });
}

export default function VerifyCode() {
  const { verification } = useLoaderData<typeof loader>();
  return (
    <>
      <VerificationResult verification={verification} />
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
