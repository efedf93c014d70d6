import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { FileComparison, VerificationView } from '~/modules/documents';
import { COMPARED_BYTES, codeInFile } from '~/modules/documents/index.server';
import { answerPublic, readOpenFile } from '~/platform/http/index.server';
import { sha256Hex } from '~/shared/sha256.server';
import { useMessages } from '~/ui/messages/messages-context';
import { pageTitle } from '~/ui/meta';
import type { RouteHandle } from '~/ui/route-handle';
import { PageHeader } from '~/ui/shell/page-header';
import { FileCheck } from '~/ui/verify/file-check';
import { VerificationResult } from '~/ui/verify/verification-result';
import { VerifyForm } from '~/ui/verify/verify-form';

export const handle: RouteHandle = { hydrate: false };

export const meta: MetaFunction = (args) => pageTitle(args, 'verify.title');

const pageOf = (code: string, sha256: string) => `/verify/${encodeURIComponent(code)}?sha256=${sha256}`;

/** A typed code or the checksum of a file leads to the document's page. */
export function loader(args: LoaderFunctionArgs) {
  return answerPublic(args, async (ctx) => {
    const query = new URL(args.request.url).searchParams;
    const typed = query.get('code');
    const code = typed?.replace(/[\s‐-―]/g, '').slice(0, 64) ?? '';
    if (code !== '') throw redirect(`/verify/${encodeURIComponent(code)}`);
    const sha256 = query.get('sha256') ?? '';
    const known = await args.context.services.documents.queries.findCodeOfFile(ctx, { sha256 });
    if (known) throw redirect(pageOf(known, sha256));
    return { missing: typed !== null };
  });
}

interface FileAnswer {
  /** The document whose code the file carries; null when it carries none. */
  verification: VerificationView | null;
  comparison: FileComparison | null;
}

/** A file tells its document by its bytes, or, saved anew, by the code at its foot. */
export function action(args: ActionFunctionArgs) {
  return answerPublic(args, async (ctx): Promise<FileAnswer> => {
    const bytes = await readOpenFile(args, COMPARED_BYTES);
    const { queries } = args.context.services.documents;
    const sha256 = sha256Hex(bytes);
    const known = await queries.findCodeOfFile(ctx, { sha256 });
    if (known) throw redirect(pageOf(known, sha256), 303);
    const code = codeInFile(bytes);
    if (!code) return { verification: null, comparison: null };
    return {
      verification: await queries.verifyDocument(ctx, { code }),
      comparison: await queries.compareFile(ctx, { code, bytes }),
    };
  });
}

export default function Verify() {
  const t = useMessages();
  const { missing } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const script = <script src="/verify-file.js" defer />;
  if (answer?.verification) {
    return (
      <>
        <VerificationResult verification={answer.verification} comparison={answer.comparison} />
        {answer.verification.files.length > 0 ? script : null}
      </>
    );
  }
  const unread: FileComparison = { outcome: 'unread', reason: t('verify.compared.noCode') };
  return (
    <>
      <PageHeader title={t('verify.title')} lead={t('verify.lead')} />
      <VerifyForm errors={missing ? [t('verify.code.missing')] : []} />
      <FileCheck code={null} files={[]} comparison={answer ? unread : null} />
      {script}
    </>
  );
}
