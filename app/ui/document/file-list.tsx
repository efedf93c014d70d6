import type { IssuedFileView } from '~/modules/documents';
import { EmptyState } from '../feedback';
import { formatMoment, formatSize } from '../format';
import { Icon } from '../icons';
import { useLocale, useMessages } from '../messages/messages-context';
import { Checksum } from './checksum';

/** Issued files as records: each can be fetched and compared. */
export function FileList({ files }: { files: readonly IssuedFileView[] }) {
  const t = useMessages();
  const locale = useLocale();
  if (files.length === 0) {
    return <EmptyState title={t('files.none')} text={t('files.none.text')} icon="download" />;
  }
  return (
    <ul className="grid grid-cols-1 gap-3">
      {files.map((file) => (
        <li
          key={`${file.format} ${file.sha256}`}
          className="rounded-md border border-line bg-sheet px-4 py-3 md:px-5"
        >
          <a
            href={file.href}
            download={file.name}
            className="inline-flex min-h-11 items-center gap-2 font-medium"
          >
            <Icon name="download" />
            <span className="min-w-0 break-all">{t('files.download', { name: file.name })}</span>
          </a>
          <p className="text-sm text-ink-soft">
            {file.format.toUpperCase()} · {formatSize(file.size, locale)} ·{' '}
            <time dateTime={file.at}>{formatMoment(file.at, locale)}</time>
          </p>
          <Checksum label={t('files.hash')} sha256={file.sha256} />
        </li>
      ))}
    </ul>
  );
}
