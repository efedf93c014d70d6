import type { SharingView } from '~/modules/documents';
import { Button } from '../button';
import { Notice } from '../feedback';
import { RadioGroup } from '../fields';
import { useMessages } from '../messages/messages-context';
import { Part, SharingForm } from './sharing-form';

/** Who reads the document besides its participants, in words. */
export function VisibilityForm({ sharing }: { sharing: SharingView }) {
  const t = useMessages();
  return (
    <Part title={t('visibility.title')} lead={t('visibility.lead')}>
      {sharing.published ? (
        <Notice tone="info">{t('visibility.public')}</Notice>
      ) : (
        <SharingForm intent="visibility" values={{ stamp: sharing.stamp }} className="grid gap-4">
          <RadioGroup
            label={t('visibility.title')}
            name="visibility"
            defaultValue={sharing.visibility}
            choices={sharing.visibilities
              .filter((value) => value !== 'public')
              .map((value) => ({
                value,
                label: t(`visibility.${value}`),
                hint: t(`visibility.${value}.hint`, { name: sharing.ownerName }),
              }))}
          />
          <div>
            <Button>{t('visibility.save')}</Button>
          </div>
        </SharingForm>
      )}
    </Part>
  );
}
