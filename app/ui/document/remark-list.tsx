import type { RemarkView } from '~/modules/documents';
import { formatMoment } from '../format';
import { useLocale, useMessages } from '../messages/messages-context';
import { Badge } from '../state-badge';
import { AnswerForm } from './answer-form';

const looks = {
  open: { icon: 'clock', tone: 'warning' },
  accepted: { icon: 'check', tone: 'success' },
  partly: { icon: 'check', tone: 'accent' },
  declined: { icon: 'cross', tone: 'neutral' },
  resolved: { icon: 'check', tone: 'success' },
} as const;

export interface RemarkListProps {
  remarks: readonly RemarkView[];
  versionSha256: string;
  /** True for who revises the text now: open remarks then have a form. */
  mayAnswer: boolean;
}

/** Remarks with what became of them. */
export function RemarkList({ remarks, versionSha256, mayAnswer }: RemarkListProps) {
  const t = useMessages();
  const locale = useLocale();
  if (remarks.length === 0) return <p className="text-ink-soft">{t('remarks.none')}</p>;
  return (
    <ul className="grid grid-cols-1 gap-3">
      {remarks.map((remark) => (
        <li key={remark.id} className="rounded-md border border-line bg-sheet px-4 py-3 md:px-5">
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
            <p className="text-sm text-ink-soft">
              <span className="font-medium text-ink">{remark.authorName}</span> ·{' '}
              <time dateTime={remark.at}>{formatMoment(remark.at, locale)}</time>
            </p>
            <Badge icon={looks[remark.status].icon} tone={looks[remark.status].tone}>
              {t(`remarks.status.${remark.status}`)}
            </Badge>
          </div>
          <p className="mt-2 whitespace-pre-line">{remark.text}</p>
          {remark.answer ? (
            <p className="mt-2 border-l-3 border-line-strong pl-3 whitespace-pre-line">
              <span className="font-medium">{t('remarks.answer')}: </span>
              {remark.answer}
            </p>
          ) : null}
          {mayAnswer && remark.status === 'open' ? (
            <AnswerForm remarkId={remark.id} versionSha256={versionSha256} />
          ) : null}
        </li>
      ))}
    </ul>
  );
}
