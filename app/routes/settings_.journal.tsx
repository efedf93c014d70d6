// The journal of the whole site: where its chain ends now, and the chain as a file for who checks it.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { canExportJournal } from '~/modules/audit';
import { answer, httpError, requireUser } from '~/platform/http/index.server';
import { JournalExport } from '~/ui/journal/journal-export';
import { useMessages } from '~/ui/messages/messages-context';
import { pageTitle } from '~/ui/meta';
import { PageHeader } from '~/ui/shell/page-header';

export const meta: MetaFunction = (args) => pageTitle(args, 'journal.title');

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireUser(args);
  return answer(args, async () => {
    if (!canExportJournal(actor)) throw httpError('no-such-file');
    return { head: await args.context.services.audit.headHash() };
  });
}

export default function Journal() {
  const t = useMessages();
  const { head } = useLoaderData<typeof loader>();
  return (
    <div className="max-w-[48rem]">
      <PageHeader title={t('journal.title')} lead={t('journal.lead')} />
      <JournalExport head={head} />
    </div>
  );
}
