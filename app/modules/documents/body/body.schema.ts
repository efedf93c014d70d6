// The body of a document as data: a tree of typed blocks with stable ids (DESIGN §7).
// Numbers, cross-references, PDF, DOCX, HTML and search records are computed from it, never stored in it.
import { z } from 'zod';

export const BODY_SCHEMA_VERSION = 1;

/** Caps on hostile or broken input; a body beyond them is refused with documents/body-too-… */
export const BODY_LIMITS = {
  depth: 12,
  blocks: 20_000,
  textLength: 3_000_000,
  inlinePerBlock: 5_000,
  /** UTF-8 bytes of an HTML or JSON input, and of all text of a body. */
  inputBytes: 4_500_000,
  /** JSON values of any kind in a body. */
  nodes: 1_000_000,
} as const;

export const NumberingModeSchema = z.enum(['flat', 'addressee', 'dash', 'section', 'none']);
/**
 * flat: items 1., 2., … through the whole body (sub-items 1.1.);
 * addressee: addressee groups 1., their items 1.1.;
 * section: sections 1., items 1.1., at most four levels;
 * dash: items marked with «–», sections and groups without a number;
 * none: no marker at all.
 */
export type NumberingMode = z.infer<typeof NumberingModeSchema>;

const MarkSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('strong') }),
  z.object({ type: z.literal('em') }),
  z.object({ type: z.literal('underline') }),
  z.object({ type: z.literal('link'), href: z.string().max(2000) }),
]);
export type Mark = z.infer<typeof MarkSchema>;

export const InlineSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string(), marks: z.array(MarkSchema).optional() }),
  /** A reference to a norm: `text` as written; act and path once resolved (path such as st-44/ch-2/p-4.1). */
  z.object({
    type: z.literal('citation'),
    text: z.string(),
    act: z.string().optional(),
    path: z.string().optional(),
  }),
  /** A reference to a block of this body; shown as its computed number («пункт 1.2»). */
  z.object({ type: z.literal('crossRef'), targetId: z.string(), prefix: z.string().optional() }),
  /** The value of a document field, e.g. `event.date`; `format` names a formatter (date-long, genitive…). */
  z.object({ type: z.literal('field'), path: z.string(), format: z.string().optional() }),
  /** A gap for a person to fill: «___ (название организации)». */
  z.object({ type: z.literal('placeholder'), label: z.string() }),
]);
export type Inline = z.infer<typeof InlineSchema>;

/** Where a block came from: template id, its release and slot; lets «Пересобрать из шаблона» merge. */
export const OriginSchema = z.object({ template: z.string(), release: z.string(), slot: z.string() });
export type Origin = z.infer<typeof OriginSchema>;

export const DueSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('date'), date: z.string() }),
  z.object({ kind: z.literal('period'), from: z.string().optional(), to: z.string() }),
  z.object({ kind: z.literal('frequency'), text: z.string() }),
  z.object({ kind: z.literal('event'), text: z.string() }),
  z.object({ kind: z.literal('constantly') }),
]);
export type Due = z.infer<typeof DueSchema>;

const base = { id: z.string().min(1).max(120), origin: OriginSchema.optional() };
const content = z.array(InlineSchema);

export interface ListEntry {
  content: Inline[];
  entries?: ListEntry[] | undefined;
}
const ListEntrySchema: z.ZodType<ListEntry> = z.lazy(() =>
  z.object({ content, entries: z.array(ListEntrySchema).optional() }),
);

const TableCellSchema = z.object({
  /** Paragraphs of the cell. */
  content: z.array(content),
  header: z.boolean().optional(),
  colspan: z.number().int().min(1).max(100).optional(),
  rowspan: z.number().int().min(1).max(1000).optional(),
  align: z.enum(['left', 'center', 'right']).optional(),
});
export type TableCell = z.infer<typeof TableCellSchema>;

