// People and organisations: their parts, and the case forms that the program proposes and a person may correct.
import { type FormEvent, type ReactNode, useState } from 'react';
import {
  asMap,
  asText,
  controlId,
  FORM_CASES,
  type FormCase,
  type ScalarField,
  type TypedMap,
  valueName,
} from '~/modules/templates';
import { declinePerson, declinePhrase } from '~/shared/russian';
import { Disclosure } from '../disclosure';
import { FieldError } from '../field';
import { Checkbox, Select, TextField } from '../fields';
import { useMessages } from '../messages/messages-context';
import { DirectoryField } from './directory-field';
import { useFormView } from './form-context';

interface NameFieldProps {
  field: ScalarField;
  typed: TypedMap;
  path: string;
  titled: boolean;
}
type Parts = Readonly<Record<string, string>>;

/** What stands in the inputs now, for the proposals; the inputs themselves keep their own text. */
function useParts(typed: TypedMap, path: string) {
  const [parts, setParts] = useState<Parts>(() =>
    Object.fromEntries(Object.keys(typed).map((name) => [name, asText(typed[name])])),
  );
  const onInput = (event: FormEvent<HTMLElement>) => {
    const { name, value } = event.target as HTMLInputElement;
    const part = name.slice(valueName(path).length + 1);
    if (part in parts) setParts((before) => ({ ...before, [part]: value }));
  };
  return { parts, onInput };
}

export function PersonField({ field, typed, path, titled }: NameFieldProps) {
  const t = useMessages();
  const { parts, onInput } = useParts(typed, path);
  const part = usePart(typed, path);
  return (
    <NameSet field={field} path={path} titled={titled} onInput={onInput}>
      <DirectoryField type="person" path={path} />
      <div className="grid gap-4 sm:grid-cols-3">
        <TextField {...part('surname')} label={t('form.person.surname')} required={field.required} />
        <TextField {...part('name')} label={t('form.person.name')} required={field.required} />
        <TextField {...part('patronymic')} label={t('form.person.patronymic')} />
      </div>
      <CaseForms typed={typed} path={path} propose={(form) => proposePerson(parts, form)}>
        <div className="grid gap-4 sm:grid-cols-2">
          <Select
            {...part('gender')}
            label={t('form.person.gender')}
            hint={t('form.person.gender.hint')}
            options={[
              { value: '', label: t('form.person.gender.auto') },
              { value: 'male', label: t('form.person.gender.male') },
              { value: 'female', label: t('form.person.gender.female') },
            ]}
          />
          <TextField
            {...part('position')}
            label={t('form.person.position')}
            hint={t('form.person.position.hint')}
          />
        </div>
      </CaseForms>
    </NameSet>
  );
}

function proposePerson(parts: Parts, form: FormCase): string {
  const { surname = '', name, patronymic, gender } = parts;
  if (surname.trim() === '') return '';
  const known = gender === 'male' || gender === 'female' ? { gender: gender as 'male' | 'female' } : {};
  return declinePerson(
    {
      surname: surname.trim(),
      name: name?.trim() || undefined,
      patronymic: patronymic?.trim() || undefined,
      ...known,
    },
    form,
  );
}

export function OrganisationField({ field, typed, path, titled }: NameFieldProps) {
  const t = useMessages();
  const { parts, onInput } = useParts(typed, path);
  const part = usePart(typed, path);
  const propose = (form: FormCase) => (parts.name?.trim() ? declinePhrase(parts.name.trim(), form) : '');
  const genders = (['m', 'f', 'n'] as const).map((value) => ({
    value,
    label: t(`form.organisation.gender.${value}`),
  }));
  return (
    <NameSet field={field} path={path} titled={titled} onInput={onInput}>
      <DirectoryField type="organisation" path={path} />
      <TextField {...part('name')} label={t('form.organisation.name')} required={field.required} />
      <TextField
        {...part('shortName')}
        label={t('form.organisation.shortName')}
        hint={t('form.organisation.shortName.hint')}
      />
      <CaseForms typed={typed} path={path} propose={propose}>
        <div className="grid items-end gap-4 sm:grid-cols-2">
          <Select
            {...part('gender')}
            label={t('form.organisation.gender')}
            hint={t('form.organisation.gender.hint')}
            options={[{ value: '', label: t('form.organisation.gender.auto') }, ...genders]}
          />
          <Checkbox
            id={controlId(`${path}.plural`)}
            name={valueName(`${path}.plural`)}
            value="on"
            defaultChecked={asText(typed.plural) !== ''}
            label={t('form.organisation.plural')}
          />
        </div>
      </CaseForms>
    </NameSet>
  );
}

function usePart(typed: TypedMap, path: string) {
  const { errors } = useFormView();
  return (name: string) => ({
    id: controlId(`${path}.${name}`),
    name: valueName(`${path}.${name}`),
    defaultValue: asText(typed[name]),
    errors: errors[`${path}.${name}`],
    autoComplete: 'off',
  });
}

interface NameSetProps {
  field: ScalarField;
  path: string;
  titled: boolean;
  onInput: (event: FormEvent<HTMLElement>) => void;
  children: ReactNode;
}

function NameSet({ field, path, titled, onInput, children }: NameSetProps) {
  const t = useMessages();
  const { errors } = useFormView();
  const faults = errors[path] ?? [];
  const id = controlId(path);
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      onInput={onInput}
      aria-describedby={faults.length > 0 ? `${id}-error` : undefined}
      className="min-w-0"
    >
      <legend className={titled ? 'sr-only' : 'font-medium'}>
        {field.label}
        {field.required ? (
          <span className="ml-2 text-sm font-normal text-ink-soft">{t('field.required')}</span>
        ) : null}
      </legend>
      <p className="mb-2 text-sm text-ink-soft">
        {titled ? '' : field.hint}
        {field.privacy === 'public' ? '' : ` ${t(`form.privacy.${field.privacy}`)}`}
      </p>
      <FieldError id={`${id}-error`} errors={faults} />
      <div className="grid grid-cols-1 gap-4">{children}</div>
    </fieldset>
  );
}

interface CaseFormsProps {
  typed: TypedMap;
  path: string;
  propose: (form: FormCase) => string;
  children: ReactNode;
}

/** Folded until someone looks: an empty input takes the proposal, a filled one wins over it. */
function CaseForms({ typed, path, propose, children }: CaseFormsProps) {
  const t = useMessages();
  const { errors } = useFormView();
  const cases = asMap(typed.cases);
  const corrected = FORM_CASES.some((form) => asText(cases[form]) !== '' || errors[`${path}.cases.${form}`]);
  return (
    <Disclosure summary={t('form.cases')} summaryClassName="text-accent" open={corrected}>
      <div className="grid grid-cols-1 gap-4 border-l-2 border-line py-2 pl-4">
        {children}
        <p className="text-sm text-ink-soft">{t('form.cases.text')}</p>
        {FORM_CASES.map((form) => {
          const at = `${path}.cases.${form}`;
          const proposed = propose(form);
          return (
            <TextField
              key={form}
              id={controlId(at)}
              name={valueName(at)}
              defaultValue={asText(cases[form])}
              label={t(`form.case.${form}`)}
              hint={proposed ? t('form.cases.proposed', { form: proposed }) : t('form.cases.none')}
              errors={errors[at]}
              autoComplete="off"
            />
          );
        })}
      </div>
    </Disclosure>
  );
}
