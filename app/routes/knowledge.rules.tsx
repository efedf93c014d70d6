import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answer, requireUser } from '~/platform/http/index.server';
import { RuleTables } from '~/ui/acts/rule-tables';
import { useMessages } from '~/ui/messages/messages-context';
import { pageTitle } from '~/ui/meta';
import { PageHeader } from '~/ui/shell/page-header';

export const meta: MetaFunction = (args) => pageTitle(args, 'rules.title');

/** Rules are the same for everybody who is signed in: they say what the program does. */
export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  return answer(args, async () => {
    const book = await args.context.services.rules.getRules();
    return { tables: book.tables, years: book.calendar.years };
  });
}

export default function Rules() {
  const t = useMessages();
  const { tables, years } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={t('rules.title')} lead={t('rules.lead')} />
      <RuleTables tables={tables} years={years} />
    </>
  );
}
