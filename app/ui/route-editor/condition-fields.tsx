import type { ChangeEvent } from 'react';
import { clauseFieldId, type FieldChoice, type StepDraft } from '~/modules/workflows';
import { capitalFirst } from '~/shared/russian';
import { Button } from '../button';
import { FieldError } from '../field';
import { Select, TextField } from '../fields';
import { useMessages } from '../messages/messages-context';
import type { CardPart } from './who-fields';

interface ConditionProps extends CardPart {
  /** The condition in words; null = the step always runs. */
  words: string | null;
  errors: readonly string[];
}

/** «если в поле … больше …»: one row a clause; a condition no sentence can say is shown and kept. */
export function ConditionFields({ words, errors, ...part }: ConditionProps) {
  const t = useMessages();
  const { step, index, name, choices } = part;
  const id = `step-${step.id}-condition`;
  const canCompare = choices.fields.some(({ kind }) => kind !== null);
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      aria-describedby={errors.length > 0 ? `${id}-error` : undefined}
      className="min-w-0"
    >
      <legend className="mb-1 font-medium">{t('routes.condition')}</legend>
      <p className="mb-2 text-ink-soft">{words ? `${capitalFirst(words)}.` : t('routes.condition.always')}</p>
      {step.kept ? <Kept {...part} /> : null}
      {step.clauses.length > 1 ? (
        <div className="mb-3 max-w-[20rem]">
          <Select
            label={t('routes.condition.join')}
            name={`${name}.join`}
            defaultValue={step.join}
            options={(['and', 'or'] as const).map((value) => ({
              value,
              label: t(`routes.condition.${value}`),
            }))}
          />
        </div>
      ) : null}
      <ul className="grid gap-3">
        {step.clauses.map((clause, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a clause has no identity but its place; the card is drawn anew
          <ClauseRow key={n} {...part} clause={clause} n={n} />
        ))}
      </ul>
      <FieldError id={`${id}-error`} errors={errors} />
      {step.kept || !canCompare ? null : (
        <Button name="do" value={`add-clause:${index}`} icon="plus" className="mt-3">
          {t('routes.condition.add')}
        </Button>
      )}
      {canCompare || step.kept ? null : <p className="text-sm text-ink-soft">{t('routes.condition.none')}</p>}
    </fieldset>
  );
}

function Kept({ step, index, name }: CardPart) {
  const t = useMessages();
  return (
    <div className="grid justify-items-start gap-2">
      <input type="hidden" name={`${name}.kept`} value={step.kept} />
      <p className="text-sm text-ink-soft">{t('routes.condition.kept')}</p>
      <code className="max-w-full text-sm [overflow-wrap:anywhere]">{step.kept}</code>
      <Button name="do" value={`drop-kept:${index}`}>
        {t('routes.condition.drop')}
      </Button>
    </div>
  );
}

type Clause = StepDraft['clauses'][number];

function ClauseRow({
  step,
  index,
  name,
  choices,
  edit,
  clause,
  n,
}: CardPart & { clause: Clause; n: number }) {
  const t = useMessages();
  const comparable = choices.fields.filter(({ kind }) => kind !== null);
  const field = comparable.find(({ value }) => value === clause.field);
  const prefix = `${name}.clauses.${n}`;
  // Another field may want another control for its value: the card is drawn anew. Without a script «Проверить» does it.
  const pick = (event: ChangeEvent<HTMLSelectElement>) => {
    const chosen = comparable.find((one) => one.value === event.currentTarget.value);
    const isSame = chosen?.kind === field?.kind && !['choice', 'flag'].includes(chosen?.kind ?? '');
    if (!isSame) edit(`pick:${index}.${n}`);
  };
  return (
    <li className="flex flex-wrap items-end gap-2">
      <div className="min-w-0 flex-[2_1_11rem]">
        <Select
          label={t('routes.condition.field')}
          id={clauseFieldId(step.id, n)}
          name={`${prefix}.field`}
          defaultValue={clause.field}
          onChange={pick}
          options={[
            ...(field ? [] : [{ value: clause.field, label: clause.field || t('routes.who.choose') }]),
            ...comparable,
          ]}
        />
      </div>
      <div className="min-w-0 flex-[1_1_6.5rem]">
        <Select
          label={t('routes.condition.op')}
          name={`${prefix}.op`}
          defaultValue={clause.op}
          options={field?.operators ?? [{ value: clause.op, label: clause.op }]}
        />
      </div>
      <div className="min-w-0 flex-[1_1_6.5rem]">
        <ClauseValue field={field} name={`${prefix}.value`} value={clause.value} />
      </div>
      <Button
        name="do"
        value={`remove-clause:${index}.${n}`}
        look="quiet"
        icon="cross"
        className="px-2.5"
        aria-label={t('routes.condition.remove', { number: n + 1 })}
      >
        <span className="sr-only">{t('routes.who.remove')}</span>
      </Button>
    </li>
  );
}

interface ValueProps {
  field: FieldChoice | undefined;
  name: string;
  value: string;
  label?: string;
}

/** The control that fits the field's kind of value; the simulator asks by the same. */
export function ClauseValue({ field, name, value, label: given }: ValueProps) {
  const t = useMessages();
  const label = given ?? t(field?.isList ? 'routes.condition.entries' : 'routes.condition.value');
  const shown = capitalFirst(label);
  if (field?.kind === 'flag') {
    const options = (['yes', 'no'] as const).map((one) => ({
      value: one,
      label: t(`routes.condition.${one}`),
    }));
    return <Select label={shown} name={name} defaultValue={value} options={options} />;
  }
  if (field?.kind === 'choice')
    return <Select label={shown} name={name} defaultValue={value} options={field.options} />;
  if (field?.kind === 'date') return <TextField label={shown} name={name} defaultValue={value} type="date" />;
  const isNumber = field?.kind === 'number' || (field !== undefined && field.kind === null);
  return (
    <TextField
      label={shown}
      name={name}
      defaultValue={value}
      maxLength={300}
      inputMode={isNumber ? 'decimal' : undefined}
    />
  );
}
