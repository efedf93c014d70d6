// What an RTF group inherits and what the whole file has declared.
import iconv from 'iconv-lite';
import type { OfficeParagraph } from '../office-document';

/** Where the text of a group goes. */
export type Destination =
  | 'body'
  | 'skip'
  | 'fonts'
  | 'styles'
  | 'label'
  | 'note'
  | 'instruction'
  | 'annotation'
  | 'annotationAuthor'
  | 'reviewers';

export interface RtfGroup {
  destination: Destination;
  bold: boolean;
  italic: boolean;
  underline: boolean;
  strike: boolean;
  hidden: boolean;
  inserted: boolean;
  deleted: boolean;
  author: number;
  font: number;
  /** How many fallback characters follow a `\u`. */
  fallback: number;
  href: string | undefined;
}

export interface ParagraphState {
  align: OfficeParagraph['align'];
  style: number;
  outline: number | undefined;
  inTable: boolean;
}

export const FIRST_GROUP: RtfGroup = {
  destination: 'body',
  bold: false,
  italic: false,
  underline: false,
  strike: false,
  hidden: false,
  inserted: false,
  deleted: false,
  author: 0,
  font: -1,
  fallback: 1,
  href: undefined,
};

/** Windows charset of a font -> code page. */
const CHARSETS: Record<number, string> = {
  0: 'windows-1252',
  77: 'macintosh',
  161: 'windows-1253',
  162: 'windows-1254',
  177: 'windows-1255',
  186: 'windows-1257',
  204: 'windows-1251',
  238: 'windows-1250',
  255: 'cp866',
};

export class RtfFonts {
  private readonly pages = new Map<number, string>();
  page = 'windows-1251';

  setPage(number: number): void {
    const name = number === 65001 ? 'utf-8' : `cp${number}`;
    if (iconv.encodingExists(name)) this.page = name;
  }
  setCharset(font: number, charset: number): void {
    const page = CHARSETS[charset];
    // Charset 0 is written carelessly for Russian text too: the page of the file is the better witness.
    if (page && charset !== 0) this.pages.set(font, page);
  }
  decode(bytes: string, font: number): string {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: bytes of seven bits need no table
    if (/^[\u0000-\u007f]*$/.test(bytes)) return bytes;
    return iconv.decode(Buffer.from(bytes, 'latin1'), this.pages.get(font) ?? this.page);
  }
}
