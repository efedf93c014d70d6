// Letters kept without a mail server.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { answer, requireUser } from '~/platform/http/index.server';
import { EmptyState, Notice } from '~/ui/feedback';
import { formatMoment } from '~/ui/format';
import { useLocale, useMessages } from '~/ui/messages/messages-context';
import { pageTitle } from '~/ui/meta';
import { PageHeader } from '~/ui/shell/page-header';

export const meta: MetaFunction = (args) => pageTitle(args, 'settings.letters');

export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) => ({ letters: await args.context.services.identity.listLetters(ctx) }));
}

export default function Letters() {
  const t = useMessages();
  const locale = useLocale();
  const { letters } = useLoaderData<typeof loader>();
  return (
    <div className="max-w-[48rem]">
      <PageHeader title={t('settings.letters')} lead={letters ? t('letters.lead') : undefined} />
      {letters === null ? <Notice tone="info">{t('letters.sent')}</Notice> : null}
      {letters?.length === 0 ? (
        <EmptyState title={t('letters.empty')} text={t('letters.empty.text')} />
      ) : (
        <ul className="grid gap-2">
          {letters?.map(({ fileName, at, to, subject }) => (
            <li key={fileName} className="border-b border-line pb-2">
              <Link
                to={`/settings/letters/${fileName}`}
                className="inline-flex min-h-11 items-center font-medium"
              >
                {subject}
              </Link>
              <p className="text-sm text-ink-soft [overflow-wrap:anywhere]">
                {t('letters.to', { to })}, {formatMoment(at, locale)}
              </p>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
