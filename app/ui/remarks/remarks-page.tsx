import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { RemarksView } from '~/modules/documents';
import { buttonClass } from '../button';
import { Disclosure } from '../disclosure';
import { EmptyState, FormErrors, Notice } from '../feedback';
import { useMessages } from '../messages/messages-context';
import { RemarkForm } from './block-forms';
import { hrefOf } from './remarks-address';
import { RemarksFilterForm } from './remarks-filter';
import type { RemarksRefusal } from './remarks-refusal';
import { SuggestionList } from './suggestion-list';
import { TextColumn } from './text-column';
import { ThreadCard } from './thread-card';

export interface RemarksPageProps {
  view: RemarksView;
  refused: RemarksRefusal | null;
  /** Word files out and in. */
  exchange: ReactNode;
}

/** The text and, beside it, what people say of it. On a phone what they say comes after the text. */
export function RemarksPage({ view, refused, exchange }: RemarksPageProps) {
  const t = useMessages();
  return (
    <>
      <FormErrors errors={Object.values(refused?.errors ?? {}).flat()} />
      {view.hasDraft ? (
        <Notice tone="info">{t('remarks.draftAhead', { number: view.version.number })}</Notice>
      ) : null}
      <div className="grid grid-cols-1 gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_minmax(22rem,28rem)]">
        <TextColumn view={view} refused={refused} />
        <div id="remarks-list" className="min-w-0 scroll-mt-4">
          <RemarksFilterForm view={view} />
          <Threads view={view} refused={refused} />
          <section aria-labelledby="suggestions-title" className="mt-8">
            <h2 id="suggestions-title" className="mb-1 text-lg font-semibold">
              {t('remarks.suggestions')}
            </h2>
            <p className="mb-3 text-ink-soft">
              {t('remarks.suggestions.count', { count: view.counts.openSuggestions })}
            </p>
            <SuggestionList view={view} />
          </section>
          {exchange}
        </div>
      </div>
    </>
  );
}

function Threads({ view, refused }: { view: RemarksView; refused: RemarksRefusal | null }) {
  const t = useMessages();
  return (
    <section aria-labelledby="threads-title">
      <h2 id="threads-title" className="mb-1 text-lg font-semibold">
        {t('remarks.title')}
      </h2>
      <p className="mb-3 text-ink-soft">{t('remarks.count', { count: view.counts.open })}</p>
      {view.can.remark ? (
        <Disclosure
          summary={t('remarks.new.document')}
          className="no-print mb-3 rounded-md border border-line px-3 pb-1"
        >
          <RemarkForm block={null} refused={refused} />
        </Disclosure>
      ) : null}
      {view.threads.length === 0 ? (
        <NoThreads view={view} />
      ) : (
        <ul className="grid grid-cols-1 gap-3">
          {view.threads.map((thread) => (
            <ThreadCard
              key={thread.id}
              thread={thread}
              href={thread.block ? `${hrefOf(view.filter, { block: thread.block })}#b-${thread.block}` : null}
            />
          ))}
        </ul>
      )}
      <Pages view={view} />
    </section>
  );
}

function NoThreads({ view }: { view: RemarksView }) {
  const t = useMessages();
  const { filter } = view;
  if (filter.mine || filter.author !== '' || filter.block !== '') {
    return (
      <EmptyState
        level={3}
        icon="talk"
        title={t('remarks.empty.filtered')}
        text={t('remarks.empty.filtered.text')}
      />
    );
  }
  return (
    <EmptyState
      level={3}
      icon="talk"
      title={t('remarks.empty')}
      text={t(view.can.remark ? 'remarks.empty.text' : 'remarks.empty.read')}
    />
  );
}

function Pages({ view }: { view: RemarksView }) {
  const t = useMessages();
  if (view.pages < 2) return null;
  const link = (page: number, text: string) => (
    <Link to={`${hrefOf(view.filter, { page })}#remarks-list`} className={buttonClass()}>
      {text}
    </Link>
  );
  return (
    <nav
      aria-label={t('list.pages')}
      className="no-print mt-4 flex flex-wrap items-center justify-center gap-3"
    >
      {view.page > 1 ? link(view.page - 1, t('list.previous')) : null}
      <span className="text-ink-soft">{t('list.page', { page: view.page, pages: view.pages })}</span>
      {view.page < view.pages ? link(view.page + 1, t('list.next')) : null}
    </nav>
  );
}
