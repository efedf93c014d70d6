import { Form } from '@remix-run/react';
import type { ModerationView } from '~/modules/documents';
import { Button } from '../button';
import { CsrfInput } from '../csrf';
import type { RefusedForm } from '../document/refused-form';
import { controlClass, Field } from '../field';
import { Checkbox, RadioGroup, Select, TextArea, TextField } from '../fields';
import { useMessages } from '../messages/messages-context';
import { KINDS } from './proposal-form';
import { type TypedForm, typedIn } from './typed';

/** «Внесено секретарём»: what was said in the hall, handed over on paper or written in a letter. */
export function EnterProposal({ desk, refused }: { desk: ModerationView; refused: RefusedForm | null }) {
  const t = useMessages();
  const typed = typedIn(refused, 'enter');
  return (
    <details open={typed.open}>
      <summary className="flex min-h-11 w-fit cursor-pointer items-center font-medium text-accent">
        {t('discussion.enter')}
      </summary>
      <Form
        method="post"
        encType="multipart/form-data"
        preventScrollReset
        className="grid grid-cols-1 gap-4 rounded-md border border-line bg-sheet p-4 md:p-6"
      >
        <CsrfInput />
        <input type="hidden" name="intent" value="enter" />
        <RadioGroup
          name="channel"
          label={t('discussion.enter.channel')}
          defaultValue={typed.text('channel') ?? 'oral'}
          errors={typed.errors('channel')}
          choices={(['oral', 'paper', 'mail'] as const).map((value) => ({
            value,
            label: t(`discussion.enter.${value}`),
          }))}
        />
        <What desk={desk} typed={typed} />
        <Who typed={typed} />
        <Field
          label={t('discussion.enter.scan')}
          hint={t('discussion.enter.scan.hint')}
          errors={typed.errors('scan')}
        >
          {(ids) => (
            <input
              type="file"
              name="scan"
              accept="application/pdf,image/jpeg,image/png"
              {...ids}
              className={controlClass}
            />
          )}
        </Field>
        <div>
          <Button>{t('discussion.enter.send')}</Button>
        </div>
      </Form>
    </details>
  );
}

function What({ desk, typed }: { desk: ModerationView; typed: TypedForm }) {
  const t = useMessages();
  return (
    <>
      <Select
        name="block"
        label={t('discussion.form.point')}
        defaultValue={typed.text('block') ?? ''}
        errors={typed.errors('block')}
        options={[
          { value: '', label: t('discussion.form.whole') },
          ...desk.choices.map(({ id, label, excerpt }) => ({ value: id, label: `${label}: ${excerpt}` })),
        ]}
      />
      <Select
        name="kind"
        label={t('discussion.form.kind')}
        defaultValue={typed.text('kind') ?? 'change'}
        errors={typed.errors('kind')}
        options={KINDS.map((kind) => ({ value: kind, label: t(`discussion.kind.${kind}`) }))}
      />
      <TextArea
        name="text"
        label={t('discussion.form.text')}
        required
        rows={4}
        maxLength={10_000}
        defaultValue={typed.text('text')}
        errors={typed.errors('text')}
      />
      <TextArea
        name="reason"
        label={t('discussion.form.reason')}
        rows={2}
        maxLength={5000}
        defaultValue={typed.text('reason')}
        errors={typed.errors('reason')}
      />
    </>
  );
}

function Who({ typed }: { typed: TypedForm }) {
  const t = useMessages();
  return (
    <>
      <TextField
        name="organisation"
        label={t('discussion.form.organisation')}
        hint={t('discussion.form.organisation.hint')}
        maxLength={300}
        defaultValue={typed.text('organisation')}
        errors={typed.errors('organisation')}
      />
      <TextField
        name="name"
        label={t('discussion.form.name')}
        hint={t('discussion.enter.name.hint')}
        maxLength={200}
        autoComplete="off"
        defaultValue={typed.text('name')}
        errors={typed.errors('name')}
      />
      {(['consentProcessing', 'consentPublish'] as const).map((name) => (
        <Checkbox
          key={name}
          name={name}
          label={t(`discussion.enter.${name}`)}
          defaultChecked={typed.text(name) !== undefined}
          errors={typed.errors(name)}
        />
      ))}
    </>
  );
}
