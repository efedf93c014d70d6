// Native controls in our dress: they work without JavaScript and with every keyboard and screen reader.
import { type ComponentPropsWithoutRef, useId } from 'react';
import { controlClass, Field, FieldError, type FieldProps } from './field';

type Own = 'id' | 'required' | 'className';

export type TextFieldProps = FieldProps & Omit<ComponentPropsWithoutRef<'input'>, Own>;
export function TextField({ label, hint, errors, required, labelHidden, id, ...rest }: TextFieldProps) {
  return (
    <Field {...{ label, hint, errors, required, labelHidden, id }}>
      {(ids) => <input type="text" {...rest} {...ids} className={controlClass} />}
    </Field>
  );
}

export type TextAreaProps = FieldProps & Omit<ComponentPropsWithoutRef<'textarea'>, Own>;
export function TextArea({ label, hint, errors, required, labelHidden, id, ...rest }: TextAreaProps) {
  return (
    <Field {...{ label, hint, errors, required, labelHidden, id }}>
      {(ids) => <textarea rows={4} {...rest} {...ids} className={controlClass} />}
    </Field>
  );
}

export interface Option {
  value: string;
  label: string;
}
export type SelectProps = FieldProps &
  Omit<ComponentPropsWithoutRef<'select'>, Own> & {
    options: readonly Option[];
    /** Further choices under headings. */
    groups?: readonly { readonly label: string; readonly options: readonly Option[] }[];
  };
export function Select({
  label,
  hint,
  errors,
  required,
  labelHidden,
  id,
  options,
  groups = [],
  ...rest
}: SelectProps) {
  return (
    <Field {...{ label, hint, errors, required, labelHidden, id }}>
      {(ids) => (
        <select {...rest} {...ids} className={controlClass}>
          <Options options={options} />
          {groups.map((group) => (
            <optgroup key={group.label} label={group.label}>
              <Options options={group.options} />
            </optgroup>
          ))}
        </select>
      )}
    </Field>
  );
}

const Options = ({ options }: { options: readonly Option[] }) =>
  options.map((option) => (
    <option key={option.value} value={option.value}>
      {option.label}
    </option>
  ));

export type CheckboxProps = Omit<FieldProps, 'labelHidden'> &
  Omit<ComponentPropsWithoutRef<'input'>, Own | 'type'>;
export function Checkbox({ label, hint, errors = [], required, id: given, ...rest }: CheckboxProps) {
  const ownId = useId();
  const id = given ?? ownId;
  return (
    <div>
      <label className="flex min-h-11 cursor-pointer items-center gap-3">
        <input
          {...rest}
          id={id}
          type="checkbox"
          required={required}
          aria-invalid={errors.length > 0 || undefined}
          aria-describedby={errors.length > 0 ? `${id}-error` : undefined}
          className="size-6 shrink-0 accent-accent"
        />
        <span>
          {label}
          {hint ? <span className="block text-sm text-ink-soft">{hint}</span> : null}
        </span>
      </label>
      <FieldError id={`${id}-error`} errors={errors} />
    </div>
  );
}

export interface RadioChoice extends Option {
  hint?: string | undefined;
}
export interface RadioGroupProps {
  label: string;
  name: string;
  choices: readonly RadioChoice[];
  defaultValue?: string | undefined;
  errors?: readonly string[] | undefined;
}
/** One choice of several, each a thumb-sized row. */
export function RadioGroup({ label, name, choices, defaultValue, errors = [] }: RadioGroupProps) {
  const id = useId();
  return (
    <fieldset aria-describedby={errors.length > 0 ? `${id}-error` : undefined}>
      <legend className="mb-1 font-medium">{label}</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {choices.map((choice) => (
          <label
            key={choice.value}
            className="flex min-h-11 cursor-pointer items-center gap-3 rounded-md border border-line-strong bg-sheet px-3 py-2 has-checked:border-accent has-checked:bg-accent-soft"
          >
            <input
              type="radio"
              name={name}
              value={choice.value}
              defaultChecked={choice.value === defaultValue}
              className="size-5 shrink-0 accent-accent"
            />
            <span>
              {choice.label}
              {choice.hint ? <span className="block text-sm text-ink-soft">{choice.hint}</span> : null}
            </span>
          </label>
        ))}
      </div>
      <FieldError id={`${id}-error`} errors={errors} />
    </fieldset>
  );
}
