export type { FileStore, StoredFile } from './file-store';
export { FILE_EXTENSIONS } from './media-types';
