// The module bound to its dependencies.

import type { SearchStatus } from '~/platform/search';
import type { Context } from '~/shared/context';
import {
  type IndexSourceInput,
  indexSource,
  reindex,
  type SourceRecord,
} from './commands/index-source.server';
import type { Found, SearchInput } from './finding.schema';
import { type SearchDeps, search } from './queries/search.server';

export type { IndexSourceInput, SourceRecord } from './commands/index-source.server';
export * from './index';
export type { SearchDeps as FindingDeps } from './queries/search.server';

export interface FindingModule {
  indexSource(input: IndexSourceInput): Promise<void>;
  removeSource(source: string): Promise<void>;
  reindex(records: AsyncIterable<SourceRecord> | Iterable<SourceRecord>): Promise<number>;
  search(ctx: Context, input: SearchInput): Promise<Found>;
  /** `needsRebuild`: the start runs reindex() in the background. */
  status(): Promise<SearchStatus>;
}

export function createFindingModule(deps: SearchDeps): FindingModule {
  return {
    indexSource: indexSource(deps),
    removeSource: (source) => deps.index.removeSource(source),
    reindex: reindex(deps),
    search: search(deps),
    status: () => deps.index.status(),
  };
}
