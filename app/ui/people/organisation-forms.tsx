import { Form } from '@remix-run/react';
import { type OrganisationCard, TIME_ZONES } from '~/modules/identity';
import { Button } from '../button';
import { CsrfInput } from '../csrf';
import { Notice } from '../feedback';
import { Select, TextField } from '../fields';
import { useMessages } from '../messages/messages-context';
import { CaseFields } from './case-fields';

type Errors = Readonly<Record<string, readonly string[]>>;
interface OrganisationFormProps {
  organisation: OrganisationCard;
  errors: Errors;
  typed: (name: string) => string | undefined;
}

function Hidden({ intent, organisation }: { intent: string; organisation: OrganisationCard }) {
  return (
    <>
      <CsrfInput />
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="version" value={organisation.version} />
    </>
  );
}

/** Names and time zone. */
export function CardForm({ organisation, errors, typed }: OrganisationFormProps) {
  const t = useMessages();
  return (
    <Form method="post" className="grid gap-4">
      <Hidden intent="card" organisation={organisation} />
      <TextField
        label={t('organisation.name')}
        name="name"
        required
        defaultValue={typed('name') ?? organisation.name}
        errors={errors.name}
      />
      <TextField
        label={t('organisation.shortName')}
        name="shortName"
        required
        defaultValue={typed('shortName') ?? organisation.shortName}
        errors={errors.shortName}
      />
      <Select
        label={t('organisation.timeZone')}
        name="timeZone"
        options={TIME_ZONES}
        defaultValue={typed('timeZone') ?? organisation.timeZone}
        errors={errors.timeZone}
      />
      <div>
        <Button look="primary">{t('organisation.save')}</Button>
      </div>
    </Form>
  );
}

/** The logo as it is, another one, none. */
export function LogoForm({ organisation }: { organisation: OrganisationCard }) {
  const t = useMessages();
  return (
    <section className="grid gap-4">
      <h2 className="text-lg font-semibold">{t('organisation.logo')}</h2>
      {organisation.logo ? (
        <img
          src={`/settings/organisations/${organisation.id}/logo?v=${organisation.version}`}
          alt={t('organisation.logo.alt')}
          className="max-h-32 max-w-64 rounded-md border border-line bg-white p-2"
        />
      ) : null}
      <Form method="post" encType="multipart/form-data" className="grid gap-3">
        <Hidden intent="logo" organisation={organisation} />
        <TextField
          label={t('organisation.logo.choose')}
          hint={t('organisation.logo.hint')}
          type="file"
          name="logo"
          accept="image/png,image/jpeg"
          required
        />
        <div>
          <Button>{t('organisation.logo.set')}</Button>
        </div>
      </Form>
      {organisation.logo ? (
        <Form method="post">
          <Hidden intent="logo-remove" organisation={organisation} />
          <Button look="danger">{t('organisation.logo.remove')}</Button>
        </Form>
      ) : null}
    </section>
  );
}

/** Case forms of the full name, to be corrected and confirmed. */
export function NameFormsForm({ organisation, errors, typed }: OrganisationFormProps) {
  const t = useMessages();
  return (
    <section className="grid gap-4">
      <p className="text-ink-soft">{t('organisation.forms.lead')}</p>
      <Notice tone={organisation.formsConfirmed ? 'success' : 'info'}>
        {t(organisation.formsConfirmed ? 'forms.confirmed' : 'forms.proposed')}
      </Notice>
      <Form method="post" className="grid gap-4" key={organisation.name}>
        <Hidden intent="forms" organisation={organisation} />
        <CaseFields
          legend={t('organisation.forms')}
          name="forms"
          forms={organisation.forms}
          errors={errors}
          typed={typed}
        />
        <div>
          <Button look="primary">{t('forms.confirm')}</Button>
        </div>
      </Form>
    </section>
  );
}
