import { type ReactNode, useId } from 'react';
import { Icon } from './icons';
import { useMessages } from './messages/messages-context';

export interface FieldProps {
  label: string;
  hint?: string | undefined;
  /** All errors of this field, as sentences; empty or absent = none. */
  errors?: readonly string[] | undefined;
  required?: boolean | undefined;
  /** Hides the label from the eye only; for boxes whose meaning the place makes plain. */
  labelHidden?: boolean | undefined;
  /** Id of the control where others link to it; made up when absent. */
  id?: string | undefined;
}

export interface ControlIds {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
  required: boolean | undefined;
}

export const controlClass =
  'block w-full min-h-11 rounded-md border border-line-strong bg-sheet px-3 py-2 text-base text-ink aria-invalid:border-2 aria-invalid:border-danger';

/** What is wrong with a field, beside the field: icon, words, and the id that the control describes itself by. */
export function FieldError({ id, errors }: { id: string; errors: readonly string[] }) {
  if (errors.length === 0) return null;
  return (
    <div id={id} className="mt-1 flex items-start gap-2 text-danger-ink">
      <Icon name="warning" className="mt-0.5 size-5" />
      <div>
        {errors.map((error) => (
          <p key={error}>{error}</p>
        ))}
      </div>
    </div>
  );
}

/** Label, hint, control, errors in one order for every kind of control. */
export function Field({
  label,
  hint,
  errors = [],
  required,
  labelHidden,
  id: given,
  children,
}: FieldProps & { children: (ids: ControlIds) => ReactNode }) {
  const t = useMessages();
  const ownId = useId();
  const id = given ?? ownId;
  const describedBy = [hint ? `${id}-hint` : '', errors.length > 0 ? `${id}-error` : '']
    .filter(Boolean)
    .join(' ');
  return (
    <div>
      <label htmlFor={id} className={labelHidden ? 'sr-only' : 'mb-1 block font-medium'}>
        {label}
        {required && !labelHidden ? (
          <span className="ml-2 text-sm font-normal text-ink-soft">{t('field.required')}</span>
        ) : null}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="mb-1 text-sm text-ink-soft">
          {hint}
        </p>
      ) : null}
      {children({
        id,
        'aria-describedby': describedBy || undefined,
        'aria-invalid': errors.length > 0 ? true : undefined,
        required,
      })}
      <FieldError id={`${id}-error`} errors={errors} />
    </div>
  );
}
