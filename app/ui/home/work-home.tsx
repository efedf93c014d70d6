import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { ApprovalTask, DocumentListItem } from '~/modules/documents';
import { ApprovalCard } from '../document/approval-card';
import { DocumentCard } from '../document/document-card';
import { EmptyState } from '../feedback';
import { useMessages } from '../messages/messages-context';
import { PageHeader } from '../shell/page-header';
import { StartButtons } from '../start/start-buttons';

export interface WorkHomeProps {
  name: string;
  tasks: readonly ApprovalTask[];
  recent: readonly DocumentListItem[];
  mayCreate: boolean;
}

/** First what waits for this person, then what he worked with. */
export function WorkHome({ name, tasks, recent, mayCreate }: WorkHomeProps) {
  const t = useMessages();
  return (
    <>
      <PageHeader title={t('home.greeting', { name })}>{mayCreate ? <StartButtons /> : null}</PageHeader>
      <Part id="waiting" title={t('home.waiting')} all={{ to: '/approvals', text: t('home.waiting.all') }}>
        {tasks.length === 0 ? (
          <EmptyState
            level={3}
            icon="approvals"
            title={t('home.waiting.empty')}
            text={t('home.waiting.empty.text')}
          />
        ) : (
          <ul className="grid grid-cols-1 gap-3">
            {tasks.map((task) => (
              <li key={`${task.documentId} ${task.stepId}`}>
                <ApprovalCard task={task} level={3} />
              </li>
            ))}
          </ul>
        )}
      </Part>
      <Part id="recent" title={t('home.recent')} all={{ to: '/documents', text: t('home.recent.all') }}>
        {recent.length === 0 ? (
          <EmptyState level={3} title={t('home.recent.empty')} text={t('home.recent.empty.text')}>
            {mayCreate ? <StartButtons /> : null}
          </EmptyState>
        ) : (
          <ul className="grid grid-cols-1 gap-3">
            {recent.map((item) => (
              <li key={item.id}>
                <DocumentCard document={item} level={3} />
              </li>
            ))}
          </ul>
        )}
      </Part>
    </>
  );
}

interface PartProps {
  id: string;
  title: string;
  all: { to: string; text: string };
  children: ReactNode;
}
function Part({ id, title, all, children }: PartProps) {
  return (
    <section aria-labelledby={id} className="mb-10">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-x-6">
        <h2 id={id} className="text-lg font-semibold">
          {title}
        </h2>
        <Link to={all.to} prefetch="intent" className="inline-flex min-h-11 items-center">
          {all.text}
        </Link>
      </div>
      {children}
    </section>
  );
}
