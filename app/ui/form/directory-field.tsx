// «Взять из справочника»: a person or an organisation known here fills its field, with the confirmed case forms.
import { useRef } from 'react';
import { controlId, fillIntent, pickName, type Taken } from '~/modules/templates';
import { buttonClass } from '../button';
import { TextField } from '../fields';
import { useMessages } from '../messages/messages-context';
import { type FormView, useFormView } from './form-context';

const LISTS = { person: 'directory-people', organisation: 'directory-organisations' } as const;

const entriesOf = (directory: FormView['directory'], type: Taken['type']) =>
  type === 'person' ? directory.people : directory.organisations;

/** One list a kind for the whole form, however many fields ask it. */
export function DirectoryLists({ directory }: { directory: FormView['directory'] }) {
  return (['person', 'organisation'] as const).map((type) => (
    <datalist key={type} id={LISTS[type]}>
      {entriesOf(directory, type).map(({ id, label }) => (
        <option key={id} value={label} />
      ))}
    </datalist>
  ));
}

export function DirectoryField({ type, path }: { type: Taken['type']; path: string }) {
  const t = useMessages();
  const { directory, action, errors, take } = useFormView();
  const place = useRef<HTMLDivElement>(null);
  const entries = entriesOf(directory, type);
  if (entries.length === 0) return null;
  const name = pickName(path);
  return (
    <div ref={place} className="flex flex-wrap items-end gap-3">
      <div className="min-w-0 flex-[1_1_16rem]">
        <TextField
          name={name}
          id={controlId(name)}
          list={LISTS[type]}
          label={t(`form.directory.${type}`)}
          errors={errors[name]}
          autoComplete="off"
        />
      </div>
      <button
        type="submit"
        name="intent"
        value={fillIntent(type, path)}
        formAction={`${action}#${controlId(path)}`}
        className={buttonClass('secondary')}
        onClick={(event) => {
          const said = place.current?.querySelector('input')?.value.trim();
          const entry = entries.find(({ label }) => label === said);
          // An unknown name goes to the server, which says so beside the field.
          if (!entry) return;
          event.preventDefault();
          take(path, { type, id: entry.id, value: entry.value });
        }}
      >
        {t('form.directory.take')}
      </button>
    </div>
  );
}
