import type { ContentsView } from '~/modules/knowledge';
import { buttonClass } from '../button';
import { EmptyState } from '../feedback';
import { controlClass } from '../field';
import { useMessages } from '../messages/messages-context';
import { ActFacts, EditionSwitch } from './act-head';

const INDENT = ['', 'pl-4', 'pl-8', 'pl-12', 'pl-16'];

interface ActContentsProps {
  contents: ContentsView;
  editionId: string | null;
  /** Words that the rows must hold. */
  filter: string;
  on: string | undefined;
}

/** An act: its facts and its table of contents with a filter of its own. */
export function ActContents({ contents, editionId, filter, on }: ActContentsProps) {
  const t = useMessages();
  const { act, rows } = contents;
  const shown = filterRows(rows, filter);
  return (
    <article>
      <header className="mb-6">
        <p>
          <a href="/acts" className="inline-flex min-h-11 items-center">
            {t('acts.title')}
          </a>
        </p>
        <h1 className="text-lg font-semibold md:text-2xl">{act.shortName}</h1>
        <p className="mt-1 max-w-[60rem]">{act.fullName}</p>
        <ActFacts act={act} />
        {editionId ? <EditionSwitch act={act} shownId={editionId} path="" /> : null}
        {act.about ? <p className="mt-4 max-w-[48rem]">{act.about}</p> : null}
      </header>
      {rows.length === 0 ? (
        <p className="max-w-[48rem]">{t('acts.cardOnly.text')}</p>
      ) : (
        <section aria-labelledby="contents-title">
          <h2 id="contents-title" className="text-lg font-semibold">
            {t('acts.contents')}
          </h2>
          <form method="get" className="no-print mt-2 mb-4 flex flex-wrap items-end gap-3">
            {on ? <input type="hidden" name="on" value={on} /> : null}
            <label className="min-w-0 flex-[1_1_16rem]">
              <span className="sr-only">{t('acts.contents.filter')}</span>
              <input
                type="search"
                name="find"
                defaultValue={filter}
                placeholder={t('acts.contents.filter')}
                className={controlClass}
              />
            </label>
            <button type="submit" className={buttonClass('secondary')}>
              {t('acts.show')}
            </button>
          </form>
          {shown.length === 0 ? (
            <EmptyState icon="search" title={t('acts.contents.none')} text={t('acts.none.text')} />
          ) : (
            <ol className="act-contents">
              {shown.map((row) => (
                <li key={row.path} className={INDENT[Math.min(row.depth, 4)]}>
                  <a
                    href={`/acts/${act.id}/${row.path}${on ? `?on=${on}` : ''}`}
                    className="flex min-h-11 items-baseline gap-2 rounded-md px-2 py-2 text-ink no-underline hover:bg-accent-soft"
                  >
                    <span className="shrink-0 text-ink-soft">{row.label || row.n}</span>
                    <span className={row.lapsed ? 'line-through' : ''}>
                      {row.title.replaceAll('\n', ' ')}
                    </span>
                    {row.lapsed ? <span className="text-sm text-ink-soft">({t('acts.lapsed')})</span> : null}
                  </a>
                </li>
              ))}
            </ol>
          )}
        </section>
      )}
    </article>
  );
}

const fold = (text: string) => text.toLowerCase().replaceAll('ё', 'е');

/** Rows with all the words, and the headings above them. */
function filterRows(rows: ContentsView['rows'], filter: string): ContentsView['rows'] {
  const words = fold(filter).split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  const kept = new Set<string>();
  const parents = new Map(rows.map(({ path, parent }) => [path, parent]));
  for (const row of rows) {
    const text = fold(`${row.label} ${row.title}`);
    if (!words.every((word) => text.includes(word))) continue;
    for (let at: string | null | undefined = row.path; at; at = parents.get(at)) kept.add(at);
  }
  return rows.filter(({ path }) => kept.has(path));
}
