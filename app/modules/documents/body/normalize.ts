// One canonical form of a body, so that equal documents have equal bytes. Idempotent; text and ids are kept:
// only whitespace that HTML would fold anyway, control characters and unsafe link targets go.
// Non-breaking spaces and hyphens are typography and are never touched.
import type { IdSource } from '~/shared/ids';
import type { Block, DocumentBody, Due, Inline, ListEntry, Mark, TableBlock } from './body.schema';
import { flattenBlocks, mapBlocks, mapOwnRuns } from './walk';

const MARK_ORDER: Record<Mark['type'], number> = { strong: 0, em: 1, underline: 2, link: 3 };
// C0 and C1 controls (XML and DOCX refuse them) and halves of surrogate pairs (UTF-8 cannot hold them).
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed
const CONTROLS = /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f]|\p{Surrogate}/gu;
const FOLDED = /[ \t\n\r\f]+/g;

/** Text without control characters, NFC, with runs of plain whitespace folded to one space. */
export function cleanText(text: string): string {
  return text.replace(CONTROLS, '').normalize('NFC').replace(FOLDED, ' ');
}

/** {@link cleanText} without leading and trailing plain spaces; for labels, captions, citations. */
export function cleanLabel(text: string): string {
  return cleanText(text).replace(/^ | $/g, '');
}

