// The form of people without an account: native controls, no script, every refusal beside its field.
import type { ReactNode } from 'react';
import type { ProposalFormView } from '~/modules/documents';
import { buttonClass } from '../button';
import type { RefusedForm } from '../document/refused-form';
import { FormErrors, Notice } from '../feedback';
import { Checkbox, Select, TextArea, TextField } from '../fields';
import { Icon } from '../icons';
import { useMessages } from '../messages/messages-context';

export const KINDS = ['change', 'add', 'exclude', 'new-point', 'question'] as const;

interface ProposalFormProps {
  view: ProposalFormView;
  refused: RefusedForm | null;
}

export function ProposalForm({ view, refused }: ProposalFormProps) {
  const t = useMessages();
  return (
    <div className="mx-auto grid max-w-[42rem] grid-cols-1 gap-5">
      <p>
        <a href={`/d/${view.code}`} className="inline-flex min-h-11 items-center gap-2">
          <Icon name="back" />
          {t('discussion.toProject')}
        </a>
      </p>
      <header>
        <h1 className="text-xl font-semibold md:text-2xl">{t('discussion.form.title')}</h1>
        <p className="mt-1 text-ink-soft">{view.title}</p>
        <p className="mt-1 text-ink-soft">
          {t('documents.version', { number: view.versionNumber })} · {view.term}
        </p>
      </header>
      {view.taking ? <OpenForm view={view} refused={refused} /> : <Closed view={view} refused={refused} />}
    </div>
  );
}

/** After the term: what was being written is still here, to be copied. */
function Closed({ view, refused }: ProposalFormProps) {
  const t = useMessages();
  const text = typeof refused?.values.text === 'string' ? refused.values.text : null;
  return (
    <>
      <Notice tone="warning">
        <p className="font-medium">{t('discussion.over')}</p>
        <p>{t('discussion.over.form')}</p>
      </Notice>
      {text ? <TextArea label={t('discussion.form.yours')} readOnly rows={6} defaultValue={text} /> : null}
      <p>
        <a href={`/d/${view.code}`} className={buttonClass('secondary')}>
          {t('discussion.toProject')}
        </a>
      </p>
    </>
  );
}

function OpenForm({ view, refused }: ProposalFormProps) {
  const t = useMessages();
  const values = refused?.values ?? {};
  const typed = (name: string) => (typeof values[name] === 'string' ? (values[name] as string) : undefined);
  const errorsOf = (name: string) => refused?.errors[name];
  const token = typed('token') || view.token;
  return (
    <form method="post" action={`/d/${view.code}/propose`} className="grid grid-cols-1 gap-5" noValidate>
      <FormErrors errors={refused ? Object.values(refused.errors).flat() : []} />
      <input type="hidden" name="token" value={token} />
      <Honeypot value={typed('website')} />
      <Select
        name="block"
        label={t('discussion.form.point')}
        hint={t('discussion.form.point.hint')}
        defaultValue={typed('block') ?? view.chosen?.id ?? ''}
        errors={errorsOf('block')}
        options={[
          { value: '', label: t('discussion.form.whole') },
          ...view.points.map(({ id, label, excerpt }) => ({ value: id, label: `${label}: ${excerpt}` })),
        ]}
      />
      {view.chosen ? (
        <blockquote className="border-l-4 border-line-strong pl-4 font-serif whitespace-pre-line">
          {view.chosen.text}
        </blockquote>
      ) : null}
      <Select
        name="kind"
        label={t('discussion.form.kind')}
        defaultValue={typed('kind') ?? 'change'}
        errors={errorsOf('kind')}
        options={KINDS.map((kind) => ({ value: kind, label: t(`discussion.kind.${kind}`) }))}
      />
      <TextArea
        name="text"
        label={t('discussion.form.text')}
        hint={t('discussion.form.text.hint')}
        required
        rows={6}
        maxLength={10_000}
        defaultValue={typed('text')}
        errors={errorsOf('text')}
      />
      <TextArea
        name="reason"
        label={t('discussion.form.reason')}
        hint={t('discussion.form.reason.hint')}
        rows={3}
        maxLength={5000}
        defaultValue={typed('reason')}
        errors={errorsOf('reason')}
      />
      <AboutAuthor view={view} typed={typed} errorsOf={errorsOf} />
      <p>
        <button type="submit" className={buttonClass('primary', 'w-full sm:w-auto')}>
          {t('discussion.form.send')}
        </button>
      </p>
    </form>
  );
}

/** People do not see it and cannot reach it by the keyboard; what fills every field gives itself away. */
function Honeypot({ value }: { value: string | undefined }) {
  return (
    <div aria-hidden="true" className="sr-only">
      <label>
        Website
        <input name="website" tabIndex={-1} autoComplete="off" defaultValue={value} />
      </label>
    </div>
  );
}

interface AboutAuthorProps {
  view: ProposalFormView;
  typed: (name: string) => string | undefined;
  errorsOf: (name: string) => readonly string[] | undefined;
}

function AboutAuthor({ view, typed, errorsOf }: AboutAuthorProps) {
  const t = useMessages();
  return (
    <fieldset className="grid grid-cols-1 gap-4 rounded-md border border-line p-4">
      <legend className="px-1 font-medium">{t('discussion.form.author')}</legend>
      <p className="text-sm text-ink-soft">{t('discussion.form.author.hint')}</p>
      <TextField
        name="organisation"
        label={t('discussion.form.organisation')}
        hint={t('discussion.form.organisation.hint')}
        maxLength={300}
        autoComplete="organization"
        defaultValue={typed('organisation')}
        errors={errorsOf('organisation')}
      />
      <TextField
        name="name"
        label={t('discussion.form.name')}
        maxLength={200}
        autoComplete="name"
        defaultValue={typed('name')}
        errors={errorsOf('name')}
      />
      <TextField
        name="email"
        type="email"
        label={t('discussion.form.email')}
        hint={t('discussion.form.email.hint')}
        maxLength={200}
        autoComplete="email"
        defaultValue={typed('email')}
        errors={errorsOf('email')}
      />
      <Consent text={view.consents.processing}>
        <Checkbox
          name="consentProcessing"
          label={t('discussion.form.consentProcessing')}
          defaultChecked={typed('consentProcessing') !== undefined}
          errors={errorsOf('consentProcessing')}
        />
      </Consent>
      <Consent text={view.consents.publishName}>
        <Checkbox
          name="consentPublish"
          label={t('discussion.form.consentPublish')}
          defaultChecked={typed('consentPublish') !== undefined}
          errors={errorsOf('consentPublish')}
        />
      </Consent>
    </fieldset>
  );
}

/** Each consent apart from everything else, its whole text in sight (152-ФЗ ст. 9 ч. 1). */
function Consent({ text, children }: { text: string; children: ReactNode }) {
  return (
    <div className="border-t border-line pt-3">
      {children}
      <p className="mt-1 text-sm text-ink-soft">{text}</p>
    </div>
  );
}
