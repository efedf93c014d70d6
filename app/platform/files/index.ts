export type { FileStore, StoredFile } from './file-store';
export { FILE_EXTENSIONS, sniffMediaType } from './media-types';
