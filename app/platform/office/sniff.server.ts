// What a file is by its bytes; the name is never asked. An archive is told by its listing (see read-office).
import { wideEncoding } from './text/decode.server';

export type SniffedKind =
  | 'empty'
  | 'zip'
  | 'ole'
  | 'rtf'
  | 'html'
  | 'text'
  | 'pdf'
  | 'image'
  | 'xml'
  | 'binary';

const SIGNATURES: readonly (readonly [SniffedKind, readonly number[]])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['ole', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image', [0x89, 0x50, 0x4e, 0x47]],
  ['image', [0xff, 0xd8, 0xff]],
  ['image', [0x47, 0x49, 0x46, 0x38]],
  ['image', [0x49, 0x49, 0x2a, 0x00]],
  ['image', [0x4d, 0x4d, 0x00, 0x2a]],
  ['image', [0x42, 0x4d]],
  ['rtf', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
];
const HTML_START =
  /^\s*(?:<!--[\s\S]*?-->\s*)*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|head|body|meta|p|div|table|h[1-6]|ul|ol|span)[\s>]/i;

const startsWith = (bytes: Uint8Array, signature: readonly number[]) =>
  signature.every((byte, i) => bytes[i] === byte);

/** Text of one byte a letter, for looking at markup. */
export const asLatin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

function isWebp(bytes: Uint8Array): boolean {
  return asLatin1(bytes.subarray(0, 4)) === 'RIFF' && asLatin1(bytes.subarray(8, 12)) === 'WEBP';
}

function looksLikeText(bytes: Uint8Array): boolean {
  if (wideEncoding(bytes) !== null) return true;
  const head = bytes.subarray(0, 8192);
  // Tab, line ends, form feed and escape may stand in a text; other control bytes may not.
  const controls = head.filter((byte) => byte < 9 || (byte > 13 && byte < 27)).length;
  return controls * 50 <= head.length;
}

/** The kind told by the first bytes. */
export function sniffKind(bytes: Uint8Array): SniffedKind {
  if (bytes.length === 0) return 'empty';
  for (const [kind, signature] of SIGNATURES) {
    if (kind === 'image' && signature.length === 2) {
      // «BM» may also begin a word: a bitmap has zeros in its header.
      if (startsWith(bytes, signature) && bytes[6] === 0 && bytes[7] === 0 && bytes.length > 26) return kind;
    } else if (startsWith(bytes, signature)) return kind;
  }
  if (isWebp(bytes)) return 'image';
  if (!looksLikeText(bytes)) return 'binary';
  const head = asLatin1(bytes.subarray(0, 4096))
    .replace(/\0/g, '')
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '');
  if (HTML_START.test(head)) return 'html';
  if (/^\s*<\?xml/.test(head)) return /<html[\s>]/i.test(head) ? 'html' : 'xml';
  return 'text';
}
