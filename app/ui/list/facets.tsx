import { Link } from '@remix-run/react';
import { Disclosure } from '../disclosure';
import { Icon } from '../icons';
import { useMessages } from '../messages/messages-context';
import { activeFacets, type ListSpec, type ListState, listHref, withFacet } from './list-state';

export interface FacetView {
  name: string;
  label: string;
  values: readonly { value: string; label: string; count: number }[];
}

export interface FacetsProps {
  spec: ListSpec;
  state: ListState;
  facets: readonly FacetView[];
}

/** Conditions of a list as links with counts; folded on a phone, a column on a desktop. */
export function Facets({ spec, state, facets }: FacetsProps) {
  const t = useMessages();
  const active = activeFacets(state);
  return (
    <div className="no-print min-w-0">
      <Disclosure
        icon="filter"
        summary={active > 0 ? t('list.filters.active', { count: active }) : t('list.filters')}
        className="rounded-md border border-line bg-sheet lg:hidden"
        summaryClassName="px-4 font-medium"
      >
        <div className="px-4 pb-4">
          <FacetGroups spec={spec} state={state} facets={facets} />
        </div>
      </Disclosure>
      <div className="hidden lg:block">
        <FacetGroups spec={spec} state={state} facets={facets} />
      </div>
    </div>
  );
}

function FacetGroups({ spec, state, facets }: FacetsProps) {
  const t = useMessages();
  return (
    <div className="grid grid-cols-1 gap-5">
      {facets.map((facet) => (
        <section key={facet.name} aria-label={facet.label}>
          <h2 className="mb-1 text-sm font-medium text-ink-soft">{facet.label}</h2>
          <ul>
            {facet.values.map((item) => {
              const chosen = state.facets[facet.name] === item.value;
              const change = withFacet(state, facet.name, chosen ? null : item.value);
              return (
                <li key={item.value}>
                  <Link
                    to={listHref(state, spec, change)}
                    preventScrollReset
                    aria-current={chosen ? 'true' : undefined}
                    className="flex min-h-11 items-center gap-2 rounded-md px-2 py-2 text-ink no-underline hover:bg-accent-soft aria-[current]:bg-accent-soft aria-[current]:font-medium"
                  >
                    <span className="min-w-0 flex-1">{item.label}</span>
                    <span className="text-sm text-ink-soft">{item.count}</span>
                    {chosen ? (
                      <>
                        <Icon name="cross" className="size-4 text-ink-soft" />
                        <span className="sr-only">{t('list.facet.remove')}</span>
                      </>
                    ) : null}
                  </Link>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
      {activeFacets(state) > 0 ? (
        <Link to={listHref(state, spec, { facets: {} })} className="inline-flex min-h-11 items-center">
          {t('list.reset')}
        </Link>
      ) : null}
    </div>
  );
}
