// What a file is by its first bytes, for the types that the product takes in and gives out.
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Media type -> file name extension of what we issue and accept. */
export const FILE_EXTENSIONS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  [DOCX]: 'docx',
  [XLSX]: 'xlsx',
  'application/json': 'json',
  'application/zip': 'zip',
  'application/xml': 'xml',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/svg+xml': 'svg',
  'message/rfc822': 'eml',
  'text/calendar': 'ics',
  'text/csv': 'csv',
  'text/html': 'html',
  'text/plain': 'txt',
};

/** Types that are text: any text may be called any of them. */
const TEXTUAL = new Set([
  'application/json',
  'application/xml',
  'image/svg+xml',
  'message/rfc822',
  'text/calendar',
  'text/csv',
  'text/html',
  'text/plain',
]);

const SIGNATURES: readonly (readonly [string, readonly number[], number])[] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d], 0],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], 0],
  ['image/jpeg', [0xff, 0xd8, 0xff], 0],
  ['image/gif', [0x47, 0x49, 0x46, 0x38], 0],
  ['image/webp', [0x57, 0x45, 0x42, 0x50], 8],
  ['application/zip', [0x50, 0x4b, 0x03, 0x04], 0],
  ['application/zip', [0x50, 0x4b, 0x05, 0x06], 0],
];

/** The type told by the bytes; `application/octet-stream` when they are neither known nor text. */
export function sniffMediaType(bytes: Uint8Array): string {
  for (const [type, signature, at] of SIGNATURES) {
    if (signature.every((byte, i) => bytes[at + i] === byte))
      return type === 'application/zip' ? sniffZip(bytes) : type;
  }
  return sniffText(bytes);
}

/** False when the bytes are recognisably something else. A text type is not told from another text type. */
export function isMediaTypePlausible(declared: string, bytes: Uint8Array): boolean {
  const type = bareType(declared);
  const found = sniffMediaType(bytes);
  if (found === type) return true;
  if (TEXTUAL.has(type)) return TEXTUAL.has(found);
  if (found === 'application/zip') return type === DOCX || type === XLSX;
  if (found === DOCX || found === XLSX) return type === 'application/zip';
  return !(type in FILE_EXTENSIONS);
}

/** `text/html; charset=utf-8` -> `text/html`. */
function bareType(mediaType: string): string {
  return (mediaType.split(';')[0] ?? '').trim().toLowerCase();
}

// An OOXML package names its main part early; a package whose names are hidden deeper is told as plain zip.
function sniffZip(bytes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096));
  const tail = new TextDecoder('latin1').decode(bytes.subarray(Math.max(0, bytes.length - 4096)));
  if (`${head}${tail}`.includes('word/document.xml')) return DOCX;
  if (`${head}${tail}`.includes('xl/workbook.xml')) return XLSX;
  return 'application/zip';
}

function sniffText(bytes: Uint8Array): string {
  let text: string;
  try {
    // A character may be cut at the end of the piece: `stream` forgives only that.
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, 4096), { stream: true });
  } catch {
    return 'application/octet-stream';
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what tells binary from text.
  if (/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text)) return 'application/octet-stream';
  const start = text.trimStart().slice(0, 200).toLowerCase();
  if (start.startsWith('<!doctype html') || start.startsWith('<html')) return 'text/html';
  if (/^<svg|^<\?xml[^>]*>\s*<svg/.test(start)) return 'image/svg+xml';
  if (start.startsWith('<?xml')) return 'application/xml';
  return 'text/plain';
}
