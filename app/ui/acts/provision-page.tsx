import type { ProvisionPageView, ProvisionView } from '~/modules/knowledge';
import { useMessages } from '../messages/messages-context';
import { ActFacts, EditionSwitch } from './act-head';
import { CopyBox } from './copy-box';
import { MentionedNorms } from './mentioned-norms';
import { ProvisionText } from './provision-text';

interface ProvisionPageProps {
  page: ProvisionPageView;
  on: string | undefined;
  /** Whole address of the page, for copying. */
  address: string;
}

/** One unit of an act in its place: where it is, its words, what stands beside it, what cites it. */
export function ProvisionPage({ page, on, address }: ProvisionPageProps) {
  const t = useMessages();
  const { act, unit } = page;
  const date = on ? `?on=${on}` : '';
  const base = `/acts/${act.id}`;
  return (
    <article className="act">
      <header className="mb-6">
        <nav aria-label={t('acts.crumbs')}>
          <ol className="-mb-2 flex flex-wrap gap-x-2 text-sm [&_a]:-my-1">
            <li>
              <a href={`${base}${date}`} className="inline-flex min-h-11 items-center">
                {act.shortName}
              </a>
            </li>
            {page.crumbs.map((crumb) => (
              <li key={crumb.path} className="flex items-center gap-2">
                <span aria-hidden="true">›</span>
                <a href={`${base}/${crumb.path}${date}`} className="inline-flex min-h-11 items-center">
                  {crumb.label}
                </a>
              </li>
            ))}
          </ol>
        </nav>
        <h1 className="text-lg font-semibold md:text-2xl">{headingOf(unit, page.copy.short)}</h1>
        <ActFacts act={act} />
        <EditionSwitch act={act} shownId={page.edition.id} path={unit.path} />
        {page.change === 'changed' || page.change === 'added' ? (
          <p className="mt-3">
            <a
              href={`${base}/changes?unit=${encodeURIComponent(unit.path)}`}
              className="inline-flex min-h-11 items-center"
            >
              {t(page.change === 'added' ? 'acts.change.newSinceBefore' : 'acts.change.sinceBefore')}
            </a>
          </p>
        ) : null}
      </header>
      <ProvisionText page={page} base={base} date={date} />
      <Neighbours page={page} base={base} date={date} />
      <MentionedNorms norms={page.mentioned} />
      <CopyBox copy={page.copy} address={address} />
      {page.terms.length > 0 ? (
        <section aria-labelledby="terms-title" className="no-print mt-8">
          <h2 id="terms-title" className="font-semibold">
            {t('acts.terms')}
          </h2>
          <ul className="flex flex-wrap gap-x-5">
            {page.terms.map(({ slug, title, about }) => (
              <li key={slug}>
                <a href={`/glossary/${slug}`} title={about} className="inline-flex min-h-11 items-center">
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section aria-labelledby="cited-title" className="mt-8">
        <h2 id="cited-title" className="font-semibold">
          {t('acts.cited')}
        </h2>
        {page.citedBy.length === 0 ? (
          <p className="text-ink-soft">{t('acts.cited.none')}</p>
        ) : (
          <>
            <p className="text-ink-soft">{t('acts.cited.count', { count: page.citedCount })}</p>
            <ul>
              {page.citedBy.map((link) => (
                <li key={link.url + link.placeLabel}>
                  <a href={link.url} className="inline-flex min-h-11 items-center">
                    {[link.placeLabel, link.title].filter(Boolean).join(' · ')}
                  </a>
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
    </article>
  );
}

/** An article by its own heading, a smaller unit by its reference. */
function headingOf(unit: ProvisionView, short: string): string {
  if (unit.title === '') return short;
  return `${unit.label} ${unit.title.replaceAll('\n', ' ')}`.trim();
}

function Neighbours({ page, base, date }: { page: ProvisionPageView; base: string; date: string }) {
  const t = useMessages();
  const { previous, next } = page;
  if (!previous && !next) return null;
  const linkClass =
    'flex min-h-11 max-w-full flex-col justify-center rounded-md border border-line-strong px-4 py-2 text-ink no-underline hover:bg-accent-soft';
  return (
    <nav aria-label={t('acts.pages')} className="no-print mt-8 grid gap-3 sm:grid-cols-2">
      {previous ? (
        <a rel="prev" href={`${base}/${previous.path}${date}`} className={linkClass}>
          <span className="text-sm text-ink-soft">{t('acts.previous', { label: previous.label })}</span>
          <span className="line-clamp-2">{previous.title}</span>
        </a>
      ) : (
        <span />
      )}
      {next ? (
        <a rel="next" href={`${base}/${next.path}${date}`} className={linkClass}>
          <span className="text-sm text-ink-soft">{t('acts.next', { label: next.label })}</span>
          <span className="line-clamp-2">{next.title}</span>
        </a>
      ) : null}
    </nav>
  );
}
