import { Form, Link } from '@remix-run/react';
import type { DocumentHead, VersionFilter, VersionsView } from '~/modules/documents';
import { Button, buttonClass, LinkButton } from '../button';
import { CsrfInput } from '../csrf';
import type { RefusedForm } from '../document/refused-form';
import { EmptyState, FormErrors, Notice } from '../feedback';
import { TextField } from '../fields';
import { useMessages } from '../messages/messages-context';
import { VersionCard } from './version-card';

export interface VersionsPageProps {
  document: DocumentHead;
  view: VersionsView;
  refused: RefusedForm | null;
}

const FILTERS: readonly VersionFilter[] = ['all', 'named', 'automatic'];

/** The list of versions; filter and page are in the address. */
export function VersionsPage({ document, view, refused }: VersionsPageProps) {
  const t = useMessages();
  const at = `/documents/${document.id}`;
  const current = { number: document.versionNumber, sha256: document.versionSha256 };
  return (
    <div className="grid max-w-[60rem] grid-cols-1 gap-5">
      <header className="flex flex-wrap items-start justify-between gap-3">
        <div>
          <h2 className="text-lg font-semibold">{t('versions.title')}</h2>
          <p className="text-ink-soft">{t('versions.lead')}</p>
        </div>
        {view.counts.all > 1 ? (
          <LinkButton to={`${at}/compare`}>{t('versions.compare.any')}</LinkButton>
        ) : null}
      </header>
      <FormErrors errors={Object.values(refused?.errors ?? {}).flat()} />
      {view.draftChanges === null ? null : (
        <DraftNotice documentId={document.id} changes={view.draftChanges} maySave={view.canRestore} />
      )}
      <nav aria-label={t('versions.filter')} className="no-print">
        <ul className="flex flex-wrap gap-2">
          {FILTERS.map((filter) => (
            <li key={filter}>
              <Link
                to={filter === 'all' ? '?' : `?filter=${filter}`}
                preventScrollReset
                aria-current={filter === view.filter ? 'true' : undefined}
                className="inline-flex min-h-11 items-center gap-2 rounded-full border border-line-strong px-4 text-ink no-underline hover:border-accent aria-[current]:border-accent aria-[current]:bg-accent-soft aria-[current]:font-medium"
              >
                {t(`versions.filter.${filter}`)}{' '}
                <span className="text-sm text-ink-soft">{view.counts[filter]}</span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {view.items.length === 0 ? (
        <EmptyState title={t('versions.empty')} text={t('versions.empty.text')} level={3} />
      ) : (
        <ol className="grid grid-cols-1 gap-3">
          {view.items.map((version) => (
            <VersionCard
              key={`${version.number} ${version.sha256}`}
              documentId={document.id}
              version={version}
              view={view}
              current={current}
            />
          ))}
        </ol>
      )}
      <Pages view={view} />
    </div>
  );
}

interface DraftNoticeProps {
  documentId: string;
  changes: number;
  maySave: boolean;
}

/** What is in no version yet, and how to make one of it. */
function DraftNotice({ documentId, changes, maySave }: DraftNoticeProps) {
  const t = useMessages();
  return (
    <Notice tone="info">
      <p>{t('versions.draft', { count: changes })}</p>
      <Link to={`/documents/${documentId}/compare?to=draft`} className="inline-flex min-h-11 items-center">
        {t('versions.draft.compare')}
      </Link>
      {maySave ? (
        <Form method="post" className="no-print grid max-w-[32rem] grid-cols-1 gap-3 pb-1">
          <CsrfInput />
          <input type="hidden" name="intent" value="save" />
          <TextField name="note" label={t('versions.name')} hint={t('versions.name.hint')} maxLength={200} />
          <div>
            <Button>{t('versions.draft.save')}</Button>
          </div>
        </Form>
      ) : null}
    </Notice>
  );
}

function Pages({ view }: { view: VersionsView }) {
  const t = useMessages();
  if (view.pages <= 1) return null;
  const to = (page: number) => `?${new URLSearchParams({ filter: view.filter, page: String(page) })}`;
  return (
    <nav aria-label={t('list.pages')} className="no-print flex flex-wrap items-center justify-center gap-3">
      {view.page > 1 ? (
        <Link to={to(view.page - 1)} rel="prev" className={buttonClass()}>
          {t('list.previous')}
        </Link>
      ) : null}
      <span className="text-ink-soft">{t('list.page', { page: view.page, pages: view.pages })}</span>
      {view.page < view.pages ? (
        <Link to={to(view.page + 1)} rel="next" className={buttonClass()}>
          {t('list.next')}
        </Link>
      ) : null}
    </nav>
  );
}
