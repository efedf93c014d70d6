// Isomorphic: types, analysis and highlighting. Adapters are in index.server.ts.
export { highlight, type Segment, snippet } from './highlight';
export {
  MAX_LIMIT,
  MAX_TERMS,
  MAX_TOTAL,
  type SearchFilter,
  type SearchHit,
  type SearchIndex,
  type SearchPlan,
  type SearchRecord,
  type SearchResult,
  type SearchStatus,
  type SearchTerm,
} from './search-index';
export {
  buildSearchRecord,
  foldWord,
  isStopWord,
  stemsOf,
  stemWord,
  type Token,
  tokenize,
} from './text-analysis';
