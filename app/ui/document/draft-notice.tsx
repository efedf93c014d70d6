// «Есть правки, не вошедшие в версию 3: 14 изменений»: what stands between the version and the working copy, and the
// ways on: go on editing, make a version, give the changes up. Works without scripts.
import { Form, Link } from '@remix-run/react';
import type { DocumentHead } from '~/modules/documents';
import { Button, buttonClass, LinkButton } from '../button';
import { CsrfInput } from '../csrf';
import { FormErrors, Notice } from '../feedback';
import { TextField } from '../fields';
import { formatMoment } from '../format';
import { useLocale, useMessages } from '../messages/messages-context';
import type { RefusedForm } from './refused-form';

interface DraftNoticeProps {
  document: DocumentHead;
  refused: RefusedForm | null;
  /** What the sheet below shows; null on pages without a sheet. */
  shown: 'version' | 'draft' | null;
}

export function DraftNotice({ document, refused, shown }: DraftNoticeProps) {
  const t = useMessages();
  const locale = useLocale();
  const { draft, can } = document;
  if (!draft || !can.revise || (draft.changes === 0 && draft.conflicts === 0)) return null;
  const version = document.versionNumber;
  const at = `/documents/${document.id}`;
  return (
    <Notice tone={draft.conflicts > 0 ? 'warning' : 'info'}>
      <p>
        {draft.changes > 0 ? t('drafting.notice', { count: draft.changes, version }) : null}{' '}
        {draft.conflicts > 0 ? t('drafting.notice.conflicts', { count: draft.conflicts }) : null}{' '}
        {t('drafting.notice.last', { when: formatMoment(draft.updatedAt, locale), name: draft.updatedBy })}
      </p>
      {shown ? (
        <p className="flex flex-wrap items-center gap-x-3">
          {t(shown === 'draft' ? 'drafting.notice.shownDraft' : 'drafting.notice.shownVersion', { version })}
          <Link
            to={shown === 'draft' ? at : `${at}?text=draft`}
            className="inline-flex min-h-11 items-center"
          >
            {t(shown === 'draft' ? 'drafting.notice.showVersion' : 'drafting.notice.showDraft', { version })}
          </Link>
        </p>
      ) : null}
      <div className="no-print mt-2 flex flex-wrap items-start gap-2">
        {draft.conflicts > 0 ? (
          <LinkButton to={`${at}/edit`} reloadDocument icon="pen">
            {t('drafting.notice.choose')}
          </LinkButton>
        ) : null}
        {draft.changes > 0 ? <VersionStep document={document} refused={refused} /> : null}
        {draft.changes > 0 ? <DiscardStep document={document} refused={refused} /> : null}
      </div>
    </Notice>
  );
}

type StepProps = Pick<DraftNoticeProps, 'document' | 'refused'>;

function VersionStep({ document, refused }: StepProps) {
  const t = useMessages();
  return (
    <DraftStep document={document} refused={refused} intent="save-version" label={t('drafting.version')}>
      <p>{t('drafting.version.help', { number: document.versionNumber + 1 })}</p>
      <TextField name="note" label={t('drafting.version.note')} maxLength={2000} />
      <Button look="primary">{t('drafting.version')}</Button>
    </DraftStep>
  );
}

function DiscardStep({ document, refused }: StepProps) {
  const t = useMessages();
  return (
    <DraftStep document={document} refused={refused} intent="discard" label={t('drafting.discard')}>
      <p>{t('drafting.discard.help', { version: document.versionNumber })}</p>
      <Button look="danger">{t('drafting.discard.confirm')}</Button>
    </DraftStep>
  );
}

interface DraftStepProps extends StepProps {
  intent: 'save-version' | 'discard';
  label: string;
  children: React.ReactNode;
}

function DraftStep({ document, refused, intent, label, children }: DraftStepProps) {
  const failed = refused?.values.intent === intent ? refused : null;
  return (
    <details open={failed !== null}>
      <summary className={buttonClass('secondary', 'list-none [&::-webkit-details-marker]:hidden')}>
        {label}
      </summary>
      <Form
        method="post"
        action={`/documents/${document.id}`}
        className="mt-2 grid max-w-96 grid-cols-1 gap-3 rounded-md border border-line-strong bg-sheet p-4"
      >
        <CsrfInput />
        <input type="hidden" name="intent" value={intent} />
        <input type="hidden" name="versionSha256" value={document.versionSha256} />
        <input type="hidden" name="draftSha256" value={document.draft?.sha256} />
        <FormErrors errors={Object.values(failed?.errors ?? {}).flat()} />
        {children}
      </Form>
    </details>
  );
}
