// RTF as the neutral model: text, marks, links, notes, comments, tracked changes, tables as rows of cells. Numbers are
// taken as the writer printed them (`\listtext`), since RTF carries them for readers that cannot count.
// One state machine: longer than usual.
import { officeError } from '../errors';
import { type Deadline, OFFICE_LIMITS } from '../limits';
import type { OfficeDocument, OfficeInline, OfficeRevision } from '../office-document';
import { RtfOutput } from './rtf-output';
import { type Destination, FIRST_GROUP, type ParagraphState, RtfFonts, type RtfGroup } from './rtf-state';
import { type RtfToken, rtfTokens } from './rtf-tokens';

const SKIPPED = new Set(
  'colortbl info pict object header footer headerl headerr headerf footerl footerr footerf listtable listoverridetable rsidtbl generator themedata colorschememapping latentstyles datastore xmlnstbl filetbl bkmkstart bkmkend shp shppict nonshppict tc xe pnseclvl nonesttables upr'.split(
    ' ',
  ),
);
const DESTINATIONS: Record<string, Destination> = {
  fonttbl: 'fonts',
  stylesheet: 'styles',
  listtext: 'label',
  pntext: 'label',
  footnote: 'note',
  fldinst: 'instruction',
  annotation: 'annotation',
  atnauthor: 'annotationAuthor',
  revtbl: 'reviewers',
};
const CHARACTERS: Record<string, string> = {
  emdash: '—',
  endash: '–',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  emspace: ' ',
  enspace: ' ',
  qmspace: ' ',
};
const ALIGN: Record<string, ParagraphState['align']> = {
  ql: 'left',
  qc: 'center',
  qr: 'right',
  qj: 'justify',
};
const NO_PARAGRAPH: ParagraphState = { align: undefined, style: -1, outline: undefined, inTable: false };

class RtfReader {
  readonly out = new RtfOutput();
  readonly warnings = new Set<string>();
  private readonly fonts = new RtfFonts();
  private readonly groups: RtfGroup[] = [{ ...FIRST_GROUP }];
  private readonly outer: { inlines: OfficeInline[]; depth: number; kind: 'note' | 'annotation' }[] = [];
  private readonly reviewers: string[] = [];
  private state: ParagraphState = { ...NO_PARAGRAPH };
  private header = false;
  private starred = false;
  private skipCharacters = 0;
  /** Text of the destination that is being read aside. */
  private aside = '';
  private commentAuthor = '';
  private instruction = '';

  private get group(): RtfGroup {
    return this.groups[this.groups.length - 1] as RtfGroup;
  }

  read(token: RtfToken): void {
    if (token.kind === 'open') this.open();
    else if (token.kind === 'close') this.close();
    else if (token.kind === 'bytes') this.text(token.bytes);
    else if (token.kind === 'symbol') this.symbol(token.name);
    else this.word(token.name, token.value);
  }

  private open(): void {
    if (this.groups.length > OFFICE_LIMITS.rtfDepth) {
      throw officeError('hostile', { reason: 'группы RTF вложены в сотни уровней' });
    }
    this.groups.push({ ...this.group });
    this.starred = false;
  }

  private close(): void {
    if (this.groups.length === 1) return;
    const ended = this.groups.pop() as RtfGroup;
    const holds = this.outer.at(-1);
    if (holds && this.groups.length < holds.depth) this.closeAside(holds.kind);
    if (ended.destination === 'styles' && this.group.destination === 'styles') this.endStyle();
    if (ended.destination === 'reviewers' && this.group.destination === 'reviewers') {
      this.reviewers.push(this.aside.replace(/;\s*$/, ''));
      this.aside = '';
    }
    if (ended.destination === 'annotationAuthor' && this.group.destination !== 'annotationAuthor') {
      this.commentAuthor = this.aside.trim();
      this.aside = '';
    }
    if (ended.destination === 'instruction' && this.group.destination !== 'instruction')
      this.endInstruction();
  }

