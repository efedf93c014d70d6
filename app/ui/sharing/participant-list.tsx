import type { ParticipantRole, ParticipantView, SharingView } from '~/modules/documents';
import { Button } from '../button';
import { Disclosure } from '../disclosure';
import { EmptyState } from '../feedback';
import { useMessages } from '../messages/messages-context';
import { RoleFields } from './role-fields';
import { Part, SharingForm } from './sharing-form';

/** Who takes part, as what; each can be given another role or taken out. */
export function ParticipantList({ sharing }: { sharing: SharingView }) {
  const t = useMessages();
  return (
    <Part title={t('participants.title')}>
      {sharing.participants.length === 0 ? (
        <EmptyState
          title={t('participants.empty')}
          text={t('participants.empty.text')}
          icon="user"
          level={3}
        />
      ) : (
        <ul className="grid gap-3">
          {sharing.participants.map((one) => (
            <li key={one.subject} className="border-b border-line pb-3">
              <Participant participant={one} sharing={sharing} />
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}

function Participant({ participant, sharing }: { participant: ParticipantView; sharing: SharingView }) {
  const t = useMessages();
  const { subject, name, detail, role, sections } = participant;
  const titles = sharing.sections.filter(({ id }) => sections.includes(id)).map(({ title }) => title);
  const values = { subject, stamp: sharing.stamp };
  return (
    <>
      <p className="font-medium">
        {name}{' '}
        <span className="font-normal text-ink-soft">
          ({t(`participants.role.${role as ParticipantRole}`)})
        </span>
      </p>
      <p className="text-ink-soft">{detail}</p>
      {titles.length > 0 ? <p>{t('participants.sections.list', { list: titles.join('; ') })}</p> : null}
      {sharing.mayShare && role !== 'author' ? (
        <Disclosure
          summary={
            <>
              {t('participants.change')}
              <span className="sr-only">: {name}</span>
            </>
          }
        >
          <div className="grid gap-4 py-2">
            <SharingForm intent="change" values={values} className="grid gap-3">
              <RoleFields sections={sharing.sections} role={role} given={sections} />
              <div>
                <Button>{t('participants.save')}</Button>
              </div>
            </SharingForm>
            {role === 'approver' ? null : (
              <SharingForm intent="remove" values={values}>
                <Button look="danger">{t('participants.remove')}</Button>
              </SharingForm>
            )}
          </div>
        </Disclosure>
      ) : null}
    </>
  );
}
