import { tokensOfActor } from '~/modules/identity';
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../documents.deps';

/** Titles of those of the documents that the actor may read, by id. */
export const nameDocuments =
  (deps: DocumentsDeps) =>
  async (ctx: Context, ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
    if (ids.length === 0) return new Map();
    const found = await deps.repository.listTitles(ids, tokensOfActor(ctx.actor));
    return new Map(found.map(({ _id, title }) => [_id, title]));
  };