  private endStyle(): void {
    const name = this.aside
      .replace(/;[\s\S]*$/, '')
      .trim()
      .toLowerCase();
    if (name !== '' && this.state.style >= 0) this.out.styleNames.set(this.state.style, name);
    this.aside = '';
    this.state.style = -1;
  }

  private endInstruction(): void {
    const href = /HYPERLINK\s+(?:\\l\s+)?"([^"]+)"/i.exec(this.instruction)?.[1];
    this.instruction = '';
    if (href && /^(?:https?:|mailto:|tel:|#)/i.test(href)) this.group.href = href;
  }

  private closeAside(kind: 'note' | 'annotation'): void {
    const holds = this.outer.pop();
    const inlines = this.out.inlines;
    this.out.inlines = holds?.inlines ?? [];
    const text = inlines
      .map((inline) => (inline.type === 'text' ? inline.text : inline.type === 'break' ? '\n' : ''))
      .join('');
    if (kind === 'annotation') {
      const id = String(this.out.comments.length);
      this.out.comments.push({ id, author: this.commentAuthor, paragraphs: text.split('\n') });
      this.out.push({ type: 'commentStart', id });
      this.out.push({ type: 'commentEnd', id });
      return;
    }
    const id = String(this.out.notes.length + 1);
    this.out.notes.push({
      kind: 'footnote',
      id,
      blocks: [{ type: 'paragraph', inlines, styleId: '', styleName: 'footnote text' }],
    });
    this.out.push({ type: 'noteRef', kind: 'footnote', id });
  }

  private revisions(): readonly OfficeRevision[] {
    const { inserted, deleted, author } = this.group;
    const kinds = [...(inserted ? (['ins'] as const) : []), ...(deleted ? (['del'] as const) : [])];
    return kinds.map((kind) => ({ kind, id: `${kind}-${author}`, author: this.reviewers[author] ?? '' }));
  }

  private text(bytes: string): void {
    let piece = bytes;
    if (this.skipCharacters > 0) {
      const skipped = Math.min(this.skipCharacters, piece.length);
      this.skipCharacters -= skipped;
      piece = piece.slice(skipped);
    }
    if (piece !== '') this.letters(this.fonts.decode(piece, this.group.font));
  }

  private letters(text: string): void {
    const { destination, hidden, bold, italic, underline, strike, href } = this.group;
    if (destination === 'label') this.out.label += text;
    else if (destination === 'instruction') this.instruction += text;
    else if (destination === 'styles' || destination === 'reviewers' || destination === 'annotationAuthor')
      this.aside += text;
    else if (destination === 'body' || destination === 'note' || destination === 'annotation') {
      if (hidden) {
        this.warnings.add(`Скрытый текст не взят: «${text.trim().slice(0, 60)}»`);
        return;
      }
      const revisions = this.revisions();
      this.out.push({
        type: 'text',
        text,
        ...(bold ? { bold: true } : {}),
        ...(italic ? { italic: true } : {}),
        ...(underline && !href ? { underline: true } : {}),
        ...(strike ? { strike: true } : {}),
        ...(href ? { href } : {}),
        ...(revisions.length > 0 ? { revisions } : {}),
      });
    }
  }

  private symbol(name: string): void {
    if (name === '*') this.starred = true;
    else if (name === '~') this.letters('\u00a0');
    else if (name === '_') this.letters('\u2011');
    else if (name === '-') this.letters('\u00ad');
    else if (name === '\n' || name === '\r') this.paragraph();
    else if ('\\{}'.includes(name)) this.text(name);
  }

  private enter(name: string): boolean {
    const destination = DESTINATIONS[name];
    if (destination) {
      // What stands inside something skipped stays skipped.
      if (this.group.destination === 'skip') return true;
      this.group.destination = destination;
      if (destination === 'note' || destination === 'annotation') {
        this.outer.push({ inlines: this.out.inlines, depth: this.groups.length, kind: destination });
        this.out.inlines = [];
      }
      return true;
    }
    if (name === 'pict' || name === 'object') {
      if (this.group.destination === 'body') this.out.push({ type: 'image', description: '' });
    }
    if (SKIPPED.has(name) || this.starred) {
      this.group.destination = 'skip';
      return true;
    }
    return false;
  }

  private paragraph(): void {
    const { destination } = this.group;
    if (destination === 'note' || destination === 'annotation')
      this.out.push({ type: 'break', kind: 'line' });
    else if (destination === 'body') this.out.endParagraph(this.state);
  }

  private word(name: string, value: number | undefined): void {
    const starred = this.starred;
    if (this.enter(name)) {
      this.starred = false;
      return;
    }
    this.starred = starred && false;
    if (this.unicode(name, value)) return;
    const known = CHARACTERS[name];
    if (known !== undefined) this.letters(known);
    else if (!this.layout(name, value)) this.look(name, value);
  }

  private unicode(name: string, value: number | undefined): boolean {
    if (name === 'uc') this.group.fallback = Math.max(0, value ?? 1);
    else if (name === 'u') {
      this.letters(String.fromCharCode((value ?? 0) & 0xffff));
      this.skipCharacters = this.group.fallback;
    } else return false;
    return true;
  }

  private layout(name: string, value: number | undefined): boolean {
    const align = ALIGN[name];
    if (align) this.state.align = align;
    else if (name === 'par' || name === 'sect' || name === 'page') this.paragraph();
    else if (name === 'line') this.out.push({ type: 'break', kind: 'line' });
    else if (name === 'tab') this.group.destination === 'label' ? undefined : this.out.push({ type: 'tab' });
    else if (name === 'pard') this.state = { ...NO_PARAGRAPH };
    else if (name === 's') this.state.style = value ?? -1;
    else if (name === 'outlinelevel') this.state.outline = (value ?? 9) < 9 ? (value ?? 0) + 1 : undefined;
    else if (name === 'intbl') this.state.inTable = true;
    else if (name === 'trowd') this.header = false;
    else if (name === 'trhdr') this.header = true;
    else if (name === 'cell') this.out.endCell(this.state);
    else if (name === 'row') this.out.endRow(this.header);
    else if (name === 'nestcell' || name === 'nestrow') {
      this.warnings.add('Таблица внутри таблицы развёрнута в строки');
      this.out.push({ type: 'break', kind: 'line' });
    } else return false;
    return true;
  }

  private look(name: string, value: number | undefined): void {
    const on = value !== 0;
    const group = this.group;
    if (name === 'plain')
      Object.assign(group, {
        bold: false,
        italic: false,
        underline: false,
        strike: false,
        hidden: false,
        inserted: false,
        deleted: false,
      });
    else if (name === 'b') group.bold = on;
    else if (name === 'i') group.italic = on;
    else if (name === 'ul') group.underline = on;
    else if (name === 'ulnone') group.underline = false;
    else if (name === 'strike') group.strike = on;
    else if (name === 'v') group.hidden = on;
    else if (name === 'revised') group.inserted = on;
    else if (name === 'deleted') group.deleted = on;
    else if (name === 'revauth' || name === 'revauthdel') group.author = value ?? 0;
    else if (name === 'f') group.font = value ?? -1;
    else if (name === 'fcharset') this.fonts.setCharset(group.font, value ?? 0);
    else if (name === 'ansicpg') this.fonts.setPage(value ?? 1251);
  }

  finish(): OfficeDocument {
    this.out.finish(this.state);
    const { blocks, notes, comments } = this.out;
    return {
      format: 'rtf',
      blocks,
      notes,
      comments,
      asides: [],
      properties: {},
      customXml: {},
      warnings: [...this.warnings],
    };
  }
}

/** Reads RTF bytes. Broken groups are closed at the end. Throws office/hostile, office/deadline. */
export function readRtf(bytes: Uint8Array, deadline: Deadline): OfficeDocument {
  const reader = new RtfReader();
  let count = 0;
  for (const token of rtfTokens(Buffer.from(bytes).toString('latin1'))) {
    count += 1;
    if (count % 20_000 === 0) deadline();
    reader.read(token);
  }
  return reader.finish();
}
