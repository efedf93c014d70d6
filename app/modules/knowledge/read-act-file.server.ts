// From the bytes of a file to the lines of an act: format by content, encoding by content, limits first.
import { detect } from 'chardet';
import iconv from 'iconv-lite';
import { knowledgeError } from './errors';
import { readHtmlLines } from './lines/html-lines';
import { putLinesRight } from './lines/put-lines-right';
import { readTextLines } from './lines/text-lines';
import type { ActLine } from './structure/provision.types';

export const MOST_BYTES = 25 * 1024 * 1024;
const MOST_LINES = 120_000;

export interface ActFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}
export interface ActFileText {
  readonly format: 'txt' | 'html' | 'docx' | 'rtf' | 'odt' | 'pdf';
  readonly encoding: string;
  readonly lines: ActLine[];
}

const startsWith = (bytes: Uint8Array, ...signature: number[]) =>
  signature.every((byte, index) => bytes[index] === byte);

/** What the first bytes say; names and headers are not asked. */
function sniff(bytes: Uint8Array): ActFileText['format'] | 'zip' | 'ole' | 'picture' | 'binary' {
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) return 'pdf';
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return 'zip';
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return 'ole';
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47) || startsWith(bytes, 0xff, 0xd8, 0xff)) return 'picture';
  if (startsWith(bytes, 0x7b, 0x5c, 0x72, 0x74, 0x66)) return 'rtf';
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096));
  if (isWide(bytes)) return 'txt';
  if (head.includes('\u0000')) return 'binary';
  return /<(?:!doctype\s+html|html|head|body|p|div|table)[\s>]/i.test(head) ? 'html' : 'txt';
}

const isWide = (bytes: Uint8Array) => startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff);

const CYRILLIC = ['windows-1251', 'KOI8-R', 'IBM866', 'ISO-8859-5', 'x-mac-cyrillic'];

/** UTF-8 when it is valid, else by declaration or by the letters. */
export function decodeText(bytes: Uint8Array): { text: string; encoding: string } {
  if (isWide(bytes)) {
    const encoding = bytes[0] === 0xff ? 'utf-16le' : 'utf-16be';
    return { text: new TextDecoder(encoding).decode(bytes), encoding };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    const declared = /charset\s*=\s*["']?([\w-]+)/i.exec(
      new TextDecoder('latin1').decode(bytes.subarray(0, 2048)),
    )?.[1];
    const guessed = declared ?? detect(bytes.subarray(0, 200_000)) ?? 'windows-1251';
    const encoding = iconv.encodingExists(guessed) && !/utf-?8/i.test(guessed) ? guessed : 'windows-1251';
    const text = iconv.decode(Buffer.from(bytes), encoding);
    return looksRussian(text) ? { text, encoding } : bestGuess(bytes);
  }
}

const looksRussian = (text: string) => score(text) > 0.6;

/** Share of small Russian letters among all letters: a wrong code page turns them into capitals and signs. */
function score(text: string): number {
  const sample = text.slice(0, 20_000);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  return letters === 0 ? 0 : (sample.match(/[а-яё]/gu)?.length ?? 0) / letters;
}

function bestGuess(bytes: Uint8Array): { text: string; encoding: string } {
  const tried = CYRILLIC.filter((encoding) => iconv.encodingExists(encoding)).map((encoding) => {
    const text = iconv.decode(Buffer.from(bytes), encoding);
    return { text, encoding, score: score(text) };
  });
  const best = tried.sort((a, b) => b.score - a.score)[0];
  return best ?? { text: iconv.decode(Buffer.from(bytes), 'windows-1251'), encoding: 'windows-1251' };
}

/** Readers of packed formats, given from outside (they live in platform/office). */
export interface OfficeReaders {
  /** Paragraphs of DOCX, ODT, RTF; throws an AppError that says what is wrong with the file. */
  readonly readOffice: (file: ActFile) => Promise<{ format: 'docx' | 'odt' | 'rtf'; lines: ActLine[] }>;
  /** Paragraphs of a PDF's text layer; an empty list for a scan. */
  readonly readPdf: (bytes: Uint8Array) => Promise<string>;
}

/** Throws knowledge/file-kind, file-too-big, file-broken, no-text. */
export async function readActFile(readers: OfficeReaders, file: ActFile): Promise<ActFileText> {
  const { name, bytes } = file;
  if (bytes.length > MOST_BYTES) {
    const [size, limit] = [bytes.length, MOST_BYTES].map((length) => Math.ceil(length / 1024 / 1024));
    throw knowledgeError('file-too-big', { name, size, limit });
  }
  const read = await readByKind(readers, file);
  if (read.lines.filter(({ isNote }) => !isNote).length === 0) throw knowledgeError('no-text', { name });
  if (read.lines.length > MOST_LINES) {
    throw knowledgeError('file-kind', { name, reason: 'в нём слишком много абзацев для одного акта' });
  }
  return read;
}

async function readByKind(readers: OfficeReaders, file: ActFile): Promise<ActFileText> {
  const { name, bytes } = file;
  const kind = sniff(bytes);
  switch (kind) {
    case 'picture':
      throw knowledgeError('no-text', { name });
    case 'binary':
      throw knowledgeError('file-kind', { name, reason: 'это не текст' });
    case 'ole':
      throw knowledgeError('file-kind', {
        name,
        reason: 'это старый формат .doc или файл под паролем: сохраните его как DOCX без пароля',
      });
    case 'zip':
    case 'rtf': {
      const { format, lines } = await readers.readOffice(file);
      return { format, encoding: 'utf-8', lines };
    }
    case 'pdf': {
      const text = await readers.readPdf(bytes);
      const lines = putLinesRight(readTextLines(text), { joinBroken: true });
      return { format: 'pdf', encoding: 'utf-8', lines };
    }
    default: {
      const { text, encoding } = decodeText(bytes);
      const format = kind === 'html' ? 'html' : 'txt';
      const raw = format === 'html' ? readHtmlLines(text) : readTextLines(text);
      return { format, encoding, lines: putLinesRight(raw, { joinBroken: false }) };
    }
  }
}
