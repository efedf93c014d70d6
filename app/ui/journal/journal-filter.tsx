import { Form } from '@remix-run/react';
import { Button, LinkButton } from '../button';
import { Select, TextField } from '../fields';
import { useMessages } from '../messages/messages-context';
import type { JournalState } from './journal-state';

export interface JournalFilterProps {
  state: JournalState;
  people: readonly { value: string; label: string }[];
  groups: readonly { label: string; events: readonly { type: string; name: string }[] }[];
}

const ADDRESS = '/settings/journal';

/** A day, a person, an action: a plain form whose answer is an address. */
export function JournalFilter({ state, people, groups }: JournalFilterProps) {
  const t = useMessages();
  const isNarrowed = Boolean(state.day || state.who || state.what);
  return (
    <search className="no-print">
      <Form
        method="get"
        action={ADDRESS}
        // A link that clears the filter draws the boxes anew.
        key={`${state.day} ${state.who} ${state.what}`}
        className="grid gap-4 rounded-md border border-line bg-sheet p-4 sm:grid-cols-2 lg:grid-cols-3"
      >
        <TextField label={t('journal.day')} type="date" name="day" defaultValue={state.day} />
        <Select
          label={t('journal.who')}
          name="who"
          defaultValue={state.who}
          options={[{ value: '', label: t('journal.who.any') }, ...people]}
        />
        <Select
          label={t('journal.what')}
          name="what"
          defaultValue={state.what}
          options={[{ value: '', label: t('journal.what.any') }]}
          groups={groups.map(({ label, events }) => ({
            label,
            options: events.map(({ type, name }) => ({ value: type, label: name })),
          }))}
        />
        <p className="flex flex-wrap gap-3 sm:col-span-2 lg:col-span-3">
          <Button icon="filter">{t('journal.show')}</Button>
          {isNarrowed ? (
            <LinkButton to={ADDRESS} look="quiet">
              {t('journal.reset')}
            </LinkButton>
          ) : null}
        </p>
      </Form>
    </search>
  );
}
