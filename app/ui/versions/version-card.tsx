import { Form, Link } from '@remix-run/react';
import type { VersionItem, VersionsView } from '~/modules/documents';
import { Button } from '../button';
import { CsrfInput } from '../csrf';
import { Disclosure } from '../disclosure';
import { TextField } from '../fields';
import { formatDay, formatMoment } from '../format';
import { useLocale, useMessages } from '../messages/messages-context';
import { Badge } from '../state-badge';
import { RestoreForm } from './restore-form';

export interface VersionCardProps {
  documentId: string;
  version: VersionItem;
  view: VersionsView;
  current: { number: number; sha256: string };
}

/** One version: who, when, what changed, what happened to it, and what may be done. */
export function VersionCard({ documentId, version, view, current }: VersionCardProps) {
  const t = useMessages();
  const locale = useLocale();
  const { number } = version;
  return (
    <li className="rounded-md border border-line bg-sheet px-4 py-3 md:px-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="font-medium">
          {t('versions.number', { number })}
          {version.note ? ` — ${version.note}` : ''}
        </h3>
        {version.current ? (
          <Badge icon="check" tone="success">
            {t('versions.current')}
          </Badge>
        ) : null}
        {version.automatic ? (
          <Badge icon="clock" tone="neutral">
            {t('versions.automatic')}
          </Badge>
        ) : null}
        {version.marks.map(({ kind, word, at }) => (
          <Badge key={kind} icon={kind === 'sent' ? 'approvals' : 'star'} tone="accent">
            {at ? `${word} ${formatDay(at, locale)}` : word}
          </Badge>
        ))}
      </div>
      <p className="text-sm text-ink-soft">
        {version.authorName} · <time dateTime={version.at}>{formatMoment(version.at, locale)}</time>
      </p>
      {version.changes ? <p className="mt-1">{version.changes}</p> : null}
      <div className="flex flex-wrap gap-x-5">
        <CardLink to={`/documents/${documentId}/versions/${number}`} text={t('versions.view')} />
        {number > 1 ? (
          <CardLink
            to={`/documents/${documentId}/compare?to=${number}`}
            text={t('versions.compareWithPrevious')}
          />
        ) : null}
        {version.current ? null : (
          <CardLink
            to={`/documents/${documentId}/compare?from=${number}&to=${current.number}`}
            text={t('versions.compareWithCurrent')}
          />
        )}
      </div>
      {view.canRestore && !version.current ? (
        <RestoreForm
          documentId={documentId}
          number={number}
          currentNumber={current.number}
          currentSha256={current.sha256}
          draftChanges={view.draftChanges}
        />
      ) : null}
      <Disclosure summary={t('versions.more')} className="text-sm" summaryClassName="w-fit text-ink-soft">
        <p className="text-ink-soft">{t('versions.hash')}</p>
        <code className="block pb-2 font-mono break-all text-ink">{version.sha256}</code>
        {view.canRename ? <RenameForm documentId={documentId} version={version} /> : null}
      </Disclosure>
    </li>
  );
}

function CardLink({ to, text }: { to: string; text: string }) {
  return (
    <Link to={to} prefetch="intent" className="inline-flex min-h-11 items-center">
      {text}
    </Link>
  );
}

function RenameForm({ documentId, version }: { documentId: string; version: VersionItem }) {
  const t = useMessages();
  return (
    <Form
      method="post"
      action={`/documents/${documentId}/versions`}
      className="grid max-w-[32rem] grid-cols-1 gap-3 pb-2"
    >
      <CsrfInput />
      <input type="hidden" name="intent" value="rename" />
      <input type="hidden" name="number" value={version.number} />
      <input type="hidden" name="versionSha256" value={version.sha256} />
      <TextField
        name="note"
        label={t('versions.name')}
        hint={t('versions.name.hint')}
        defaultValue={version.note}
        key={version.note}
        maxLength={200}
      />
      <div>
        <Button>{t('versions.name.save')}</Button>
      </div>
    </Form>
  );
}
