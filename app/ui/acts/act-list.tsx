import type { ActList } from '~/modules/knowledge';
import { buttonClass } from '../button';
import { EmptyState } from '../feedback';
import { controlClass } from '../field';
import { useMessages } from '../messages/messages-context';
import { Badge } from '../state-badge';

interface ActListProps {
  list: ActList;
  q: string;
  kind: string;
}

/** All acts of the base, found by a GET form: its whole state is in the address. */
export function ActListPage({ list, q, kind }: ActListProps) {
  const t = useMessages();
  const narrowed = q !== '' || kind !== '';
  return (
    <>
      <form method="get" className="mb-6 flex flex-wrap items-end gap-3">
        <label className="min-w-0 flex-[1_1_18rem]">
          <span className="mb-1 block font-medium">{t('acts.search')}</span>
          <input type="search" name="q" defaultValue={q} className={controlClass} />
        </label>
        <label>
          <span className="mb-1 block font-medium">{t('acts.kind')}</span>
          <select name="kind" defaultValue={kind} className={controlClass}>
            <option value="">{t('acts.kind.all')}</option>
            {list.kinds.map(({ value, label, count }) => (
              <option key={value} value={value}>
                {label} ({count})
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className={buttonClass('secondary')}>
          {t('acts.show')}
        </button>
      </form>
      {list.items.length === 0 ? (
        <EmptyState
          icon="search"
          title={t(narrowed ? 'acts.none' : 'acts.empty')}
          text={t(narrowed ? 'acts.none.text' : 'acts.empty.text')}
        />
      ) : (
        <>
          <p className="mb-2 text-ink-soft">{t('acts.count', { count: list.total })}</p>
          <ul className="border-t border-line">
            {list.items.map((act) => (
              <li key={act.id} className="border-b border-line py-3">
                <a href={`/acts/${act.id}`} className="inline-flex min-h-11 items-center font-medium">
                  {act.shortName}
                </a>
                <p className="max-w-[48rem]">{act.fullName}</p>
                <p className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-soft">
                  {act.local ? <span>{t('acts.local')}</span> : null}
                  <span>{act.freshness ?? t('acts.cardOnly')}</span>
                  {act.lapse ? (
                    <Badge icon="warning" tone="warning">
                      {act.lapse}
                    </Badge>
                  ) : null}
                </p>
              </li>
            ))}
          </ul>
          <Pages list={list} q={q} kind={kind} />
        </>
      )}
    </>
  );
}

function Pages({ list, q, kind }: ActListProps) {
  const t = useMessages();
  const pages = Math.ceil(list.total / list.pageSize);
  if (pages < 2) return null;
  const address = (page: number) => `?${new URLSearchParams({ q, kind, page: String(page) })}`;
  return (
    <nav aria-label={t('list.pages')} className="mt-4 flex items-center gap-4">
      {list.page > 1 ? (
        <a href={address(list.page - 1)} className="inline-flex min-h-11 items-center">
          {t('list.previous')}
        </a>
      ) : null}
      <span>{t('list.page', { page: list.page, pages })}</span>
      {list.page < pages ? (
        <a href={address(list.page + 1)} className="inline-flex min-h-11 items-center">
          {t('list.next')}
        </a>
      ) : null}
    </nav>
  );
}
