import type { HistoryView } from '~/modules/documents';
import { buttonClass, LinkButton } from '../button';
import { CsrfInput } from '../csrf';
import { useMessages } from '../messages/messages-context';
import { HistoryList } from './history-list';

interface HistoryPageProps {
  documentId: string;
  history: HistoryView;
  /** False on the pages of earlier entries. */
  isNewest: boolean;
}

/** One page of the history and the way to earlier entries; the file of all of it for who may take it. */
export function HistoryPage({ documentId, history, isNewest }: HistoryPageProps) {
  const t = useMessages();
  const at = `/documents/${documentId}/history`;
  return (
    <section aria-labelledby="history-title" className="grid grid-cols-1 gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="history-title" className="text-lg font-semibold">
          {t(isNewest ? 'history.title' : 'history.earlier')}
        </h2>
        {isNewest ? null : <LinkButton to={at}>{t('history.newest')}</LinkButton>}
      </div>
      <HistoryList entries={history.entries} />
      {history.nextBefore === null ? null : (
        <p>
          <LinkButton to={`${at}?before=${history.nextBefore}`} rel="next">
            {t('history.more')}
          </LinkButton>
        </p>
      )}
      {history.canExport && history.entries.length > 0 ? <HistoryExport at={at} /> : null}
    </section>
  );
}

function HistoryExport({ at }: { at: string }) {
  const t = useMessages();
  return (
    <form method="post" action={`${at}/history.csv`} className="no-print mt-4 border-t border-line pt-4">
      <CsrfInput />
      <h3 className="font-semibold">{t('history.export')}</h3>
      <p className="max-w-[46rem] text-ink-soft">{t('history.export.text')}</p>
      <div className="mt-3 flex flex-wrap gap-3">
        <button type="submit" className={buttonClass('secondary')}>
          {t('journal.csv')}
        </button>
        <button type="submit" formAction={`${at}/history.json`} className={buttonClass('quiet')}>
          {t('journal.json')}
        </button>
      </div>
    </form>
  );
}
