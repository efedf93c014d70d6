import { LinkButton } from '../button';
import { useMessages } from '../messages/messages-context';

/** The two ways to a new document. */
export function StartButtons() {
  const t = useMessages();
  return (
    <div className="flex flex-wrap gap-2">
      <LinkButton to="/documents/new" look="primary" icon="pen">
        {t('start.create')}
      </LinkButton>
      <LinkButton to="/documents/new/import" icon="document">
        {t('start.import')}
      </LinkButton>
    </div>
  );
}
