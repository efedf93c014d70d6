import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useMessages } from '~/ui/messages/messages-context';
import { pageTitle } from '~/ui/meta';
import type { RouteHandle } from '~/ui/route-handle';
import { PageHeader } from '~/ui/shell/page-header';
import { VerifyForm } from '~/ui/verify/verify-form';

export const handle: RouteHandle = { hydrate: false };

export const meta: MetaFunction = (args) => pageTitle(args, 'verify.title');

export function loader({ request }: LoaderFunctionArgs) {
  const typed = new URL(request.url).searchParams.get('code');
  const code = typed?.replace(/[\s‐-―]/g, '').slice(0, 64) ?? '';
  if (code !== '') throw redirect(`/verify/${encodeURIComponent(code)}`);
  return { missing: typed !== null };
}

export default function Verify() {
  const t = useMessages();
  const { missing } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={t('verify.title')} lead={t('verify.lead')} />
      <VerifyForm errors={missing ? [t('verify.code.missing')] : []} />
    </>
  );
}
