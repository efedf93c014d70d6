// What the text says twice, e.g. in the sections of two moderators; each place is one press away.
import { useState } from 'react';
import { type DocumentBody, type DuplicatePlace, findDuplicates } from '~/modules/documents';
import { Button } from '../button';
import { useMessages } from '../messages/messages-context';

interface DuplicatesPanelProps {
  /** The text as it stands. */
  read: () => DocumentBody;
  onShow: (blockId: string) => void;
}

export function DuplicatesPanel({ read, onShow }: DuplicatesPanelProps) {
  const t = useMessages();
  // Looked for when asked: a book takes a moment, and keys must not wait for it.
  const [found, setFound] = useState(() => findDuplicates(read()));
  const again = (
    <Button type="button" onPress={() => setFound(findDuplicates(read()))}>
      {t('drafting.duplicates.again')}
    </Button>
  );
  if (found.length === 0) {
    return (
      <div className="grid justify-items-start gap-3">
        <p className="text-ink-soft">{t('drafting.duplicates.none')}</p>
        {again}
      </div>
    );
  }
  return (
    <section className="grid gap-3">
      <h3 className="font-semibold">{t('drafting.duplicates.title', { count: found.length })}</h3>
      <ul className="grid gap-3">
        {found.map(({ first, second, acrossSections }) => (
          <li key={second.blockId} className="rounded-md border border-line p-2">
            <p className="line-clamp-3 text-sm">{second.text}</p>
            {acrossSections ? (
              <p className="text-sm text-ink-soft">{t('drafting.duplicates.across')}</p>
            ) : null}
            <p className="flex flex-wrap gap-1">
              {[first, second].map((place) => (
                <Place key={place.blockId} place={place} onShow={onShow} />
              ))}
            </p>
          </li>
        ))}
      </ul>
      {again}
    </section>
  );
}

function Place({ place, onShow }: { place: DuplicatePlace; onShow: (blockId: string) => void }) {
  const t = useMessages();
  const number = place.number.replace(/\.$/, '');
  return (
    <Button type="button" look="quiet" onPress={() => onShow(place.blockId)}>
      {number ? t('drafting.presence.item', { number }) : t('drafting.presence.block')}
    </Button>
  );
}
