// One field of the guided form by its declaration. Native controls without state of their own: what they hold is read
// from the page, so a form of a thousand fields costs nothing while somebody types.
import {
  ACCOUNT_FIELD,
  asMap,
  asText,
  controlId,
  type FieldDeclaration,
  joinPath,
  type Typed,
  valueName,
} from '~/modules/templates';
import { Checkbox, Select, TextArea, TextField } from '../fields';
import { useMessages } from '../messages/messages-context';
import { accountLabel, useFormView } from './form-context';
import { type DrawField, FormList } from './form-list';
import { OrganisationField, PersonField } from './name-fields';

export interface FormFieldProps {
  field: FieldDeclaration;
  typed: Typed | undefined;
  path: string;
  /** The heading above says the label already. */
  titled?: boolean;
}

/** A field that is hidden stays in the page with what was typed: conditions may come true again. */
export function FormField(props: FormFieldProps) {
  const { hidden } = useFormView();
  return (
    <div hidden={hidden.has(props.path)}>
      <OneField {...props} />
    </div>
  );
}

const drawField: DrawField = (name, field, typed, path) => (
  <FormField key={name} field={field} typed={typed} path={path} />
);

function OneField(props: FormFieldProps) {
  const { field, typed, path, titled = false } = props;
  switch (field.type) {
    case 'group':
      return <Group {...props} />;
    case 'list':
      return <FormList list={field} drawField={drawField} {...{ typed, path, titled }} />;
    case 'person':
      return <PersonField field={field} typed={asMap(typed)} path={path} titled={titled} />;
    case 'organisation':
      return <OrganisationField field={field} typed={asMap(typed)} path={path} titled={titled} />;
    default:
      return <Scalar field={field} typed={asText(typed)} path={path} titled={titled} />;
  }
}

function Group({ field, typed, path, titled }: FormFieldProps) {
  if (field.type !== 'group') return null;
  const fields = Object.entries(field.fields).map(([name, one]) => (
    <FormField key={name} field={one} typed={asMap(typed)[name]} path={joinPath(path, name)} />
  ));
  if (titled) return <div className="grid grid-cols-1 gap-5">{fields}</div>;
  return (
    <fieldset id={controlId(path)} tabIndex={-1} className="min-w-0 border-l-2 border-line pl-4">
      <legend className="font-medium">{field.label}</legend>
      <p className="mb-3 text-sm text-ink-soft">{field.hint}</p>
      <div className="grid grid-cols-1 gap-5">{fields}</div>
    </fieldset>
  );
}

type ScalarDeclaration = Exclude<
  FieldDeclaration,
  { type: 'group' } | { type: 'list' } | { type: 'person' } | { type: 'organisation' }
>;

interface ScalarProps {
  field: ScalarDeclaration;
  typed: string;
  path: string;
  titled: boolean;
}

function Scalar({ field, typed, path, titled }: ScalarProps) {
  const t = useMessages();
  const { errors, deciding } = useFormView();
  const privacy = field.privacy === 'public' ? '' : ` ${t(`form.privacy.${field.privacy}`)}`;
  const common = {
    label: field.label,
    labelHidden: titled && field.type !== 'boolean',
    hint: (titled ? '' : field.hint) + privacy,
    // The hint stands above the field already.
    errors: errors[path]?.map((text) => text.replace(` ${field.hint}`, '')),
    required: field.required,
    name: valueName(path),
    id: controlId(path),
  };
  return (
    <>
      <Control field={field} typed={typed} path={path} common={common} />
      {deciding.has(path) ? <RefreshButton path={path} /> : null}
    </>
  );
}

interface ControlProps {
  field: ScalarDeclaration;
  typed: string;
  path: string;
  common: {
    label: string;
    labelHidden: boolean;
    hint: string;
    errors: readonly string[] | undefined;
    required: boolean;
    name: string;
    id: string;
  };
}

function Control({ field, typed, path, common }: ControlProps) {
  const t = useMessages();
  switch (field.type) {
    case 'longText':
      return <TextArea {...common} rows={3} defaultValue={typed} />;
    case 'boolean': {
      const { labelHidden: _shown, ...box } = common;
      return <Checkbox {...box} value="on" defaultChecked={typed !== ''} />;
    }
    case 'choice': {
      const none = { value: '', label: t(field.required ? 'form.choose' : 'form.choose.none') };
      const options = Object.entries(field.options).map(([value, label]) => ({ value, label }));
      return <Select {...common} defaultValue={typed} options={[none, ...options]} />;
    }
    case 'date':
      return <DatedField kind="date" shape={/^\d{4}-\d{2}-\d{2}$/} typed={typed} common={common} />;
    case 'time':
      return <DatedField kind="time" shape={/^\d{2}:\d{2}$/} typed={typed} common={common} />;
    case 'number':
      return (
        <TextField {...common} inputMode={field.check.integer ? 'numeric' : 'decimal'} defaultValue={typed} />
      );
    case 'url':
      return <TextField {...common} inputMode="url" autoCapitalize="none" defaultValue={typed} />;
    default:
      return path.split('.').at(-1) === ACCOUNT_FIELD ? (
        <AccountField typed={typed} path={path} common={common} />
      ) : (
        <TextField {...common} defaultValue={typed} />
      );
  }
}

/** A calendar shows only what it can read; anything else stays as text, so that it is not lost. */
function DatedField(props: {
  kind: 'date' | 'time';
  shape: RegExp;
  typed: string;
  common: ControlProps['common'];
}) {
  const { kind, shape, typed, common } = props;
  return (
    <div className="guided-form-short">
      <TextField {...common} type={typed === '' || shape.test(typed) ? kind : 'text'} defaultValue={typed} />
    </div>
  );
}

/** Who decides here: chosen by name, kept as an id. */
function AccountField({ typed, path, common }: Pick<ControlProps, 'typed' | 'path' | 'common'>) {
  const t = useMessages();
  const { directory, dropped } = useFormView();
  const { people } = directory;
  const options = people.map(({ id, label }) => ({ value: id, label }));
  if (typed !== '' && !people.some(({ id }) => id === typed))
    options.push({ value: typed, label: accountLabel(directory, typed, t) });
  const owner = dropped[path];
  return (
    <div>
      <Select
        {...common}
        defaultValue={typed}
        options={[{ value: '', label: t('form.account.none') }, ...options]}
      />
      <p role="status" className="mt-1 empty:hidden">
        {owner === undefined ? null : t('form.account.dropped', { account: owner })}
      </p>
    </div>
  );
}

/** Without scripts conditions are looked at anew when asked. */
export function RefreshButton({ path }: { path: string }) {
  const t = useMessages();
  const { action } = useFormView();
  return (
    <noscript>
      <p className="mt-2 flex flex-wrap items-center gap-3 text-sm text-ink-soft">
        <button
          type="submit"
          name="intent"
          value="refresh"
          formAction={`${action}#${controlId(path)}`}
          className="inline-flex min-h-11 cursor-pointer items-center rounded-md border border-line-strong bg-sheet px-4 text-ink"
        >
          {t('form.refresh')}
        </button>
        {t('form.refresh.text')}
      </p>
    </noscript>
  );
}
