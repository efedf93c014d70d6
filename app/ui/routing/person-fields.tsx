import type { SubjectCard } from '~/modules/documents';
import { Select, TextField } from '../fields';
import { useMessages } from '../messages/messages-context';

/** A colleague from the list, or somebody outside by name and address. */
export function PersonFields({
  people,
  outside = true,
}: {
  people: readonly SubjectCard[];
  outside?: boolean;
}) {
  const t = useMessages();
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <div className="sm:col-span-2">
        <Select
          label={t('routing.person')}
          name="subject"
          options={[
            { value: '', label: t(outside ? 'routing.person.outside' : 'routing.person.choose') },
            ...people.map(({ subject, name, detail }) => ({
              value: subject,
              label: [name, detail].filter(Boolean).join(', '),
            })),
          ]}
        />
      </div>
      {outside ? (
        <>
          <TextField label={t('routing.person.name')} name="name" />
          <TextField label={t('routing.person.email')} name="email" type="email" />
          <TextField label={t('routing.person.position')} name="position" />
          <TextField label={t('routing.person.organisation')} name="organisation" />
        </>
      ) : null}
    </div>
  );
}
