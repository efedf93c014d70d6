export { createDiskFileStore } from './disk-file-store.server';
export { createGridFsFileStore } from './gridfs-file-store.server';
export * from './index';
