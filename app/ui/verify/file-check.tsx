import type { VerificationView } from '~/modules/documents';
import { useMessages } from '../messages/messages-context';

/**
 * Compares a file with the issued ones by SHA-256. The work is done in the browser by public/verify-file.js,
 * which reads the hashes and the words from the data attributes; without it the box says so.
 */
export function FileCheck({ files }: { files: VerificationView['files'] }) {
  const t = useMessages();
  return (
    <section
      aria-labelledby="file-check-title"
      data-file-check
      data-files={JSON.stringify(files.map(({ name, sha256 }) => ({ name, sha256 })))}
      data-working={t('verify.drop.working')}
      data-match={t('verify.drop.match')}
      data-mismatch={t('verify.drop.mismatch')}
      data-failed={t('verify.drop.failed')}
      data-insecure={t('verify.drop.insecure')}
      data-sum={t('verify.drop.sum')}
      className="no-print mt-8 rounded-md border-2 border-dashed border-line-strong p-5 data-[over]:border-accent data-[over]:bg-accent-soft"
    >
      <h2 id="file-check-title" className="text-lg font-semibold">
        {t('verify.drop')}
      </h2>
      <p className="mt-1 max-w-[40rem] text-ink-soft">{t('verify.drop.text')}</p>
      <label htmlFor="file-check" className="sr-only">
        {t('verify.drop.input')}
      </label>
      <input
        id="file-check"
        type="file"
        className="mt-3 block min-h-11 w-full max-w-[34rem] text-base file:mr-3 file:min-h-11 file:cursor-pointer file:rounded-md file:border file:border-line-strong file:bg-sheet file:px-4 file:text-ink"
      />
      <noscript>
        <p className="mt-2">{t('verify.noscript')}</p>
      </noscript>
      <div
        role="status"
        data-result
        className="mt-3 hidden rounded-md border-l-4 px-4 py-3 data-[tone=danger]:border-danger data-[tone=danger]:bg-danger-soft data-[tone=info]:border-accent data-[tone=info]:bg-accent-soft data-[tone=success]:border-success data-[tone=success]:bg-success-soft [&[data-tone]]:block"
      />
    </section>
  );
}
