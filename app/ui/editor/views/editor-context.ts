// What node views need to show a block and an inline part: numbers, values of fields, marks beside blocks. One per
// editor. Numbers and marks are set on elements directly, by id: no decorations to map and nothing to redraw, so
// 600 remarks in 300 pages cost a keystroke nothing.
import type { Node } from '@tiptap/pm/model';
import type { RefIndex, ValueResolver } from '~/modules/documents';
import { indexOf } from '../model/structure';
import type { BlockView } from './block-view';
import type { InlineView } from './inline-view';

/** What stands beside blocks, by block id. Texts are what a screen reader and a hint say. */
export interface BlockDecorations {
  /** How many open remarks. */
  readonly remarks?: Readonly<Record<string, number>>;
  /** How many suggestions. */
  readonly suggestions?: Readonly<Record<string, number>>;
  /** Who else is writing here. */
  readonly presence?: Readonly<Record<string, readonly string[]>>;
  /** What a check found. */
  readonly problems?: Readonly<Record<string, string>>;
}

export type MarkTexts = (decorations: BlockDecorations, id: string) => Record<string, string>;

export class EditorContext {
  readonly blocks = new Map<string, BlockView>();
  readonly inlines = new Set<InlineView>();
  index: RefIndex = { targets: new Map(), numbers: new Map() };
  decorations: BlockDecorations = {};

  constructor(
    public values: ValueResolver,
    /** Attributes of a block's element for its marks, in the words of the interface. */
    readonly marksOf: MarkTexts,
    /** «Срок: …, ответственный: …» of an item, '' when there is none. */
    readonly taskText: (node: Node) => string,
  ) {}

  labelOf(id: string): string | null {
    return this.index.numbers.get(id)?.label ?? null;
  }

  /** After a change of structure: numbers, and what refers to them. */
  renumber(doc: Node): void {
    this.index = indexOf(doc);
    for (const view of this.blocks.values()) view.showNumber();
    for (const view of this.inlines) view.show();
  }

  setValues(values: ValueResolver): void {
    this.values = values;
    for (const view of this.inlines) view.show();
  }

  setDecorations(decorations: BlockDecorations): void {
    this.decorations = decorations;
    for (const view of this.blocks.values()) view.showMarks();
  }
}
