import { buttonClass } from '../button';
import { ErrorState } from '../feedback';
import { Icon } from '../icons';
import { useMessages } from '../messages/messages-context';

export interface HallSheetProps {
  code: string;
  /** null: the site's address is not set, so a code would lead nowhere. */
  sheet: { heading: string; title: string; url: string; until: string; place: string; qr: string } | null;
  why: string;
}

/** The code for the hall on a screen; the sheet for printing is a PDF. */
export function HallSheet({ code, sheet, why }: HallSheetProps) {
  const t = useMessages();
  if (!sheet) {
    return (
      <ErrorState title={t('discussion.sheet.refused')} why={why} todo={t('discussion.sheet.refused.todo')} />
    );
  }
  return (
    <div className="mx-auto grid max-w-[42rem] grid-cols-1 justify-items-center gap-5 text-center">
      <h1 className="text-2xl font-semibold">{sheet.heading}</h1>
      <p className="text-lg">{sheet.title}</p>
      <div
        role="img"
        aria-label={t('discussion.sheet.qr', { url: sheet.url })}
        className="w-full max-w-80 bg-white p-3 [&_svg]:h-auto [&_svg]:w-full"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: our own drawing of a matrix, no text in it
        dangerouslySetInnerHTML={{ __html: sheet.qr }}
      />
      <p className="text-lg font-semibold break-all">
        <a href={sheet.url}>{sheet.url.replace(/^https?:\/\//, '')}</a>
      </p>
      <p>{t('discussion.sheet.help', { until: sheet.until })}</p>
      {sheet.place ? <p>{sheet.place}</p> : null}
      <p className="no-print flex flex-wrap justify-center gap-3">
        <a href={`/d/${code}/list.pdf`} className={buttonClass('primary')}>
          <Icon name="download" />
          {t('discussion.sheet.download')}
        </a>
        <a href={`/d/${code}`} className={buttonClass('secondary')}>
          {t('discussion.toProject')}
        </a>
      </p>
    </div>
  );
}
