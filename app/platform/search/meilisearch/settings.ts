// Settings of the Meilisearch index, as code: the whole truth about how it searches.
import type { Settings } from 'meilisearch';
import { MAX_TOTAL } from '../search-index';

export const PRIMARY_KEY = 'key';

const EQUALITY_ONLY = { facetSearch: false, filter: { equality: true, comparison: false } };

/**
 * Typo tolerance is off: our corrector alone acts (DESIGN §9), and a correction must not leak a confidential word.
 * Meilisearch has no Russian morphology: it searches our stems, and prefixes of words beside them.
 */
export const INDEX_SETTINGS: Settings = {
  searchableAttributes: ['titleStems', 'headingStems', 'numberStems', 'stems', 'words'],
  displayedAttributes: ['record'],
  filterableAttributes: [
    { attributePatterns: ['acl', 'source', 'tokens'], features: EQUALITY_ONLY },
    { attributePatterns: ['type', 'facets.*'], features: EQUALITY_ONLY },
    {
      attributePatterns: ['day'],
      features: { facetSearch: false, filter: { equality: true, comparison: true } },
    },
  ],
  sortableAttributes: ['day', 'source', 'order'],
  rankingRules: ['words', 'sort', 'attribute', 'proximity', 'exactness'],
  typoTolerance: { enabled: false },
  stopWords: [],
  synonyms: {},
  // «4.1» is one word.
  nonSeparatorTokens: ['.'],
  pagination: { maxTotalHits: MAX_TOTAL },
  faceting: { maxValuesPerFacet: 500 },
};
