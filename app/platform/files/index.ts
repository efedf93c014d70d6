export type { FileStore, StoredFile } from './file-store';
export { FILE_EXTENSIONS, isMediaTypePlausible, sniffMediaType } from './media-types';
