import { tokensOfActor } from '~/modules/identity';
import type { TemplateDefinition } from '~/modules/templates';
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../documents.deps';
import { kindName, presentListItem } from '../documents.present';
import { STATE_WORDS } from '../documents.rules';
import type { Document } from '../documents.schema';
import type { DocumentList, DocumentListInput, DocumentListItem } from '../documents.views';
import type { LifecycleState } from '../lifecycle';

export const PAGE_SIZE = 20;
/** A list deeper than this is searched, not paged. */
const MAX_PAGE = 500;

/** The definition of a pinned template; null when its release cannot be read, for lists must not fall over one document. */
export async function definitionOf(
  deps: DocumentsDeps,
  document: Pick<Document, 'template'>,
): Promise<TemplateDefinition | null> {
  return deps.templates.getTemplate(document.template.release).then(
    (template) => template.definition,
    () => null,
  );
}

export async function presentAll(
  deps: DocumentsDeps,
  documents: readonly Document[],
): Promise<DocumentListItem[]> {
  const lapsed = await deps.norms.countLapsed(documents.map(({ _id }) => _id));
  return Promise.all(
    documents.map(async (document) => ({
      ...presentListItem(
        document,
        await deps.organisationName(document.owner),
        await definitionOf(deps, document),
      ),
      lapsedNorms: lapsed.get(document._id) ?? 0,
    })),
  );
}

/** One page of what the actor may read, with counts by kind and state. */
export const listDocuments =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: DocumentListInput): Promise<DocumentList> => {
    const page = Math.min(Math.max(input.page ?? 1, 1), MAX_PAGE);
    const filter = {
      acl: tokensOfActor(ctx.actor),
      kind: input.kind,
      state: input.state,
      text: input.q?.trim().slice(0, 200) || undefined,
    };
    const window = { skip: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE, sort: input.sort ?? 'updated' };
    const [{ rows, total }, kinds, states] = await Promise.all([
      deps.repository.list(filter, window),
      deps.repository.countBy('kind', filter),
      deps.repository.countBy('state', filter),
    ]);
    const facet = (counts: Map<string, number>, label: (value: string) => string) =>
      [...counts]
        .map(([value, count]) => ({ value, label: label(value), count }))
        .sort((a, b) => b.count - a.count || a.label.localeCompare(b.label, 'ru'));
    return {
      items: await presentAll(deps, rows),
      total,
      page,
      pageSize: PAGE_SIZE,
      facets: {
        kind: facet(kinds, kindName),
        state: facet(states, (state) => STATE_WORDS[state as LifecycleState] ?? state),
      },
    };
  };
