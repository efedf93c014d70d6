// Isomorphic: types, analysis and highlighting. Adapters are in index.server.ts.
export { highlight, type Segment, snippet } from './highlight';
export {
  MAX_TERMS,
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
  isStopWord,
  stemsOf,
  type Token,
  tokenize,
} from './text-analysis';
