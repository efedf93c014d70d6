export { type ContentStoreOptions, openContentStore } from './git-content-store.server';
export * from './index';
export { createMemoryReleaseStore } from './memory-release-store.server';
export { createMongoReleaseStore } from './mongo-release-store.server';
export {
  listCandidates,
  type ReleaseCandidate,
  type ReleaseValidator,
  type SyncReport,
  syncReleases,
} from './sync-releases.server';
