// Sections drafted in parallel: one's own sections first, any section alone, and the whole by one click.
import {
  type DisplayContext,
  type DocumentBody,
  displayContext,
  findBlock,
  runText,
} from '~/modules/documents';
import { useMessages } from '../messages/messages-context';

export interface SectionBarProps {
  documentId: string;
  body: DocumentBody;
  /** Ids of the sections given to this person. */
  own: readonly string[];
  /** The section shown alone; null = the whole text. */
  current: string | null;
}

const titleOf = (body: DocumentBody, id: string, context: DisplayContext): string => {
  const block = findBlock(body, id)?.block;
  if (!block) return '';
  const runs = block.type === 'addresseeGroup' ? block.addressees : 'title' in block ? [block.title] : [];
  const label = context.numbers.get(id)?.label ?? '';
  return `${label} ${runs.map((run) => runText(run, context)).join(', ')}`.trim();
};

/** Plain links: the page is opened anew, what is unsent is sent or kept on the way. */
export function SectionBar({ documentId, body, own, current }: SectionBarProps) {
  const t = useMessages();
  const known = own.filter((id) => findBlock(body, id));
  if (known.length === 0 && current === null) return null;
  const context = displayContext(body);
  const at = `/documents/${documentId}/edit`;
  const link = 'inline-flex min-h-11 items-center rounded-md px-3 hover:bg-accent-soft';
  return (
    <nav aria-label={t('drafting.sections.mine')} className="no-print flex flex-wrap items-center gap-1">
      {current !== null ? (
        <>
          <span>{t('drafting.sections.only', { title: titleOf(body, current, context) })}</span>
          <a href={at} className={`${link} font-medium`}>
            {t('drafting.sections.whole')}
          </a>
        </>
      ) : null}
      {known.length > 0 ? <span className="text-ink-soft">{t('drafting.sections.mine')}:</span> : null}
      {known.map((id) => (
        <a
          key={id}
          href={`${at}?section=${encodeURIComponent(id)}`}
          aria-current={id === current ? 'page' : undefined}
          className={link}
        >
          {titleOf(body, id, context)}
        </a>
      ))}
    </nav>
  );
}
