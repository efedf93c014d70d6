import type { ActHeadView } from '~/modules/knowledge';
import { formatDay } from '../format';
import { Icon } from '../icons';
import { useLocale, useMessages } from '../messages/messages-context';
import { Badge } from '../state-badge';

/** Name of the act, what it is, how fresh its text is. */
export function ActFacts({ act }: { act: ActHeadView }) {
  const t = useMessages();
  return (
    <>
      <p className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2 text-ink-soft">
        {act.local ? (
          <Badge icon="document" tone="neutral">
            {t('acts.local')}
          </Badge>
        ) : null}
        {act.freshness ? <span>{act.freshness}</span> : null}
        {act.editions.length === 0 ? <span>{t('acts.cardOnly')}</span> : null}
      </p>
      {act.lapse ? (
        <p className="mt-3 flex items-start gap-2 rounded-md border-l-4 border-warning bg-warning-soft px-4 py-3">
          <Icon name="warning" className="mt-0.5 size-5 shrink-0" />
          {t('acts.lapsed.act', { why: act.lapse })}
        </p>
      ) : null}
    </>
  );
}

interface EditionSwitchProps {
  act: ActHeadView;
  shownId: string;
  /** Path of the unit shown, '' for the contents: the switch stays at the place. */
  path: string;
}

/** Loaded editions as links; the shown one is marked. Comparison when there are two. */
export function EditionSwitch({ act, shownId, path }: EditionSwitchProps) {
  const t = useMessages();
  const locale = useLocale();
  if (act.editions.length < 2) return null;
  const address = `/acts/${act.id}${path ? `/${path}` : ''}`;
  return (
    <nav aria-label={t('acts.editions')} className="no-print mt-3">
      <ul className="flex flex-wrap gap-2">
        {act.editions.map((edition) => (
          <li key={edition.id}>
            <a
              href={edition.current ? address : `${address}?on=${edition.validFrom ?? edition.validTo ?? ''}`}
              aria-current={edition.id === shownId ? 'true' : undefined}
              className="inline-flex min-h-11 items-center rounded-md border border-line-strong px-3 text-ink no-underline hover:bg-accent-soft aria-[current]:border-accent aria-[current]:bg-accent-soft aria-[current]:font-medium"
            >
              {edition.validFrom
                ? t('acts.edition.since', { date: formatDay(edition.validFrom, locale) })
                : t('acts.edition.base')}
              {edition.id === shownId ? <span className="sr-only"> ({t('acts.edition.now')})</span> : null}
            </a>
          </li>
        ))}
        <li>
          <a href={`/acts/${act.id}/changes`} className="inline-flex min-h-11 items-center px-3">
            {t('acts.changes')}
          </a>
        </li>
      </ul>
    </nav>
  );
}
