// What became of a paste, with what to look through and a way back.
import { Button } from '../../button';
import { Disclosure } from '../../disclosure';
import { Notice } from '../../feedback';
import { useMessages } from '../../messages/messages-context';
import type { PasteReport } from '../plugins/paste';

interface PasteNoticeProps {
  report: PasteReport;
  onUndo: () => void;
  onHide: () => void;
}

const SHOWN = 100;

export function PasteNotice({ report, onUndo, onHide }: PasteNoticeProps) {
  const t = useMessages();
  if (report.kind === 'reading') return <Notice tone="info">{t('editor.paste.reading')}</Notice>;
  const hide = (
    <Button type="button" look="quiet" onPress={onHide}>
      {t('editor.paste.hide')}
    </Button>
  );
  if (report.kind === 'refused') {
    return (
      <Notice tone="danger">
        <p>{t(`editor.paste.${report.why}`)}</p>
        {hide}
      </Notice>
    );
  }
  const { blocks, doubts } = report;
  return (
    <Notice tone={doubts.length > 0 ? 'warning' : 'success'}>
      <p>{t('editor.paste.done', { count: blocks })}</p>
      {doubts.length > 0 ? (
        <Disclosure summary={t('editor.paste.doubts', { count: doubts.length })}>
          <ul className="max-h-60 list-disc overflow-y-auto pl-5">
            {doubts.slice(0, SHOWN).map(({ message, sample }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
              <li key={i}>
                {message}
                {sample ? <q className="ml-1 text-ink-soft">{sample}</q> : null}
              </li>
            ))}
          </ul>
        </Disclosure>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button type="button" look="quiet" icon="undo" onPress={onUndo}>
          {t('editor.paste.undo')}
        </Button>
        {hide}
      </div>
    </Notice>
  );
}
