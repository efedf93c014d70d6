// Collects what an RTF walk finds: paragraphs, rows of cells that become tables, notes, comments.
import type {
  OfficeBlock,
  OfficeCell,
  OfficeComment,
  OfficeInline,
  OfficeNote,
  OfficeParagraph,
  OfficeRow,
} from '../office-document';
import type { ParagraphState } from './rtf-state';

export class RtfOutput {
  readonly blocks: OfficeBlock[] = [];
  readonly notes: OfficeNote[] = [];
  readonly comments: OfficeComment[] = [];
  readonly styleNames = new Map<number, string>();
  inlines: OfficeInline[] = [];
  /** The text of `\listtext`: the number as the word processor printed it. */
  label = '';
  private cells: OfficeCell[] = [];
  private cellBlocks: OfficeBlock[] = [];
  private rows: OfficeRow[] = [];

  push(inline: OfficeInline): void {
    this.inlines.push(inline);
  }

  private paragraph(state: ParagraphState): OfficeParagraph {
    const styleName = this.styleNames.get(state.style) ?? '';
    const heading = /^(?:heading|заголовок) ?([1-9])$/.exec(styleName);
    const outline = state.outline ?? (heading ? Number(heading[1]) : undefined);
    const label = this.label.trim();
    const digits = label.match(/\d+/g)?.map(Number) ?? [];
    const bullet = label !== '' && digits.length === 0 && !/[\p{L}]/u.test(label);
    const paragraph: OfficeParagraph = {
      type: 'paragraph',
      inlines: this.inlines,
      styleId: state.style < 0 ? '' : `s${state.style}`,
      styleName,
      ...(outline === undefined ? {} : { outlineLevel: outline }),
      ...(state.align ? { align: state.align } : {}),
      ...(label === ''
        ? {}
        : {
            number: {
              label: bullet ? '–' : label,
              level: Math.max(0, digits.length - 1),
              list: bullet ? 'bullets' : 'numbers',
              kind: bullet
                ? ('bullet' as const)
                : digits.length > 0
                  ? ('decimal' as const)
                  : ('letter' as const),
              parts: digits,
            },
          }),
    };
    this.inlines = [];
    this.label = '';
    return paragraph;
  }

  endParagraph(state: ParagraphState): void {
    const paragraph = this.paragraph(state);
    if (state.inTable) this.cellBlocks.push(paragraph);
    else {
      this.endTable();
      this.blocks.push(paragraph);
    }
  }
  endCell(state: ParagraphState): void {
    this.cellBlocks.push(this.paragraph(state));
    this.cells.push({ blocks: this.cellBlocks, colspan: 1, rowspan: 1 });
    this.cellBlocks = [];
  }
  endRow(header: boolean): void {
    if (this.cells.length > 0) this.rows.push({ cells: this.cells, header });
    this.cells = [];
  }
  /** A paragraph outside tables ends the table above it. */
  endTable(): void {
    this.endRow(false);
    if (this.rows.length > 0) this.blocks.push({ type: 'table', styleName: '', rows: this.rows });
    this.rows = [];
  }
  finish(state: ParagraphState): void {
    const waiting = this.inlines.length > 0;
    if (waiting && state.inTable) this.endCell(state);
    else if (waiting) this.endParagraph({ ...state, inTable: false });
    if (this.cellBlocks.length > 0) {
      this.cells.push({ blocks: this.cellBlocks, colspan: 1, rowspan: 1 });
      this.cellBlocks = [];
    }
    this.endTable();
  }
}
