// What happens with the text, in one line: saved, saving, trouble with its way out; and who else is here.
import { type DisplayContext, type DocumentBody, displayContext } from '~/modules/documents';
import { Button, buttonClass } from '../button';
import { Notice } from '../feedback';
import { Icon } from '../icons';
import { useLocale, useMessages } from '../messages/messages-context';
import type { PresenceView } from './live-connection';
import type { SessionStatus } from './session-status';

/** The words of the status, for the line under the editor. */
export function SessionWords({ status }: { status: SessionStatus }) {
  const t = useMessages();
  const locale = useLocale();
  const time =
    status.savedAt === null
      ? ''
      : new Date(status.savedAt).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' });
  const unkept = status.kind === 'offline' && status.storage === 'refused';
  const words = unkept ? t('drafting.status.offlineUnkept') : t(`drafting.status.${status.kind}`, { time });
  const calm = ['idle', 'saved', 'saving', 'unsent'].includes(status.kind);
  return (
    <span role="status" data-session={status.kind} className="inline-flex items-center gap-1.5">
      <Icon
        name={calm ? (status.kind === 'unsent' || status.kind === 'saving' ? 'pen' : 'check') : 'warning'}
        className="size-4"
      />
      {words}
    </span>
  );
}

interface SessionNoticeProps {
  status: SessionStatus;
  restored: boolean;
  onRetry: () => void;
  ownText: () => string;
  fileName: string;
}

/** What needs a person: sign in again, try again, take the text as a file. Nothing where all is well. */
export function SessionNotice({ status, restored, onRetry, ownText, fileName }: SessionNoticeProps) {
  const t = useMessages();
  const trouble = !['idle', 'saved', 'saving', 'unsent'].includes(status.kind);
  return (
    <>
      {restored && !trouble ? <Notice tone="info">{t('drafting.restored')}</Notice> : null}
      {status.storage === 'refused' && !trouble ? (
        <Notice tone="warning">{t('drafting.storageRefused')}</Notice>
      ) : null}
      {trouble ? (
        <Notice tone={status.kind === 'offline' ? 'warning' : 'danger'}>
          <p>
            {status.kind === 'refused' ? status.message : t(`drafting.status.${status.kind}`, { time: '' })}
          </p>
          <p className="mt-2 flex flex-wrap gap-2">
            {status.kind === 'signed-out' || status.kind === 'other-person' ? (
              <a href="/sign-in" target="_blank" rel="noopener" className={buttonClass('primary')}>
                {t('drafting.signIn')}
              </a>
            ) : null}
            <Button type="button" onPress={onRetry}>
              {t('drafting.retry')}
            </Button>
            <Button type="button" icon="download" onPress={() => download(ownText(), fileName)}>
              {t('drafting.download')}
            </Button>
          </p>
        </Notice>
      ) : null}
    </>
  );
}

function download(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([`\ufeff${text}`], { type: 'text/plain;charset=utf-8' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: `${name}.txt` });
  link.click();
  URL.revokeObjectURL(url);
}

/** More names than these would fill the line; the marks beside the blocks name everybody. */
const NAMED = 2;

/** «И. Иванов правит п. 7»: who else has the text open. */
export function PresenceLine({ presence, body }: { presence: readonly PresenceView[]; body: DocumentBody }) {
  const t = useMessages();
  if (presence.length === 0) return null;
  const people = [...presence].sort((a, b) => Number(a.at === null) - Number(b.at === null));
  // A person with several tabs is named once, where he writes.
  const once = people.filter(({ name }, i) => people.findIndex((one) => one.name === name) === i);
  const context = displayContext(body);
  return (
    <p data-presence className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
      <span className="inline-flex items-center gap-1.5 text-ink-soft">
        <Icon name="user" className="size-4" />
        {t('drafting.presence')}:
      </span>
      {once.slice(0, NAMED).map(({ key, name, at }) => (
        <span key={key}>
          {at === null
            ? t('drafting.presence.here', { name })
            : t('drafting.presence.at', { name, place: placeWords(at, context, t) })}
        </span>
      ))}
      {once.length > NAMED ? (
        <span>{t('drafting.presence.more', { count: once.length - NAMED })}</span>
      ) : null}
    </p>
  );
}

function placeWords(blockId: string, context: DisplayContext, t: ReturnType<typeof useMessages>): string {
  const label = context.numbers.get(blockId)?.label;
  return label
    ? t('drafting.presence.item', { number: label.replace(/\.$/, '') })
    : t('drafting.presence.block');
}
