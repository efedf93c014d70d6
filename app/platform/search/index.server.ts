export { createEmbeddedSearchIndex } from './embedded/embedded-search-index.server';
export * from './index';
export { createMeilisearchIndex } from './meilisearch/meilisearch-index.server';
