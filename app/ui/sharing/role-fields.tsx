import { GIVEN_ROLES, type SharingView } from '~/modules/documents';
import { Disclosure } from '../disclosure';
import { Checkbox, Select } from '../fields';
import { useMessages } from '../messages/messages-context';

interface RoleFieldsProps {
  sections: SharingView['sections'];
  role?: string;
  given?: readonly string[];
}

/** The role, and for a moderator the sections that are his. */
export function RoleFields({ sections, role = 'reader', given = [] }: RoleFieldsProps) {
  const t = useMessages();
  return (
    <div className="grid gap-3">
      <Select
        label={t('participants.role')}
        name="role"
        defaultValue={role}
        options={GIVEN_ROLES.map((value) => ({
          value,
          label: t(`participants.role.${value}`),
        }))}
      />
      {sections.length > 0 ? (
        <Disclosure summary={t('participants.sections')}>
          <fieldset>
            <legend className="text-sm text-ink-soft">{t('participants.sections.hint')}</legend>
            {sections.map(({ id, title }) => (
              <Checkbox
                key={id}
                name="sections"
                value={id}
                label={title}
                defaultChecked={given.includes(id)}
              />
            ))}
          </fieldset>
        </Disclosure>
      ) : null}
    </div>
  );
}