/** Only web, mail and telephone targets are links; anything else (javascript:, data:, file:) is refused. */
export function isSafeHref(href: string): boolean {
  return /^(https?:\/\/|mailto:|tel:|#|\/(?!\/))/i.test(href) && href.length <= 2000;
}

function normalizeMarks(marks: readonly Mark[] | undefined): Mark[] {
  const byType = new Map<Mark['type'], Mark>();
  for (const mark of marks ?? []) {
    if (byType.has(mark.type)) continue;
    if (mark.type !== 'link') byType.set(mark.type, { type: mark.type });
    else if (isSafeHref(cleanLabel(mark.href)))
      byType.set('link', { type: 'link', href: cleanLabel(mark.href) });
  }
  return [...byType.values()].sort((a, b) => MARK_ORDER[a.type] - MARK_ORDER[b.type]);
}

/** True when two normalised mark lists are the same. */
export function sameMarks(a: readonly Mark[] = [], b: readonly Mark[] = []): boolean {
  return (
    a.length === b.length &&
    a.every((mark, i) => {
      const other = b[i];
      if (mark.type !== other?.type) return false;
      return mark.type !== 'link' || (other.type === 'link' && other.href === mark.href);
    })
  );
}

function textNode(text: string, marks: Mark[]): Inline {
  return marks.length > 0 ? { type: 'text', text, marks } : { type: 'text', text };
}

function normalizeAtom(inline: Exclude<Inline, { type: 'text' }>): Inline {
  switch (inline.type) {
    case 'citation':
      return {
        type: 'citation',
        text: cleanLabel(inline.text),
        ...(inline.act ? { act: inline.act } : {}),
        ...(inline.path ? { path: inline.path } : {}),
      };
    case 'crossRef':
      return {
        type: 'crossRef',
        targetId: inline.targetId,
        // An empty prefix means «the number alone», so it is kept.
        ...(inline.prefix !== undefined ? { prefix: cleanLabel(inline.prefix) } : {}),
      };
    case 'field':
      return { type: 'field', path: inline.path, ...(inline.format ? { format: inline.format } : {}) };
    case 'placeholder':
      return { type: 'placeholder', label: cleanLabel(inline.label) };
  }
}

function mergeText(run: readonly Inline[]): Inline[] {
  const out: Inline[] = [];
  for (const inline of run) {
    const last = out.at(-1);
    if (inline.type === 'text' && last?.type === 'text' && sameMarks(last.marks, inline.marks)) {
      out[out.length - 1] = textNode(last.text + inline.text, inline.marks ?? []);
    } else if (inline.type !== 'text' || inline.text !== '') out.push(inline);
  }
  return out;
}

/** Folds whitespace across inline boundaries as HTML does, and drops it at both ends of the run. */
function foldRun(run: readonly Inline[]): Inline[] {
  let afterSpace = true;
  const folded = run.map((inline): Inline => {
    if (inline.type !== 'text') {
      afterSpace = false;
      return inline;
    }
    const clean = cleanText(inline.text);
    const text = afterSpace && clean.startsWith(' ') ? clean.slice(1) : clean;
    if (text !== '') afterSpace = text.endsWith(' ');
    return textNode(text, inline.marks ?? []);
  });
  for (let i = folded.length - 1; i >= 0; i--) {
    const last = folded[i]!;
    if (last.type !== 'text') break;
    const text = last.text.replace(/ $/, '');
    folded[i] = textNode(text, last.marks ?? []);
    if (text !== '') break;
  }
  return folded;
}

/** One run of inline content in canonical form: marks ordered, adjacent equal text joined, empty text dropped. */
export function normalizeRun(run: readonly Inline[]): Inline[] {
  const marked = run.map(
    (inline): Inline =>
      inline.type === 'text'
        ? textNode(inline.text.replace(CONTROLS, ''), normalizeMarks(inline.marks))
        : normalizeAtom(inline),
  );
  return mergeText(foldRun(mergeText(marked)));
}

function normalizeDue(due: Due): Due {
  switch (due.kind) {
    case 'period':
      return due.from ? { kind: 'period', from: due.from, to: due.to } : { kind: 'period', to: due.to };
    case 'frequency':
    case 'event':
      return { kind: due.kind, text: cleanLabel(due.text) };
    default:
      return due;
  }
}

function normalizeEntry(entry: ListEntry): ListEntry {
  const entries = (entry.entries ?? []).map(normalizeEntry);
  return entries.length > 0 ? { content: entry.content, entries } : { content: entry.content };
}

function normalizeTable(table: TableBlock): TableBlock {
  const rows = table.rows.length > 0 ? table.rows : [{ cells: [{ content: [[]] }] }];
  const caption = cleanLabel(table.caption ?? '');
  return {
    ...head(table),
    type: 'table',
    ...(caption ? { caption } : {}),
    headerRows: Math.min(table.headerRows, rows.length),
    rows: rows.map((row) => ({
      cells: row.cells.map((cell) => ({
        content: cell.content.length > 0 ? cell.content : [[]],
        ...(cell.header ? { header: true } : {}),
        ...((cell.colspan ?? 1) > 1 ? { colspan: cell.colspan } : {}),
        ...((cell.rowspan ?? 1) > 1 ? { rowspan: cell.rowspan } : {}),
        ...(cell.align ? { align: cell.align } : {}),
      })),
    })),
  };
}

const head = (block: Block) => ({ id: block.id, ...(block.origin ? { origin: block.origin } : {}) });

/** Properties of a block other than its runs and children, without absent and empty ones. */
function normalizeProperties(block: Block): Block {
  switch (block.type) {
    case 'section': {
      const { type, title, numbering, children } = block;
      return { ...head(block), type, title, ...(numbering ? { numbering } : {}), children };
    }
    case 'addresseeGroup': {
      const { type, addressees, numbering, children } = block;
      const some = addressees.length > 0 ? addressees : [[]];
      return { ...head(block), type, addressees: some, ...(numbering ? { numbering } : {}), children };
    }
    case 'appendix': {
      const { type, title, numbering, children } = block;
      const caption = cleanLabel(block.caption ?? '');
      const optional = { ...(caption ? { caption } : {}), ...(numbering ? { numbering } : {}) };
      return { ...head(block), type, title, ...optional, children };
    }
    case 'item': {
      const { type, content, due, verbKind, children } = block;
      const responsible = (block.responsible ?? []).map(cleanLabel).filter((name) => name !== '');
      return {
        ...head(block),
        type,
        content,
        ...(due ? { due: normalizeDue(due) } : {}),
        ...(responsible.length > 0 ? { responsible } : {}),
        ...(verbKind ? { verbKind } : {}),
        children,
      };
    }
    case 'paragraph': {
      const { type, content, align } = block;
      return { ...head(block), type, content, ...(align ? { align } : {}) };
    }
    case 'list':
      return { ...head(block), type: 'list', style: block.style, entries: block.entries.map(normalizeEntry) };
    case 'quote':
      return {
        ...head(block),
        type: 'quote',
        paragraphs: block.paragraphs.length > 0 ? block.paragraphs : [[]],
      };
    case 'table':
      return normalizeTable(block);
  }
}

/** A block alone in canonical form; its id and children are left as they are. */
export function normalizeBlock(block: Block): Block {
  return normalizeProperties(mapOwnRuns(block, normalizeRun));
}

/** Ids as they will be: the first holder in reading order keeps an id, others and empty ones get a fresh one. */
function freshIds(body: DocumentBody, newId: IdSource): string[] {
  const placed = flattenBlocks(body);
  const all = new Set(placed.map(({ block }) => block.id));
  const seen = new Set<string>();
  const order: string[] = [];
  for (const { block } of placed) {
    let id = block.id;
    if (id === '' || seen.has(id)) {
      do id = newId('b');
      while (all.has(id));
      all.add(id);
    }
    seen.add(id);
    order.push(id);
  }
  return order;
}

/**
 * The canonical form of a body. Idempotent: normalising again changes nothing and draws no id. Duplicate and
 * empty ids get fresh ones from `newId('b')`, in reading order, so the result is fixed by body and id source.
 */
export function normalizeBody(body: DocumentBody, newId: IdSource): DocumentBody {
  const ids = freshIds(body, newId);
  let position = ids.length;
  // mapBlocks goes through the blocks in reversed reading order; ids were listed in reading order.
  const mapped = mapBlocks(body, (block) => {
    position -= 1;
    const id = ids[position] ?? block.id;
    return normalizeBlock(id === block.id ? block : { ...block, id });
  });
  return { schemaVersion: body.schemaVersion, numbering: body.numbering, blocks: mapped.blocks };
}
