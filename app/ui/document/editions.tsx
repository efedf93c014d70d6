import { Link } from '@remix-run/react';
import type { DocumentHead, EditionLink } from '~/modules/documents';
import { formatDay } from '../format';
import { useLocale, useMessages } from '../messages/messages-context';

/** The line of editions: until when this one is in force, which one takes its place, which one it replaces. */
export function Editions({ document }: { document: DocumentHead }) {
  const t = useMessages();
  const locale = useLocale();
  const { newer, begun, former, inForceFrom } = document.editions;
  const until = document.supersededFrom;
  if (!until && !begun && !former) return null;
  const word = document.state === 'superseded' ? 'editions.gone' : 'editions.until';
  return (
    <p className="mt-2 flex flex-wrap items-center gap-x-5">
      {until ? <strong>{t(word, { date: formatDay(until, locale) })}</strong> : null}
      {inForceFrom ? <span>{t('editions.from', { date: formatDay(inForceFrom, locale) })}</span> : null}
      <EditionTo edition={newer} text="editions.newer" />
      <EditionTo edition={begun} text="editions.begun" />
      <EditionTo edition={former} text="editions.former" />
    </p>
  );
}

function EditionTo({
  edition,
  text,
}: {
  edition: EditionLink | null;
  text: 'editions.newer' | 'editions.begun' | 'editions.former';
}) {
  const t = useMessages();
  if (!edition) return null;
  const title = edition.number ? `${edition.title} № ${edition.number}` : edition.title;
  return (
    <Link to={`/documents/${edition.id}`} className="inline-flex min-h-11 items-center">
      {t(text, { title })}
    </Link>
  );
}
