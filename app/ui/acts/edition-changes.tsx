import type { EditionChange, EditionComparison, WordChange } from '~/modules/knowledge';
import { shortPath } from '~/modules/knowledge';
import { formatDay } from '../format';
import { useLocale, useMessages } from '../messages/messages-context';

interface EditionChangesProps {
  comparison: Omit<EditionComparison, 'changes'>;
  shown: readonly (EditionChange & { words: readonly WordChange[] })[];
  total: number;
  page: number;
  pages: number;
  unit: string | null;
}

/** «Что изменилось»: units that differ, word by word; added is underlined, removed is struck. */
export function EditionChanges({ comparison, shown, total, page, pages, unit }: EditionChangesProps) {
  const t = useMessages();
  const locale = useLocale();
  const day = (validFrom: string | null) =>
    validFrom ? t('acts.edition.since', { date: formatDay(validFrom, locale) }) : t('acts.edition.base');
  const { act, from, to } = comparison;
  const address = (wanted: number) =>
    `?${new URLSearchParams({ from: from.id, to: to.id, page: String(wanted), ...(unit ? { unit } : {}) })}`;
  return (
    <article>
      <p>
        <a href={`/acts/${act.id}`} className="inline-flex min-h-11 items-center">
          {act.shortName}
        </a>
      </p>
      <h1 className="text-lg font-semibold md:text-2xl">{t('acts.changes.title', { act: act.shortName })}</h1>
      <p className="mt-1 text-ink-soft">
        {t('acts.changes.between', { from: day(from.validFrom), to: day(to.validFrom) })}
      </p>
      <p className="mt-3 mb-4">
        {total === 0 ? t('acts.changes.none') : t('acts.changes.count', { count: total })}
      </p>
      <ol className="grid gap-4">
        {shown.map((change) => (
          <li key={change.path} className="max-w-[52rem] rounded-md border border-line bg-sheet px-4 py-3">
            <h2 className="flex flex-wrap items-baseline gap-x-3 font-medium">
              <a
                href={`/acts/${act.id}/${change.path}${change.kind === 'removed' && from.validFrom ? `?on=${from.validFrom}` : ''}`}
                className="inline-flex min-h-11 items-center"
              >
                {shortPath(change.path) || change.path}
              </a>
              <span className="text-sm text-ink-soft">{t(`acts.change.${change.kind}`)}</span>
            </h2>
            <p className="font-serif whitespace-pre-line">
              {change.words.map((word, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: words of a comparison have no other name
                <Word key={index} word={word} />
              ))}
            </p>
          </li>
        ))}
      </ol>
      {pages > 1 ? (
        <nav aria-label={t('list.pages')} className="mt-4 flex items-center gap-4">
          {page > 1 ? <a href={address(page - 1)}>{t('list.previous')}</a> : null}
          <span>{t('list.page', { page, pages })}</span>
          {page < pages ? <a href={address(page + 1)}>{t('list.next')}</a> : null}
        </nav>
      ) : null}
    </article>
  );
}

function Word({ word }: { word: WordChange }) {
  if (word.kind === 'added') return <ins className="bg-success-soft underline">{word.text}</ins>;
  if (word.kind === 'removed') return <del className="bg-danger-soft line-through">{word.text}</del>;
  return <>{word.text}</>;
}