export interface SectionBlock {
  type: 'section';
  id: string;
  origin?: Origin | undefined;
  title: Inline[];
  /** Overrides the body's mode for what is inside. */
  numbering?: NumberingMode | undefined;
  children: Block[];
}
export interface AddresseeGroupBlock {
  type: 'addresseeGroup';
  id: string;
  origin?: Origin | undefined;
  /** One or several bodies addressed together, each in the case the sentence needs (dative as a rule). */
  addressees: Inline[][];
  numbering?: NumberingMode | undefined;
  children: Block[];
}
export interface ItemBlock {
  type: 'item';
  id: string;
  origin?: Origin | undefined;
  content: Inline[];
  due?: Due | undefined;
  responsible?: string[] | undefined;
  verbKind?: string | undefined;
  /** Sub-items, and paragraphs, lists, quotes, tables that belong to the item. */
  children: Block[];
}
export interface AppendixBlock {
  type: 'appendix';
  id: string;
  origin?: Origin | undefined;
  title: Inline[];
  /** The line under «Приложение № 1», e.g. «к положению о …». */
  caption?: string | undefined;
  numbering?: NumberingMode | undefined;
  children: Block[];
}
const ParagraphBlockSchema = z.object({
  ...base,
  type: z.literal('paragraph'),
  content,
  align: z.enum(['left', 'center', 'right', 'justify']).optional(),
});
const ListBlockSchema = z.object({
  ...base,
  type: z.literal('list'),
  style: z.enum(['dash', 'bullet', 'decimal']),
  entries: z.array(ListEntrySchema),
});
const QuoteBlockSchema = z.object({ ...base, type: z.literal('quote'), paragraphs: z.array(content) });
const TableBlockSchema = z.object({
  ...base,
  type: z.literal('table'),
  caption: z.string().optional(),
  /** How many first rows repeat on each page. */
  headerRows: z.number().int().min(0).max(10),
  rows: z.array(z.object({ cells: z.array(TableCellSchema) })),
});
export type ParagraphBlock = z.infer<typeof ParagraphBlockSchema>;
export type ListBlock = z.infer<typeof ListBlockSchema>;
export type QuoteBlock = z.infer<typeof QuoteBlockSchema>;
export type TableBlock = z.infer<typeof TableBlockSchema>;

export type Block =
  | SectionBlock
  | AddresseeGroupBlock
  | ItemBlock
  | ParagraphBlock
  | ListBlock
  | QuoteBlock
  | TableBlock
  | AppendixBlock;
export type BlockType = Block['type'];
export type ContainerBlock = SectionBlock | AddresseeGroupBlock | ItemBlock | AppendixBlock;

const numbering = NumberingModeSchema.optional();
export const BlockSchema: z.ZodType<Block> = z.lazy(() =>
  z.discriminatedUnion('type', [
    z.object({
      ...base,
      type: z.literal('section'),
      title: content,
      numbering,
      children: z.array(BlockSchema),
    }),
    z.object({
      ...base,
      type: z.literal('addresseeGroup'),
      addressees: z.array(content).min(1),
      numbering,
      children: z.array(BlockSchema),
    }),
    z.object({
      ...base,
      type: z.literal('item'),
      content,
      due: DueSchema.optional(),
      responsible: z.array(z.string()).optional(),
      verbKind: z.string().optional(),
      children: z.array(BlockSchema),
    }),
    z.object({
      ...base,
      type: z.literal('appendix'),
      title: content,
      caption: z.string().optional(),
      numbering,
      children: z.array(BlockSchema),
    }),
    ParagraphBlockSchema,
    ListBlockSchema,
    QuoteBlockSchema,
    TableBlockSchema,
  ]),
);

export interface DocumentBody {
  schemaVersion: typeof BODY_SCHEMA_VERSION;
  numbering: NumberingMode;
  blocks: Block[];
}
export const DocumentBodySchema: z.ZodType<DocumentBody> = z.object({
  schemaVersion: z.literal(BODY_SCHEMA_VERSION),
  numbering: NumberingModeSchema,
  blocks: z.array(BlockSchema),
});
