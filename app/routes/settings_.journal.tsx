// The journal of the whole site: its entries page by page, where its chain ends now, and the chain as a file for who
// checks it.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { canExportJournal } from '~/modules/audit';
import { zonedInstant } from '~/modules/rules';
import { answer, httpError, requireUser } from '~/platform/http/index.server';
import { addDays } from '~/shared/russian';
import { LinkButton } from '~/ui/button';
import { EmptyState } from '~/ui/feedback';
import { JournalExport } from '~/ui/journal/journal-export';
import { JournalFilter } from '~/ui/journal/journal-filter';
import { JournalList } from '~/ui/journal/journal-list';
import { journalHref, parseJournalState } from '~/ui/journal/journal-state';
import { useMessages } from '~/ui/messages/messages-context';
import { pageTitle } from '~/ui/meta';
import { BackLink } from '~/ui/people/back-link';
import { PageHeader } from '~/ui/shell/page-header';

export const meta: MetaFunction = (args) => pageTitle(args, 'journal.title');

const dayIn = (day: string, timeZone: string) => ({
  from: zonedInstant(day, '00:00', timeZone),
  until: zonedInstant(addDays(day, 1), '00:00', timeZone),
});

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireUser(args);
  return answer(args, async (ctx) => {
    if (!canExportJournal(actor)) throw httpError('no-such-file');
    const { audit, identity, documents, zoneOfActor } = args.context.services;
    const state = parseJournalState(new URL(args.request.url).searchParams);
    const timeZone = await zoneOfActor(ctx);
    const [head, people, page] = await Promise.all([
      audit.headHash(),
      identity.listPeople({}),
      audit.listJournal(ctx, {
        actorId: state.who || undefined,
        type: state.what || undefined,
        within: state.day ? dayIn(state.day, timeZone) : undefined,
        before: state.before ?? undefined,
      }),
    ]);
    const ids = page.lines.flatMap(({ documentId }) => documentId ?? []);
    const titles = await documents.queries.nameDocuments(ctx, [...new Set(ids)]);
    return {
      ...{ state, timeZone, head, page },
      titles: Object.fromEntries(titles),
      groups: audit.eventGroups,
      people: people
        .map(({ id, displayName }) => ({ value: id, label: displayName }))
        .sort((a, b) => a.label.localeCompare(b.label, 'ru')),
    };
  });
}

export default function Journal() {
  const t = useMessages();
  const { state, timeZone, head, page, titles, groups, people } = useLoaderData<typeof loader>();
  return (
    <div className="grid max-w-[64rem] grid-cols-1 gap-6">
      <div>
        <BackLink to="/settings">{t('settings.title')}</BackLink>
        <PageHeader title={t('journal.title')} lead={t('journal.lead')} />
        <JournalFilter state={state} people={people} groups={groups} />
      </div>
      <section aria-labelledby="entries" className="grid grid-cols-1 gap-3">
        <h2 id="entries" className="text-lg font-semibold">
          {t(state.before === null ? 'journal.entries' : 'journal.earlier')}
        </h2>
        {page.lines.length === 0 ? (
          <EmptyState
            title={t(head ? 'journal.none' : 'history.none')}
            text={t(head ? 'journal.none.text' : 'journal.lead')}
            icon="clock"
            level={3}
          />
        ) : (
          <JournalList lines={page.lines} titles={titles} timeZone={timeZone} />
        )}
        <p className="no-print flex flex-wrap gap-3 empty:hidden">
          {page.nextBefore === null ? null : (
            <LinkButton to={journalHref(state, page.nextBefore)} rel="next">
              {t('history.more')}
            </LinkButton>
          )}
          {state.before === null ? null : (
            <LinkButton to={journalHref(state, null)} look="quiet">
              {t('history.newest')}
            </LinkButton>
          )}
        </p>
      </section>
      <section aria-labelledby="file" className="no-print max-w-[48rem] border-t border-line pt-5">
        <h2 id="file" className="mb-3 text-lg font-semibold">
          {t('journal.file')}
        </h2>
        <JournalExport head={head} />
      </section>
    </div>
  );
}
