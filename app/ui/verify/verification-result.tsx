import type { FileComparison, VerificationView } from '~/modules/documents';
import { buttonClass } from '../button';
import { formatDay, formatMoment, formatSize } from '../format';
import { Icon } from '../icons';
import { useLocale, useMessages } from '../messages/messages-context';
import { FileCheck } from './file-check';

/** What stands behind a code: authentic and in which state now, or unknown and what to do. */
export function VerificationResult({
  verification: found,
  comparison = null,
}: {
  verification: VerificationView;
  /** Of a file that was just sent. */
  comparison?: FileComparison | null;
}) {
  const t = useMessages();
  const locale = useLocale();
  if (!found.found) return <UnknownCode code={found.code} />;
  const facts: [string, string | null][] = [
    [t('verify.status'), found.status],
    [t('verify.document'), found.title ?? found.kindName],
    [t('verify.number'), found.number],
    [t('verify.date'), found.date ? formatDay(found.date, locale) : null],
    [t('verify.until'), found.supersededFrom ? formatDay(found.supersededFrom, locale) : null],
    [t('verify.owner'), found.ownerName],
  ];
  return (
    <>
      <div className="flex items-start gap-4">
        <Icon name="verify" className="mt-1 size-10 text-success" />
        <div>
          <h1 className="text-xl font-semibold md:text-2xl">{t('verify.found')}</h1>
          <p className="text-ink-soft">{t('verify.found.text')}</p>
        </div>
      </div>
      <dl className="mt-6 max-w-[46rem] border-t border-line">
        {facts
          .filter(([, value]) => value !== null)
          .map(([name, value]) => (
            <div
              key={name}
              className="grid gap-x-6 border-b border-line py-3 sm:grid-cols-[14rem_minmax(0,1fr)]"
            >
              <dt className="text-ink-soft">{name}</dt>
              <dd className="font-medium">{value}</dd>
            </div>
          ))}
      </dl>
      <div className="no-print mt-5 flex flex-wrap gap-3">
        {found.successorUrl ? (
          <a href={found.successorUrl} className={buttonClass('primary')}>
            {t('verify.successor')}
          </a>
        ) : null}
        {found.publicUrl ? (
          <a href={found.publicUrl} className={buttonClass(found.successorUrl ? 'secondary' : 'primary')}>
            {t('verify.open')}
          </a>
        ) : null}
        <a href="/verify" className={buttonClass('quiet')}>
          {t('verify.another')}
        </a>
      </div>
      <IssuedHashes code={found.code} files={found.files} comparison={comparison} />
    </>
  );
}

function IssuedHashes({
  code,
  files,
  comparison,
}: Pick<VerificationView, 'code' | 'files'> & { comparison: FileComparison | null }) {
  const t = useMessages();
  const locale = useLocale();
  if (files.length === 0) return null;
  return (
    <>
      <section aria-labelledby="issued-files" className="mt-8">
        <h2 id="issued-files" className="text-lg font-semibold">
          {t('verify.files')}
        </h2>
        <p className="max-w-[46rem] text-ink-soft">{t('verify.files.text')}</p>
        <ul className="mt-3 grid grid-cols-1 gap-2">
          {files.map((file) => (
            <li
              key={`${file.format} ${file.sha256}`}
              className="rounded-md border border-line bg-sheet px-4 py-3"
            >
              <p className="font-medium break-all">{file.name}</p>
              <p className="text-sm text-ink-soft">
                {file.format.toUpperCase()} · {formatSize(file.size, locale)} ·{' '}
                {formatMoment(file.at, locale)}
              </p>
              <code className="font-mono text-sm break-all">{file.sha256}</code>
            </li>
          ))}
        </ul>
      </section>
      <FileCheck code={code} files={files} comparison={comparison} />
    </>
  );
}

function UnknownCode({ code }: { code: string }) {
  const t = useMessages();
  return (
    <div className="flex items-start gap-4">
      <Icon name="warning" className="mt-1 size-10 text-danger" />
      <div>
        <h1 className="text-xl font-semibold md:text-2xl">{t('verify.missing', { code })}</h1>
        <p className="mt-2 max-w-[46rem]">{t('verify.missing.text')}</p>
      </div>
    </div>
  );
}
