export { type EmbeddedStore, type EmbeddedStoreOptions, startEmbeddedStore } from './embedded/index.server';
export { openStorage, type Storage, type StorageOptions } from './open-storage.server';
