import { Form, useSubmit } from '@remix-run/react';
import { Button } from '../button';
import { Select, TextField } from '../fields';
import { useMessages } from '../messages/messages-context';

interface StartSearchProps {
  owner: string;
  organisations: readonly { id: string; name: string }[];
  q: string;
}

/** Whose document and which template: the address holds both. */
export function StartSearch({ owner, organisations, q }: StartSearchProps) {
  const t = useMessages();
  const submit = useSubmit();
  const options = organisations.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Form
      role="search"
      aria-label={t('start.search')}
      className="mb-6 grid items-end gap-4 md:grid-cols-2"
      key={`${owner} ${q}`}
    >
      <Select
        label={t('start.owner')}
        hint={t('start.owner.hint')}
        name="owner"
        defaultValue={owner}
        options={options}
        onChange={(event) => submit(event.currentTarget.form)}
      />
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <TextField
            label={t('start.search')}
            hint={t('start.search.hint')}
            name="q"
            type="search"
            defaultValue={q}
          />
        </div>
        <Button>{t('start.search.submit')}</Button>
      </div>
    </Form>
  );
}
