// Editor JSON -> blocks. Tolerates what ProseMirror adds (null attributes, absent content), refuses what it does
// not know: losing a node silently would lose text.
import { z } from 'zod';
import {
  type Block,
  DueSchema,
  type Inline,
  InlineSchema,
  type ListEntry,
  OriginSchema,
  type TableBlock,
} from './body.schema';
import { bodyError } from './body-errors';

const MarkNodeSchema = z.object({ type: z.string(), attrs: z.record(z.string(), z.unknown()).nullish() });
const NodeSchema = z.object({
  type: z.string(),
  attrs: z.record(z.string(), z.unknown()).nullish(),
  content: z.array(z.unknown()).nullish(),
  text: z.string().optional(),
  marks: z.array(MarkNodeSchema).nullish(),
});
type EditorNode = z.infer<typeof NodeSchema>;

function malformed(path: string, reason: string): never {
  throw bodyError('body-malformed', { path, reason });
}

function nodesOf(value: readonly unknown[] | null | undefined, path: string): EditorNode[] {
  return (value ?? []).map((item) => {
    const parsed = NodeSchema.safeParse(item);
    return parsed.success ? parsed.data : malformed(path, 'ожидается узел редактора');
  });
}

/** Attributes without the nulls that stand for absence in ProseMirror. */
function given(attrs: EditorNode['attrs']): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attrs ?? {}).filter(([, value]) => value !== null && value !== undefined),
  );
}

function readInline(node: EditorNode): Inline {
  const marks = (node.marks ?? []).map((mark) => ({ ...given(mark.attrs), type: mark.type }));
  const raw =
    node.type === 'text'
      ? { type: 'text', text: node.text, marks }
      : { ...given(node.attrs), type: node.type };
  const parsed = InlineSchema.safeParse(raw);
  return parsed.success ? parsed.data : malformed(node.type, parsed.error.issues[0]?.message ?? '');
}

const readRun = (node: EditorNode): Inline[] => nodesOf(node.content, node.type).map(readInline);

function readEntry(node: EditorNode): ListEntry {
  if (node.type !== 'listEntry') malformed(node.type, 'в перечне допускаются только его строки');
  const parts = nodesOf(node.content, node.type);
  const content = parts.filter(({ type }) => type === 'entryText').flatMap(readRun);
  const lists = parts.filter(({ type }) => type === 'listEntries');
  if (parts.some(({ type }) => type !== 'entryText' && type !== 'listEntries')) {
    malformed(node.type, 'неизвестная часть строки перечня');
  }
  const entries = lists.flatMap((list) => nodesOf(list.content, list.type).map(readEntry));
  return entries.length > 0 ? { content, entries } : { content };
}

function readRows(nodes: readonly EditorNode[]): TableBlock['rows'] {
  return nodes.map((row) => {
    if (row.type !== 'tableRow') malformed(row.type, 'в таблице допускаются только строки');
    const cells = nodesOf(row.content, row.type).map((cell) => {
      if (cell.type !== 'tableCell' && cell.type !== 'tableHeader') malformed(cell.type, 'ожидается ячейка');
      const { colspan, rowspan, align } = given(cell.attrs);
      const content = nodesOf(cell.content, cell.type).map((part) => {
        return part.type === 'cellParagraph'
          ? readRun(part)
          : malformed(part.type, 'в ячейке допускается только текст');
      });
      const header = cell.type === 'tableHeader';
      return { content, header, colspan, rowspan, align } as TableBlock['rows'][number]['cells'][number];
    });
    return { cells };
  });
}

const HOLDERS: Record<string, string> = {
  section: 'sectionTitle',
  appendix: 'appendixTitle',
  addresseeGroup: 'addressee',
  item: 'itemText',
};

/** Stands for an id the editor lost, until normalizeBody draws a fresh one; no real id holds a control character. */
export const MISSING_ID = '\u0000missing';

function identity(node: EditorNode): { id: string; origin?: Block['origin'] } {
  const { id, origin } = given(node.attrs);
  const parsed = OriginSchema.safeParse(origin);
  return {
    id: typeof id === 'string' && id !== '' ? id : MISSING_ID,
    ...(parsed.success ? { origin: parsed.data } : {}),
  };
}

function readContainer(node: EditorNode): Block {
  const parts = nodesOf(node.content, node.type);
  const holders = parts.filter(({ type }) => type === HOLDERS[node.type]);
  const children = readTipTapBlocks(parts.filter(({ type }) => type !== HOLDERS[node.type]));
  const { numbering, caption, due, responsible, verbKind } = given(node.attrs);
  const run = holders.flatMap(readRun);
  const head = { ...identity(node), type: node.type, children };
  switch (node.type) {
    case 'section':
      return { ...head, title: run, numbering } as Block;
    case 'appendix':
      return { ...head, title: run, numbering, caption } as Block;
    case 'addresseeGroup':
      return { ...head, addressees: holders.map(readRun), numbering } as Block;
    default: {
      const parsed = DueSchema.optional().safeParse(due);
      if (!parsed.success) malformed('due', parsed.error.issues[0]?.message ?? '');
      const names = z.array(z.string()).optional().safeParse(responsible);
      if (!names.success) malformed('responsible', names.error.issues[0]?.message ?? '');
      return { ...head, content: run, due: parsed.data, responsible: names.data, verbKind } as Block;
    }
  }
}

function readBlock(node: EditorNode): Block {
  const head = identity(node);
  const attrs = given(node.attrs);
  const parts = () => nodesOf(node.content, node.type);
  switch (node.type) {
    case 'section':
    case 'appendix':
    case 'addresseeGroup':
    case 'item':
      return readContainer(node);
    case 'paragraph':
      return { ...head, type: 'paragraph', content: readRun(node), align: attrs.align } as Block;
    case 'list':
      return {
        ...head,
        type: 'list',
        style: attrs.style ?? 'dash',
        entries: parts().map(readEntry),
      } as Block;
    case 'quote': {
      const paragraphs = parts().map((part) => {
        return part.type === 'quoteParagraph'
          ? readRun(part)
          : malformed(part.type, 'в цитате допускается только текст');
      });
      return { ...head, type: 'quote', paragraphs };
    }
    case 'table': {
      const { caption, headerRows = 0 } = attrs;
      return { ...head, type: 'table', caption, headerRows, rows: readRows(parts()) } as Block;
    }
    default:
      return malformed(node.type, 'неизвестный вид блока');
  }
}

/**
 * Blocks of editor nodes. Attribute values that are merely copied (numbering, align, style, counts) are checked
 * by the body schema afterwards, hence the casts. Throws documents/body-malformed.
 */
export function readTipTapBlocks(nodes: readonly unknown[]): Block[] {
  return nodesOf(nodes, 'doc').map(readBlock);
}
