import type { VersionView } from '~/modules/documents';
import { formatMoment } from '../format';
import { useLocale, useMessages } from '../messages/messages-context';
import { Badge } from '../state-badge';
import { Checksum } from './checksum';

/** Versions, newest first: who, when, why; the hash only for who asks. */
export function VersionList({ versions }: { versions: readonly VersionView[] }) {
  const t = useMessages();
  const locale = useLocale();
  return (
    <ol className="grid grid-cols-1 gap-3">
      {versions.map((version) => (
        <li key={version.sha256} className="rounded-md border border-line bg-sheet px-4 py-3 md:px-5">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h2 className="font-medium">{t('versions.number', { number: version.number })}</h2>
            {version.current ? (
              <Badge icon="check" tone="success">
                {t('versions.current')}
              </Badge>
            ) : null}
          </div>
          <p className="text-sm text-ink-soft">
            {version.authorName} · <time dateTime={version.at}>{formatMoment(version.at, locale)}</time>
          </p>
          {version.note ? <p className="mt-1">{version.note}</p> : null}
          <Checksum label={t('versions.hash')} sha256={version.sha256} />
        </li>
      ))}
    </ol>
  );
}
