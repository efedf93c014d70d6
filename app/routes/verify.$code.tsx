import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { COMPARED_BYTES } from '~/modules/documents/index.server';
import { answerPublic, assertSameOrigin, readForm } from '~/platform/http/index.server';
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

const FORM_ROOM = 16 * 1024;

/** A file whose bytes are not an issued one's, compared by its words. It is read and forgotten; no account, no cookie. */
export function action(args: ActionFunctionArgs) {
  return answerPublic(args, async (ctx) => {
    assertSameOrigin(args);
    const { http, documents } = args.context.services;
    await http.limits.compareFile.consume(args.context.clientAddress);
    const form = await readForm(args.request, { maxBytes: COMPARED_BYTES + FORM_ROOM });
    const file = form.get('file');
    const bytes = file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array();
    return {
      comparison: await documents.queries.compareFile(ctx, { code: args.params.code ?? '', bytes }),
    };
  });
}

export default function VerifyCode() {
  const { verification } = useLoaderData<typeof loader>();
  const comparison = useActionData<typeof action>()?.comparison ?? null;
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
