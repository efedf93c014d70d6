import type { AuditHead } from '~/modules/audit';
import { buttonClass } from '../button';
import { CsrfInput } from '../csrf';
import { useMessages } from '../messages/messages-context';

/** The end of the chain, and the chain as a file. Plain forms: the answer is a download, with or without scripts. */
export function JournalExport({ head }: { head: AuditHead | null }) {
  const t = useMessages();
  if (!head) return <p>{t('history.none')}</p>;
  return (
    <>
      <dl className="mb-6 border-y border-line py-3">
        <dt className="text-ink-soft">{t('journal.head')}</dt>
        <dd>
          <span className="font-medium">№ {head.seq}</span>
          <code className="mt-1 block font-mono text-sm break-all">{head.hash}</code>
        </dd>
      </dl>
      <form method="post" action="/settings/journal/journal.csv" className="grid justify-items-start gap-3">
        <CsrfInput />
        <label className="block font-medium" htmlFor="journal-from">
          {t('journal.from')}
        </label>
        <p id="journal-from-hint" className="-mt-2 text-sm text-ink-soft">
          {t('journal.from.hint')}
        </p>
        <input
          id="journal-from"
          name="from"
          type="number"
          min={1}
          max={head.seq}
          defaultValue={1}
          aria-describedby="journal-from-hint"
          className="min-h-11 w-40 rounded-md border border-line-strong bg-sheet px-3 py-2"
        />
        <div className="flex flex-wrap gap-3">
          <button type="submit" className={buttonClass('primary')}>
            {t('journal.csv')}
          </button>
          <button
            type="submit"
            formAction="/settings/journal/journal.json"
            className={buttonClass('secondary')}
          >
            {t('journal.json')}
          </button>
        </div>
      </form>
      <p className="mt-6 text-ink-soft">{t('journal.check')}</p>
    </>
  );
}
