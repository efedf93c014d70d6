// From bytes to the neutral model. What the file is, is told by its content; whatever cannot be read is refused with
// words on what to do instead.
import { type DocxParts, mainPart, readDocx } from './docx/read-docx';
import { officeError } from './errors';
import { readHtml } from './html/read-html';
import { type Deadline, deadlineIn, OFFICE_LIMITS } from './limits';
import { readOdt } from './odt/read-odt';
import { type OfficeDocument, paragraphsOf, textOf } from './office-document';
import { readRtf } from './rtf/read-rtf.server';
import { asLatin1, sniffKind } from './sniff.server';
import { decodeText } from './text/decode.server';
import { readText } from './text/read-text';
import { parseXml } from './xml';
import { type OfficePackage, openPackage } from './zip.server';

const MEGABYTE = 1024 * 1024;

function partsOf(pack: OfficePackage, deadline: Deadline): DocxParts {
  const text = (name: string): string | null => {
    const bytes = pack.read(name);
    if (!bytes) return null;
    return decodeText(bytes, /encoding=["']([^"']+)/.exec(asLatin1(bytes.subarray(0, 200)))?.[1]).text;
  };
  return {
    names: pack.names,
    text,
    xml: (name) => {
      const source = text(name);
      return source === null ? null : parseXml(source, deadline);
    },
  };
}

function refuseMacros(parts: DocxParts): void {
  const types = parts.text('[Content_Types].xml') ?? '';
  if (
    parts.names.some((name) => /vbaProject\.bin$|vbaData\.xml$/i.test(name)) ||
    /macroEnabled|vbaProject/i.test(types)
  ) {
    throw officeError('macros');
  }
}

function readOdf(parts: DocxParts, mimetype: string): OfficeDocument {
  if (/spreadsheet|chart/.test(mimetype)) throw officeError('spreadsheet-given');
  if (/presentation|graphics/.test(mimetype)) throw officeError('slides-given');
  if ((parts.text('META-INF/manifest.xml') ?? '').includes('encryption-data')) throw officeError('encrypted');
  if (
    parts.names.some(
      (name) => /^(?:Basic|Scripts)\/.+\.(?:xml|py|bsh|js)$/.test(name) && !/script-l[bc]\.xml$/.test(name),
    )
  ) {
    throw officeError('macros');
  }
  const content = parts.xml('content.xml');
  if (!content) throw officeError('damaged', { reason: 'в нём нет части с текстом (content.xml)' });
  return readOdt(content, parts.xml('styles.xml'), parts.xml('meta.xml'));
}

function readArchive(bytes: Uint8Array, deadline: Deadline): OfficeDocument {
  const pack = openPackage(bytes, deadline);
  const parts = partsOf(pack, deadline);
  const has = (pattern: RegExp) => pack.names.some((name) => pattern.test(name));
  const mimetype = pack.names.includes('mimetype') ? (parts.text('mimetype') ?? '') : '';
  if (/opendocument/.test(mimetype)) return readOdf(parts, mimetype);
  if (!pack.names.includes('[Content_Types].xml')) {
    throw officeError('unknown-format', {
      found: 'это архив, а не документ; распакуйте его и загрузите документ из него',
    });
  }
  refuseMacros(parts);
  if (has(/^xl\/workbook/)) throw officeError('spreadsheet-given');
  if (has(/^ppt\/presentation/)) throw officeError('slides-given');
  const main =
    mainPart(parts) ?? (pack.names.includes('word/document.xml') ? 'word/document.xml' : undefined);
  if (main === undefined)
    throw officeError('damaged', { reason: 'в нём нет части с текстом (word/document.xml)' });
  return readDocx(parts, main);
}

/** Names of the streams of an OLE container are UTF-16: enough to tell what made it. */
function refuseOle(bytes: Uint8Array): never {
  const names = asLatin1(bytes).replace(/\0/g, '');
  if (names.includes('EncryptedPackage') || names.includes('EncryptionInfo')) throw officeError('encrypted');
  if (names.includes('WordDocument')) throw officeError('old-word');
  if (/Workbook|Book\b/.test(names)) throw officeError('spreadsheet-given');
  if (names.includes('PowerPoint Document')) throw officeError('slides-given');
  throw officeError('unknown-format', { found: 'это файл старого офиса неизвестного вида' });
}

function htmlText(bytes: Uint8Array): string {
  const head = asLatin1(bytes.subarray(0, 4096));
  const declared =
    /<meta[^>]+charset=["']?\s*([\w-]+)/i.exec(head)?.[1] ??
    /<\?xml[^>]+encoding=["']([\w-]+)/i.exec(head)?.[1];
  return decodeText(bytes, declared).text;
}

function readKind(bytes: Uint8Array, deadline: Deadline): OfficeDocument {
  switch (sniffKind(bytes)) {
    case 'empty':
      throw officeError('empty');
    case 'pdf':
      throw officeError('pdf-given');
    case 'image':
      throw officeError('image-given');
    case 'ole':
      return refuseOle(bytes);
    case 'zip':
      return readArchive(bytes, deadline);
    case 'rtf':
      return readRtf(bytes, deadline);
    case 'html':
      return readHtml(htmlText(bytes), deadline);
    case 'xml':
      throw officeError('unknown-format', { found: 'это данные XML, а не документ' });
    case 'binary':
      throw officeError('unknown-format', { found: 'внутри не текст, а двоичные данные' });
    case 'text':
      return readText(decodeText(bytes).text);
  }
}

function assertText(document: OfficeDocument): void {
  for (const paragraph of paragraphsOf(document.blocks)) {
    if (/[\p{L}\p{N}]/u.test(textOf(paragraph)) || /[\p{L}\p{N}]/u.test(textOf(paragraph, 'original')))
      return;
  }
  const images = [...paragraphsOf(document.blocks)].some((one) =>
    one.inlines.some((inline) => inline.type === 'image'),
  );
  throw officeError('no-text', { found: images ? 'только картинки' : 'только пустые строки' });
}

/**
 * Reads a file that somebody brought: DOCX, ODT, RTF, HTML or text in any usual Russian encoding. Never trusts its
 * name; `limits` may be lower for strangers. Throws office/empty, too-large, pdf-given, image-given, old-word, spreadsheet-given, slides-given, encrypted,
 * macros, unknown-format, damaged, hostile, deadline, no-text.
 */
export function readOfficeFile(
  bytes: Uint8Array,
  limits: { readonly uploadBytes: number; readonly seconds: number } = OFFICE_LIMITS,
): OfficeDocument {
  if (bytes.length > limits.uploadBytes) {
    throw officeError('too-large', {
      megabytes: (bytes.length / MEGABYTE).toFixed(1).replace('.', ','),
      limit: limits.uploadBytes / MEGABYTE,
    });
  }
  const document = readKind(bytes, deadlineIn(limits.seconds));
  assertText(document);
  return document;
}
