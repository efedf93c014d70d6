import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answer, requireUser } from '~/platform/http/index.server';
import { EmptyState } from '~/ui/feedback';
import { useMessages } from '~/ui/messages/messages-context';
import { pageTitle } from '~/ui/meta';
import { PageHeader } from '~/ui/shell/page-header';

export const meta: MetaFunction = (args) => pageTitle(args, 'acts.stale');

export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) => ({
    faults: await args.context.services.knowledge.queries.listStale(ctx),
  }));
}

export default function Stale() {
  const t = useMessages();
  const { faults } = useLoaderData<typeof loader>();
  if (faults.length === 0) {
    return (
      <>
        <PageHeader title={t('acts.stale')} lead={t('acts.stale.lead')} />
        <EmptyState icon="check" title={t('acts.stale.none')} text={t('acts.stale.none.text')} />
      </>
    );
  }
  return (
    <>
      <PageHeader title={t('acts.stale')} lead={t('acts.stale.lead')} />
      <ul className="max-w-[56rem] border-t border-line">
        {faults.map((fault) => (
          <li key={`${fault.url} ${fault.raw}`} className="border-b border-line py-3">
            <a href={fault.url} className="inline-flex min-h-11 items-center font-medium">
              {[fault.placeLabel, fault.title].filter(Boolean).join(' · ')}
            </a>
            <p>
              «{fault.raw}» —{' '}
              {[t(fault.status === 'lapsed' ? 'acts.lapsed' : 'acts.missing'), fault.note]
                .filter(Boolean)
                .join('; ')}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
