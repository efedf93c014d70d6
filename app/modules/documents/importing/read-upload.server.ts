// A file or a paste as a document's text, with where it came from. Pure but for the bytes; the store is not touched.
import { readOfficeFile } from '~/platform/office/index.server';
import type { IdSource } from '~/shared/ids';
import { sha256Hex } from '~/shared/sha256.server';
import type { ImportedText, ImportSource } from './import.schema';
import { importOfficeDocument } from './import-document';

export interface UploadInput {
  /** As the person's computer calls it; shown, never trusted. */
  readonly name: string;
  readonly bytes: Uint8Array;
}
export interface ReadUpload extends ImportedText {
  readonly source: ImportSource;
}

/** Without folders and control characters, at most 200 characters. */
export function shownName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  return (
    last
      .replace(/\p{Cc}/gu, '')
      .trim()
      .slice(0, 200) || 'файл'
  );
}

/** Throws office/… (what the file is and what to do instead), documents/body-too-…. */
export function readUpload({ name, bytes }: UploadInput, newId: IdSource): ReadUpload {
  const document = readOfficeFile(bytes);
  const text = importOfficeDocument(document, { newId });
  const source = {
    name: shownName(name),
    format: document.format,
    size: bytes.length,
    sha256: sha256Hex(bytes),
  };
  return { ...text, source };
}
