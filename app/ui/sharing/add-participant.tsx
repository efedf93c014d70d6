import { Form } from '@remix-run/react';
import type { SharingView, SubjectCard } from '~/modules/documents';
import { Button } from '../button';
import { TextField } from '../fields';
import { useMessages } from '../messages/messages-context';
import { RoleFields } from './role-fields';
import { Part, SharingForm } from './sharing-form';

interface AddParticipantProps {
  found: readonly SubjectCard[];
  /** Words of the search that found them. */
  who: string;
  sections: SharingView['sections'];
}

/** Search by a plain GET form, then one choice of those found: works without scripts. */
export function AddParticipant({ found, who, sections }: AddParticipantProps) {
  const t = useMessages();
  return (
    <Part title={t('participants.add')}>
      <Form className="flex flex-wrap items-end gap-3" role="search" aria-label={t('participants.add')}>
        <div className="min-w-0 flex-[1_1_16rem]">
          <TextField label={t('participants.find')} name="who" type="search" defaultValue={who} />
        </div>
        <Button>{t('participants.find.submit')}</Button>
      </Form>
      {found.length === 0 ? (
        <p role="status">{t('participants.found.none')}</p>
      ) : (
        <SharingForm intent="add" className="grid gap-4">
          <fieldset>
            <legend className="mb-1 font-medium">{t('participants.found')}</legend>
            <div className="grid gap-2 sm:grid-cols-2">
              {found.map(({ subject, name, detail }) => (
                <label
                  key={subject}
                  className="flex min-h-11 cursor-pointer items-center gap-3 rounded-md border border-line-strong bg-sheet px-3 py-2 has-checked:border-accent has-checked:bg-accent-soft"
                >
                  <input
                    type="radio"
                    name="subject"
                    value={subject}
                    required
                    className="size-5 shrink-0 accent-accent"
                  />
                  <span className="min-w-0">
                    {name}
                    <span className="block text-sm text-ink-soft">{detail}</span>
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
          <RoleFields sections={sections} />
          <div>
            <Button look="primary">{t('participants.add.submit')}</Button>
          </div>
        </SharingForm>
      )}
    </Part>
  );
}
