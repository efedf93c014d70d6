// Server face: bytes of a file as the neutral model.
export * from './index';
export { readOfficeFile } from './read-office.server';
export { readPdfText } from './read-pdf-text.server';
export { type SniffedKind, sniffKind } from './sniff.server';
export { type DecodedText, decodeText } from './text/decode.server';
