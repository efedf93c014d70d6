import { identityText } from '~/modules/identity';
import type { Role } from '~/shared/context';
import { Checkbox } from '../fields';
import { useLocale, useMessages } from '../messages/messages-context';

const ROLES: readonly Role[] = [
  'administrator',
  'drafter',
  'secretary',
  'chair',
  'approver',
  'moderator',
  'inspector',
  'editor',
  'reader',
];

/** Roles of one person in one organisation, as boxes of one name. */
export function RoleChoices({ held }: { held: readonly string[] }) {
  const t = useMessages();
  const role = identityText(useLocale());
  return (
    <fieldset>
      <legend className="mb-1 font-medium">{t('person.roles')}</legend>
      <div className="grid gap-x-4 sm:grid-cols-3">
        {ROLES.map((name) => (
          <Checkbox
            key={name}
            name="roles"
            value={name}
            label={role(`role.${name}`)}
            defaultChecked={held.includes(name)}
          />
        ))}
      </div>
    </fieldset>
  );
}
