// From the bytes of a file to the lines of an act: format by content, encoding by content, limits first.
import { decodeText, readOfficeFile, sniffKind } from '~/platform/office/index.server';
import { knowledgeError } from './errors';
import { hasBrokenLetters } from './lines/broken-letters';
import { readHtmlLines } from './lines/html-lines';
import { readOfficeLines } from './lines/office-lines';
import { putLinesRight } from './lines/put-lines-right';
import { readTextLines } from './lines/text-lines';
import type { ActLine } from './structure/provision.types';

const MOST_BYTES = 20 * 1024 * 1024;
const MOST_LINES = 120_000;
const MOST_TEXT_BYTES = 14 * 1024 * 1024;

export interface ActFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}
export interface ActFileText {
  readonly format: 'txt' | 'html' | 'docx' | 'rtf' | 'odt' | 'pdf';
  readonly encoding: string;
  readonly lines: ActLine[];
}

/** Given from outside: the reader of PDF text lives in platform/rendering. */
export interface ActReaders {
  /** Text of a PDF's text layer, a line a paragraph; '' for a scan. */
  readonly readPdfText: (bytes: Uint8Array) => Promise<string>;
}

/** Throws knowledge/file-kind, file-too-big, no-text, letters-broken and the refusals of platform/office. */
export async function readActFile(readers: ActReaders, file: ActFile): Promise<ActFileText> {
  const { name, bytes } = file;
  if (bytes.length > MOST_BYTES) {
    const [size, limit] = [bytes.length, MOST_BYTES].map((length) => Math.ceil(length / 1024 / 1024));
    throw knowledgeError('file-too-big', { name, size, limit });
  }
  const read = await readByKind(readers, file);
  if (!read.lines.some(({ isNote }) => !isNote)) throw knowledgeError('no-text', { name });
  if (hasBrokenLetters(read.lines)) throw knowledgeError('letters-broken', { name });
  // A staged import is one record; a record holds sixteen megabytes.
  if (read.lines.length > MOST_LINES || Buffer.byteLength(JSON.stringify(read.lines)) > MOST_TEXT_BYTES) {
    throw knowledgeError('file-kind', {
      name,
      reason: 'в нём слишком много текста для одного акта: загрузите его по частям',
    });
  }
  return read;
}

async function readByKind(readers: ActReaders, { name, bytes }: ActFile): Promise<ActFileText> {
  switch (sniffKind(bytes)) {
    case 'image':
    case 'empty':
      throw knowledgeError('no-text', { name });
    case 'pdf': {
      const text = await readers.readPdfText(bytes);
      return {
        format: 'pdf',
        encoding: 'utf-8',
        lines: putLinesRight(readTextLines(text), { joinBroken: true }),
      };
    }
    case 'html': {
      const declared = /charset=["']?\s*([\w-]+)/i.exec(
        Buffer.from(bytes.subarray(0, 4096)).toString('latin1'),
      )?.[1];
      const { text, encoding } = decodeText(bytes, declared);
      return { format: 'html', encoding, lines: putLinesRight(readHtmlLines(text), { joinBroken: false }) };
    }
    case 'text': {
      const { text, encoding } = decodeText(bytes);
      return { format: 'txt', encoding, lines: putLinesRight(readTextLines(text), { joinBroken: false }) };
    }
    default: {
      const document = readOfficeFile(bytes);
      const format = document.format === 'html' ? 'txt' : document.format;
      return {
        format,
        encoding: 'utf-8',
        lines: putLinesRight(readOfficeLines(document), { joinBroken: true }),
      };
    }
  }
}
