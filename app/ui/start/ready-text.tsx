import { LinkButton } from '../button';
import { useMessages } from '../messages/messages-context';

/** The second way: a text that exists already. */
export function ReadyText({ owner }: { owner: string }) {
  const t = useMessages();
  return (
    <section className="rounded-md border border-line-strong bg-accent-soft px-5 py-4">
      <h2 className="text-lg font-semibold">{t('start.ready')}</h2>
      <p className="mt-1 mb-3 max-w-[44rem]">{t('start.ready.text')}</p>
      <LinkButton to={`/documents/new/import?owner=${encodeURIComponent(owner)}`} icon="document">
        {t('start.import')}
      </LinkButton>
    </section>
  );
}
