// A repeat of the guided form: entries with their own buttons. The order of the hidden keys in the page is the order
// of the entries, so moving needs no renaming.
import type { ReactNode } from 'react';
import {
  asList,
  asMap,
  asText,
  controlId,
  type FieldDeclaration,
  type FieldMap,
  isBlank,
  type ListField,
  type ListIntentKind,
  listIntent,
  nextName,
  orderName,
  type Typed,
  type TypedEntry,
  type TypedMap,
  valueName,
} from '~/modules/templates';
import { buttonClass } from '../button';
import { Disclosure } from '../disclosure';
import { FieldError } from '../field';
import { TextArea, TextField } from '../fields';
import { Icon, type IconName } from '../icons';
import { useMessages } from '../messages/messages-context';
import { useFormView } from './form-context';

interface FormListProps {
  list: ListField;
  typed: Typed | undefined;
  path: string;
  titled: boolean;
  /** Draws one field of an entry; given from above, for fields and lists hold each other. */
  drawField: DrawField;
}
export type DrawField = (
  name: string,
  field: FieldDeclaration,
  typed: Typed | undefined,
  path: string,
) => ReactNode;

export function FormList({ list, typed, path, titled, drawField }: FormListProps) {
  const { errors } = useFormView();
  const { entries, next } = asList(typed);
  const faults = errors[path] ?? [];
  return (
    <fieldset
      id={controlId(path)}
      tabIndex={-1}
      aria-describedby={faults.length > 0 ? `${controlId(path)}-error` : undefined}
      className="min-w-0"
    >
      <legend className={titled ? 'sr-only' : 'font-medium'}>{list.label}</legend>
      {titled ? null : <p className="mb-2 text-sm text-ink-soft">{list.hint}</p>}
      <FieldError id={`${controlId(path)}-error`} errors={faults} />
      <input type="hidden" name={nextName(path)} value={next} />
      {entries.length === 0 ? null : (
        <ol className="mb-3 grid grid-cols-1 gap-3">
          {entries.map((entry, index) => (
            <Entry key={entry.key} {...{ list, entry, path, index, drawField }} of={entries.length} />
          ))}
        </ol>
      )}
      <AddButton list={list} path={path} next={next} full={entries.length >= list.repeat.max} />
    </fieldset>
  );
}

function AddButton(props: { list: ListField; path: string; next: number; full: boolean }) {
  const { list, path, next, full } = props;
  const t = useMessages();
  if (full) return <p className="text-sm text-ink-soft">{t('form.list.full', { max: list.repeat.max })}</p>;
  return (
    <ListButton kind="add" path={path} anchor={`${path}.n${next}`} className={buttonClass('secondary')}>
      {t('form.list.add', { entry: list.entryLabel })}
    </ListButton>
  );
}

interface EntryProps {
  list: ListField;
  entry: TypedEntry;
  path: string;
  index: number;
  of: number;
  drawField: DrawField;
}

function Entry({ list, entry, path, index, of, drawField }: EntryProps) {
  const t = useMessages();
  const at = `${path}.${entry.key}`;
  const { fields } = list;
  const title = { entry: list.entryLabel, n: index + 1 };
  const order = <input type="hidden" name={orderName(path)} value={entry.key} />;
  if (!fields) {
    return (
      <li className="flex flex-wrap items-start gap-x-2 gap-y-1 sm:flex-nowrap">
        {order}
        <div className="min-w-0 flex-[1_1_16rem]">
          <PlainEntry list={list} typed={asText(entry.value)} path={at} label={t('form.list.entry', title)} />
        </div>
        <EntryButtons path={at} index={index} of={of} name={title} />
      </li>
    );
  }
  return (
    <li className="rounded-md border border-line bg-sheet p-4">
      {order}
      <fieldset id={controlId(at)} tabIndex={-1} className="min-w-0">
        <legend className="float-left flex min-h-11 items-center font-medium first-letter:uppercase">
          {t('form.list.entry', title)}
        </legend>
        <div className="mb-3 flex justify-end">
          <EntryButtons path={at} index={index} of={of} name={title} />
        </div>
        <div className="clear-both grid grid-cols-1 gap-5">
          <EntryFields fields={fields} typed={asMap(entry.value)} path={at} drawField={drawField} />
        </div>
      </fieldset>
    </li>
  );
}

