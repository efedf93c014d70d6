// The fields of a document for those who only read them.
import type { FormDirectory } from '~/modules/identity';
import {
  ACCOUNT_FIELD,
  asList,
  asMap,
  asText,
  type FieldDeclaration,
  type FieldMap,
  isBlank,
  type Typed,
  type TypedMap,
} from '~/modules/templates';
import { formatDay } from '../format';
import type { Locale } from '../messages';
import { useLocale, useMessages } from '../messages/messages-context';
import { accountLabel } from './form-context';

interface FieldsListProps {
  fields: FieldMap;
  typed: TypedMap;
  /** Whose accounts stand in the fields. */
  directory: FormDirectory;
}

/** Only what is filled in: an empty field says nothing to a reader. */
export function FieldsList({ fields, typed, directory }: FieldsListProps) {
  const t = useMessages();
  return (
    <dl className="grid max-w-[46rem] grid-cols-1 gap-4">
      {Object.entries(fields)
        .filter(([name]) => !isBlank(typed[name]))
        .map(([name, field]) => (
          <div key={name} className="min-w-0">
            <dt className="text-sm text-ink-soft">{field.label}</dt>
            <dd className="min-w-0 whitespace-pre-line">
              {name === ACCOUNT_FIELD && field.type === 'text' ? (
                accountLabel(directory, asText(typed[name]), t)
              ) : (
                <Value field={field} typed={typed[name]} directory={directory} />
              )}
            </dd>
          </div>
        ))}
    </dl>
  );
}

interface ValueProps extends Pick<FieldsListProps, 'directory'> {
  field: FieldDeclaration;
  typed: Typed | undefined;
}

function Value({ field, typed, directory }: ValueProps) {
  const t = useMessages();
  const locale = useLocale();
  switch (field.type) {
    case 'group':
      return (
        <div className="mt-1 border-l-2 border-line pl-4">
          <FieldsList fields={field.fields} typed={asMap(typed)} directory={directory} />
        </div>
      );
    case 'list':
      return <Entries field={field} typed={typed} directory={directory} />;
    case 'person':
    case 'organisation':
      return nameText(asMap(typed));
    case 'boolean':
      return t('fields.yes');
    default:
      return scalarText(field, asText(typed), locale);
  }
}

function Entries({
  field,
  typed,
  directory,
}: ValueProps & { field: Extract<FieldDeclaration, { type: 'list' }> }) {
  const { fields } = field;
  return (
    <ol className="mt-1 grid list-decimal grid-cols-1 gap-2 pl-6">
      {asList(typed).entries.map(({ key, value }) => (
        <li key={key}>
          {fields ? <FieldsList fields={fields} typed={asMap(value)} directory={directory} /> : asText(value)}
        </li>
      ))}
    </ol>
  );
}

const nameText = (parts: TypedMap): string =>
  ['surname', 'name', 'patronymic']
    .map((part) => asText(parts[part]))
    .filter(Boolean)
    .join(' ');

function scalarText(field: FieldDeclaration, text: string, locale: Locale): string {
  if (field.type === 'choice') return field.options[text] ?? text;
  return field.type === 'date' ? formatDay(text, locale) : text;
}
