export type { Segment } from '~/platform/search';
export {
  type FacetCount,
  type Found,
  type FoundPiece,
  type FoundSource,
  PAGE_SIZE,
  type SearchInput,
  SearchInputSchema,
} from './finding.schema';
