// Public face of importing; isomorphic and pure. Reading of files is in the server face.
export * from './import.schema';
export { type ImportOptions, importOfficeDocument } from './import-document';
export { type PasteDoubt, type ReadPaste, readPastedHtml } from './read-paste';
