import { Form, useSubmit } from '@remix-run/react';
import { Button } from '../button';
import { Select } from '../fields';
import { useMessages } from '../messages/messages-context';

interface ImportTargetProps {
  owner: string;
  organisations: readonly { id: string; name: string }[];
  template: string;
  templates: readonly { id: string; title: string; kindName: string }[];
}

/** What the text becomes, and whose: chosen first, for the form below follows from it. */
export function ImportTarget({ owner, organisations, template, templates }: ImportTargetProps) {
  const t = useMessages();
  const submit = useSubmit();
  return (
    <Form
      className="grid items-end gap-4 md:grid-cols-[1fr_1fr_auto]"
      onChange={(event) => submit(event.currentTarget)}
    >
      <Select
        label={t('import.template')}
        name="template"
        defaultValue={template}
        options={templates.map(({ id, title }) => ({ value: id, label: title }))}
      />
      <Select
        label={t('start.owner')}
        name="owner"
        defaultValue={owner}
        options={organisations.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <noscript>
        <Button>{t('start.owner.choose')}</Button>
      </noscript>
    </Form>
  );
}
