import type { LoaderFunctionArgs } from '@remix-run/node';
import { answer } from '~/platform/http/index.server';
import type { SuggestionGroup } from '~/ui/search/search.types';

const SHOWN = 6;
const MAX_QUERY = 200;

/** What the search box offers while typing: the first hit of each document. */
export function loader(args: LoaderFunctionArgs) {
  const query = (new URL(args.request.url).searchParams.get('q') ?? '').trim().slice(0, MAX_QUERY);
  return answer(args, async (ctx): Promise<{ groups: SuggestionGroup[] }> => {
    if (query === '') return { groups: [] };
    const found = await args.context.services.finding.queries.search(ctx, { query, offset: 0, limit: 20 });
    const titles = new Set<string>();
    const items = found.hits
      .filter((hit) => !titles.has(hit.title) && titles.add(hit.title))
      .slice(0, SHOWN)
      .map((hit) => ({
        href: hit.url,
        title: hit.title,
        detail: hit.number ? `п.\u00a0${hit.number}` : undefined,
      }));
    return { groups: items.length > 0 ? [{ id: 'document', items }] : [] };
  });
}
