import type { FileComparison, VerificationView } from '~/modules/documents';
import { buttonClass } from '../button';
import type { Translate } from '../messages';
import { useMessages } from '../messages/messages-context';

interface FileCheckProps {
  /** Null where the file itself has to tell the document. */
  code: string | null;
  files: VerificationView['files'];
  /** Of the file that was just sent. */
  comparison: FileComparison | null;
}

/**
 * Compares a file with the issued ones by SHA-256, in the browser (public/verify-file.js, which reads hashes and words
 * from the data attributes). A DOCX that is none of them may be sent for a comparison by words; the script shows the
 * button only then. Without scripts the button is always there.
 */
export function FileCheck({ code, files, comparison }: FileCheckProps) {
  const t = useMessages();
  const told = comparison ? tell(comparison, t) : null;
  return (
    <section
      id="file-check-box"
      aria-labelledby="file-check-title"
      data-file-check
      data-lookup={code === null ? '/verify' : undefined}
      data-files={JSON.stringify(files.map(({ name, sha256 }) => ({ name, sha256 })))}
      data-working={t('verify.drop.working')}
      data-match={t('verify.drop.match')}
      data-mismatch={t('verify.drop.mismatch')}
      data-resaved={t('verify.drop.resaved')}
      data-failed={t('verify.drop.failed')}
      data-insecure={t('verify.drop.insecure')}
      data-sum={t('verify.drop.sum')}
      className="no-print mt-8 rounded-md border-2 border-dashed border-line-strong p-5 data-[over]:border-accent data-[over]:bg-accent-soft"
    >
      <h2 id="file-check-title" className="text-lg font-semibold">
        {t('verify.drop')}
      </h2>
      <p className="mt-1 max-w-[40rem] text-ink-soft">
        {t(code === null ? 'verify.drop.text.any' : 'verify.drop.text')}
      </p>
      <form
        method="post"
        encType="multipart/form-data"
        action={
          code === null
            ? '/verify?index#file-check-box'
            : `/verify/${encodeURIComponent(code)}#file-check-box`
        }
      >
        <label htmlFor="file-check" className="sr-only">
          {t('verify.drop.input')}
        </label>
        <input
          id="file-check"
          name="file"
          type="file"
          required
          className="mt-3 block min-h-11 w-full max-w-[34rem] text-base file:mr-3 file:min-h-11 file:cursor-pointer file:rounded-md file:border file:border-line-strong file:bg-sheet file:px-4 file:text-ink"
        />
        <div
          role="status"
          data-result
          data-tone={told?.tone}
          className="mt-3 hidden rounded-md border-l-4 px-4 py-3 data-[tone=danger]:border-danger data-[tone=danger]:bg-danger-soft data-[tone=info]:border-accent data-[tone=info]:bg-accent-soft data-[tone=success]:border-success data-[tone=success]:bg-success-soft [&[data-tone]]:block"
        >
          {told ? (
            <>
              <p className="font-medium [overflow-wrap:anywhere]">{told.text}</p>
              <p className="mt-1 [overflow-wrap:anywhere]">{told.more}</p>
            </>
          ) : null}
        </div>
        <div data-send className="mt-3">
          <p className="max-w-[40rem] text-ink-soft">{t('verify.send.text')}</p>
          <button type="submit" className={buttonClass('secondary', 'mt-2')}>
            {t('verify.send')}
          </button>
        </div>
      </form>
    </section>
  );
}

function tell(comparison: FileComparison, t: Translate) {
  switch (comparison.outcome) {
    case 'same-bytes':
      return {
        tone: 'success',
        text: t('verify.compared.bytes'),
        more: t('verify.compared.bytes.more', { name: comparison.name }),
      };
    case 'same-text':
      return { tone: 'success', text: t('verify.compared.text'), more: t('verify.compared.text.more') };
    case 'other-text':
      return { tone: 'danger', text: t('verify.compared.other'), more: t('verify.compared.other.more') };
    case 'unread':
      return { tone: 'danger', text: t('verify.compared.unread'), more: comparison.reason };
  }
}
