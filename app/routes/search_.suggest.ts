import type { LoaderFunctionArgs } from '@remix-run/node';
import { answer } from '~/platform/http/index.server';
import type { SuggestionGroup } from '~/ui/search/search.types';

const SHOWN = 6;

/** What the search box offers while typing: the best place in each document. */
export function loader(args: LoaderFunctionArgs) {
  const q = new URL(args.request.url).searchParams.get('q') ?? '';
  return answer(args, async (ctx): Promise<{ groups: SuggestionGroup[] }> => {
    const found = await args.context.services.finding.search(ctx, { q, typing: true });
    const items = found.groups.slice(0, SHOWN).map((group) => {
      const best = group.pieces[0];
      const passage = best?.passage.map((segment) => segment.text).join('') ?? '';
      return {
        href: best?.url ?? group.url,
        title: group.title.map((segment) => segment.text).join(''),
        detail: passage.length > 90 ? `${passage.slice(0, 90).trimEnd()}…` : passage || undefined,
      };
    });
    return { groups: items.length > 0 ? [{ id: 'document', items }] : [] };
  });
}
