import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../documents.deps';
import { documentPolicy } from '../documents.policy';
import type { Document } from '../documents.schema';
import type { EditionLink, EditionsView } from '../documents.views';
import { isOpenEdition } from './succession.rules';

/** The editions before and after this one; whoever may not read one does not learn of it. */
export async function editionsOf(
  deps: DocumentsDeps,
  ctx: Context,
  document: Document,
): Promise<EditionsView> {
  const find = async (id: string | null): Promise<Document | null> => {
    const found = id ? await deps.repository.findById(id) : null;
    return found && documentPolicy.read(ctx.actor, found) ? found : null;
  };
  const [newer, begun, former] = await Promise.all([
    find(document.supersededBy),
    document.supersededBy ? null : find(document.nextEdition),
    find(document.supersedes),
  ]);
  return {
    newer: linkTo(newer),
    begun: isOpenEdition(begun) ? linkTo(begun) : null,
    former: linkTo(former),
    inForceFrom: document.inForceFrom,
  };
}

const linkTo = (document: Document | null): EditionLink | null =>
  document && {
    id: document._id,
    title: document.title,
    number: document.registration?.number ?? null,
  };
