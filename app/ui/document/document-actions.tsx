// The next step as forms that need no script: each folds out to say what will happen, then asks once.
import { Form, Link, useNavigation } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { DocumentHead, NextAction } from '~/modules/documents';
import { Button, type ButtonLook, buttonClass, LinkButton } from '../button';
import { CsrfInput } from '../csrf';
import { FormErrors, Notice } from '../feedback';
import { Checkbox, TextArea, TextField } from '../fields';
import { Icon } from '../icons';
import { useMessages } from '../messages/messages-context';
import type { RefusedForm } from './refused-form';

export interface StepProps {
  document: DocumentHead;
  /** The form that was just refused, if any: its step stays open with the reason and what was typed. */
  refused: RefusedForm | null;
}

/** The one primary thing this person can do now, in words; or whom the document waits for. */
export function NextStep({ document, refused }: StepProps) {
  const t = useMessages();
  const { next } = document;
  const step = { document, refused };
  const at = `/documents/${document.id}`;
  if (!next.enabled) return <Waiting label={next.label} />;
  switch (next.name) {
    case 'decide':
      return (
        <LinkButton
          to={document.guest ? `${at}#decision` : `${at}?tab=route#decision`}
          look="primary"
          icon="approvals"
          preventScrollReset
        >
          {next.label}
        </LinkButton>
      );
    case 'revise':
      return (
        <LinkButton to={`${at}/remarks`} look="primary" icon="talk">
          {next.label}
        </LinkButton>
      );
    case 'discuss':
      return (
        <LinkButton to={`${at}/discussion?status=new`} look="primary" icon="talk">
          {next.label}
        </LinkButton>
      );
    case 'download':
      return (
        <LinkButton to={`${at}?tab=files`} look="primary" icon="download" preventScrollReset>
          {next.label}
        </LinkButton>
      );
    case 'submit':
      return (
        <StepForm {...step} intent="submit" label={next.label} help={t('action.submit.help')}>
          <ChecksWarning document={document} />
          <Link to={`${at}/route`} className="inline-flex min-h-11 items-center">
            {t('routing.preview.open')}
          </Link>
          {document.draft && document.draft.changes > 0 ? (
            <p>
              <input type="hidden" name="draftSha256" value={document.draft.sha256} />
              {t('drafting.submit.includes', { number: document.versionNumber + 1 })}
            </p>
          ) : null}
        </StepForm>
      );
    case 'adopt':
      return (
        <StepForm {...step} intent="adopt" label={next.label} help={t('action.adopt.help')}>
          <TextField
            type="date"
            name="date"
            label={t('action.adopt.date')}
            required
            defaultValue={typed(refused, 'date')}
          />
          {document.can.skipNumber ? (
            <Checkbox name="withoutNumber" label={t('action.adopt.withoutNumber')} />
          ) : null}
        </StepForm>
      );
    case 'issue':
      return (
        <StepForm {...step} intent="issue" label={next.label} help={t('action.issue.help')}>
          {document.editions.former ? (
            <TextField
              type="date"
              name="inForceFrom"
              label={t('editions.inForce.label')}
              hint={t('editions.inForce.hint')}
              defaultValue={typed(refused, 'inForceFrom') ?? document.date ?? ''}
            />
          ) : null}
        </StepForm>
      );
    case 'publish':
      return <StepForm {...step} intent="publish" label={next.label} help={t('action.publish.help')} />;
    default:
      return <Waiting label={next.label} />;
  }
}

/** Open findings of the check before sending: a word, not a gate. */
function ChecksWarning({ document }: { document: DocumentHead }) {
  const t = useMessages();
  const count = document.counts.problems ?? 0;
  if (count === 0) return null;
  return (
    <Notice tone="warning">
      <p>{t('checks.submit.warning', { count })}</p>
      <Link to={`/documents/${document.id}/checks`} className="inline-flex min-h-11 items-center">
        {t('checks.submit.open')}
      </Link>
    </Notice>
  );
}

function typed(refused: RefusedForm | null, name: string): string | undefined {
  const value = refused?.values[name];
  return typeof value === 'string' ? value : undefined;
}

function Waiting({ label }: Pick<NextAction, 'label'>) {
  return (
    <p className="flex min-h-11 items-center gap-2 text-ink-soft">
      <Icon name="clock" />
      {label}
    </p>
  );
}

/** Steps open to this person beside the next one. */
export function OtherSteps({ document, refused }: StepProps) {
  const t = useMessages();
  if (document.can.startEdition)
    return (
      <StepForm
        {...{ document, refused }}
        intent="start-edition"
        label={t('editions.start')}
        help={t('editions.start.help')}
        look="secondary"
      />
    );
  if (!document.can.withdraw) return null;
  return (
    <StepForm
      document={document}
      refused={refused}
      intent="withdraw"
      label={t('action.withdraw')}
      help={t('action.withdraw.help')}
      look="secondary"
    >
      <TextArea
        name="reason"
        label={t('action.withdraw.reason')}
        required
        rows={3}
        defaultValue={typed(refused, 'reason')}
      />
    </StepForm>
  );
}

interface StepFormProps extends StepProps {
  intent: 'submit' | 'adopt' | 'issue' | 'publish' | 'withdraw' | 'start-edition';
  label: string;
  help: string;
  look?: ButtonLook;
  children?: ReactNode;
}

function StepForm({ document, refused, intent, label, help, look = 'primary', children }: StepFormProps) {
  const t = useMessages();
  const navigation = useNavigation();
  const busy = navigation.formData?.get('intent') === intent;
  const failed = refused?.values.intent === intent ? refused : null;
  return (
    <details className="relative" key={`${intent} ${document.state}`} open={failed !== null}>
      <summary className={buttonClass(look, 'w-full list-none sm:w-auto [&::-webkit-details-marker]:hidden')}>
        {label}
      </summary>
      <Form
        method="post"
        action={`/documents/${document.id}`}
        className="mt-2 grid grid-cols-1 gap-4 rounded-md border border-line-strong bg-sheet p-4 shadow-sheet sm:absolute sm:right-0 sm:z-10 sm:w-96"
      >
        <CsrfInput />
        <input type="hidden" name="intent" value={intent} />
        <input type="hidden" name="versionSha256" value={document.versionSha256} />
        <p>{help}</p>
        <FormErrors errors={Object.values(failed?.errors ?? {}).flat()} />
        {children}
        <Button look={look} isDisabled={busy}>
          {busy ? t('action.working') : label}
        </Button>
      </Form>
    </details>
  );
}
