import type { RouteChoices, StepDraft } from '~/modules/workflows';
import { Button } from '../button';
import { Select, TextField } from '../fields';
import { useMessages } from '../messages/messages-context';

export interface CardPart {
  step: StepDraft;
  index: number;
  /** Prefix of the names: `draft.steps.0`. */
  name: string;
  choices: RouteChoices;
  /** Does what a button of {@link editDraft} does. */
  edit: (button: string) => void;
}

const WHO = ['role', 'field', 'users', 'external'] as const;

/** Who agrees: only the control of the chosen way is seen; all of them are in the form. */
export function WhoFields(part: CardPart) {
  const t = useMessages();
  const { step, name, choices } = part;
  const naming = choices.fields.filter(({ namesPeople }) => namesPeople);
  const gone = step.field !== '' && !naming.some(({ value }) => value === step.field);
  const fields = [
    { value: '', label: t('routes.who.choose') },
    ...naming,
    ...(gone ? [{ value: step.field, label: step.field }] : []),
  ];
  return (
    <fieldset id={`step-${step.id}-people`} tabIndex={-1} className="group/who min-w-0">
      <legend className="mb-2 font-medium">{t('routes.who')}</legend>
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          label={t('routes.who.kind')}
          name={`${name}.who`}
          defaultValue={step.who}
          options={WHO.map((value) => ({ value, label: t(`routes.who.${value}`) }))}
        />
        <div className="hidden group-has-[option[value=role]:checked]/who:block">
          <Select
            label={t('routes.who.role.which')}
            name={`${name}.role`}
            defaultValue={step.role}
            options={choices.roles}
          />
        </div>
        <div className="hidden group-has-[option[value=field]:checked]/who:block">
          <Select
            label={t('routes.who.field.which')}
            name={`${name}.field`}
            defaultValue={step.field}
            options={fields}
          />
        </div>
      </div>
      <div className="hidden group-has-[option[value=users]:checked]/who:block">
        <Users {...part} />
      </div>
      <div className="hidden group-has-[option[value=external]:checked]/who:block">
        <Outsiders {...part} />
      </div>
    </fieldset>
  );
}

function RemovePerson({ index, n, person }: { index: number; n: number; person: string }) {
  const t = useMessages();
  return (
    <Button
      name="do"
      value={`remove-person:${index}.${n}`}
      look="quiet"
      icon="cross"
      aria-label={`${t('routes.who.remove')}: ${person}`}
    >
      {t('routes.who.remove')}
    </Button>
  );
}

function AddPerson({ index, isEmpty }: { index: number; isEmpty: boolean }) {
  const t = useMessages();
  return (
    <div className="mt-3">
      {isEmpty ? <p className="mb-2 text-ink-soft">{t('routes.who.empty')}</p> : null}
      <Button name="do" value={`add-person:${index}`} icon="plus">
        {t('routes.who.add')}
      </Button>
    </div>
  );
}

function Users({ step, index, name, choices }: CardPart) {
  const t = useMessages();
  const known = new Set(choices.people.map(({ value }) => value));
  return (
    <div className="mt-3">
      <ul className="grid gap-3">
        {step.users.map((id, n) => (
          // A row has no identity but its place; the card is drawn anew when rows change.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={n} className="flex flex-wrap items-end gap-x-3 gap-y-1">
            <div className="min-w-0 flex-[1_1_14rem]">
              <Select
                label={t('routes.who.user', { number: n + 1 })}
                name={`${name}.users.${n}`}
                defaultValue={id}
                options={[
                  { value: '', label: t('routes.who.choose') },
                  ...choices.people,
                  ...(id && !known.has(id) ? [{ value: id, label: t('routes.who.unknown', { id }) }] : []),
                ]}
              />
            </div>
            <RemovePerson index={index} n={n} person={t('routes.who.user', { number: n + 1 })} />
          </li>
        ))}
      </ul>
      <AddPerson index={index} isEmpty={step.users.length === 0} />
    </div>
  );
}

function Outsiders({ step, index, name }: CardPart) {
  const t = useMessages();
  return (
    <div className="mt-3">
      <ul className="grid gap-4">
        {step.external.map((person, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: see Users
          <li key={n}>
            <fieldset className="min-w-0">
              <legend className="text-sm text-ink-soft">{t('routes.who.person', { number: n + 1 })}</legend>
              <div className="grid gap-3 sm:grid-cols-2">
                {(['name', 'position', 'organisation', 'email'] as const).map((part) => (
                  <TextField
                    key={part}
                    label={t(`routes.who.${part}`)}
                    name={`${name}.external.${n}.${part}`}
                    defaultValue={person[part]}
                    maxLength={300}
                  />
                ))}
              </div>
              <RemovePerson
                index={index}
                n={n}
                person={person.name || t('routes.who.person', { number: n + 1 })}
              />
            </fieldset>
          </li>
        ))}
      </ul>
      <AddPerson index={index} isEmpty={step.external.length === 0} />
    </div>
  );
}