/** Past so many optional fields an entry shows them folded: the text of an item comes first, its due date after. */
const FOLDED_FROM = 3;

interface EntryFieldsProps {
  fields: FieldMap;
  typed: TypedMap;
  path: string;
  drawField: DrawField;
}

function EntryFields({ fields, typed, path, drawField }: EntryFieldsProps) {
  const t = useMessages();
  const { errors } = useFormView();
  const all = Object.entries(fields);
  const optional = all.filter(([, field]) => !field.required);
  const folded = optional.length >= FOLDED_FROM && optional.length < all.length ? optional : [];
  const draw = ([name, field]: [string, FieldDeclaration]) =>
    drawField(name, field, typed[name], `${path}.${name}`);
  const isUsed = ([name]: [string, FieldDeclaration]) =>
    !isBlank(typed[name]) || Object.keys(errors).some((at) => `${at}.`.startsWith(`${path}.${name}.`));
  return (
    <>
      {all.filter((one) => !folded.includes(one)).map(draw)}
      {folded.length > 0 ? (
        <Disclosure
          summary={t('form.list.more', {
            list: folded.map(([, field]) => field.label.toLowerCase()).join(', '),
          })}
          summaryClassName="text-accent"
          open={folded.some(isUsed)}
        >
          <div className="grid grid-cols-1 gap-5 border-l-2 border-line py-2 pl-4">{folded.map(draw)}</div>
        </Disclosure>
      ) : null}
    </>
  );
}

/** An entry that is one text: the label is for the ear, the place tells the eye. */
function PlainEntry(props: { list: ListField; typed: string; path: string; label: string }) {
  const { list, typed, path, label } = props;
  const { errors } = useFormView();
  const common = {
    label,
    labelHidden: true,
    errors: errors[path],
    name: valueName(path),
    id: controlId(path),
    defaultValue: typed,
  };
  if (list.of?.type === 'longText') return <TextArea {...common} rows={2} />;
  return <TextField {...common} />;
}

interface EntryButtonsProps {
  path: string;
  index: number;
  of: number;
  name: { entry: string; n: number };
}

function EntryButtons({ path, index, of, name }: EntryButtonsProps) {
  const t = useMessages();
  const buttons: { kind: ListIntentKind; icon: IconName; turned: string; off: boolean }[] = [
    { kind: 'up', icon: 'down', turned: 'rotate-180', off: index === 0 },
    { kind: 'down', icon: 'down', turned: '', off: index === of - 1 },
    { kind: 'remove', icon: 'cross', turned: '', off: false },
  ];
  return (
    <div className="flex shrink-0">
      {buttons.map(({ kind, icon, turned, off }) => (
        <ListButton
          key={kind}
          kind={kind}
          path={path}
          anchor={path}
          off={off}
          label={t(`form.list.${kind as 'up' | 'down' | 'remove'}`, name)}
          className="inline-flex size-11 cursor-pointer items-center justify-center rounded-md text-ink-soft hover:bg-accent-soft hover:text-accent-strong disabled:cursor-default disabled:opacity-40"
        >
          <Icon name={icon} className={`size-5 ${turned}`} />
        </ListButton>
      ))}
    </div>
  );
}

interface ListButtonProps {
  kind: ListIntentKind;
  path: string;
  /** Form path of the field that the page shows after a press without scripts. */
  anchor: string;
  off?: boolean;
  label?: string;
  className: string;
  children: ReactNode;
}

function ListButton({ kind, path, anchor, off = false, label, className, children }: ListButtonProps) {
  const { press, action } = useFormView();
  return (
    <button
      type="submit"
      name="intent"
      value={listIntent(kind, path)}
      formAction={`${action}#${controlId(anchor)}`}
      disabled={off}
      aria-label={label}
      title={label}
      onClick={(event) => {
        event.preventDefault();
        press({ kind, path });
      }}
      className={className}
    >
      {children}
    </button>
  );
}
