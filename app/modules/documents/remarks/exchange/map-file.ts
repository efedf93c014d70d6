// A partner's file as suggestions and remarks on our version. Pure and deterministic.
import type { OfficeComment, OfficeDocument, OfficeRevision } from '~/platform/office';
import type { IdSource } from '~/shared/ids';
import type { Block, DocumentBody, Inline } from '../../body/body.schema';
import { normalizeRun } from '../../body/normalize';
import type { DisplayContext } from '../../body/render-values';
import { findBlock, flattenBlocks, isContainer, ownRuns } from '../../body/walk';
import { printedToUnits } from '../suggestions/printed-units';
import { sliceRun } from '../suggestions/run-units';
import type { Place, SuggestionOp } from '../suggestions/suggestion-ops.schema';
import { alignTexts } from './align-texts';
import { bookmarkOf } from './bookmark-names';
import type { ExpectedParagraph } from './expected-paragraphs';
import {
  type BeforeParagraph,
  type FilePiece,
  type NewParagraph,
  readFileParagraphs,
} from './file-paragraphs';
import { type PrintedEdit, paragraphEdits, type Signed } from './map-paragraph';

export interface MappedSuggestion extends Signed {
  readonly op: SuggestionOp;
}
export interface MappedReply {
  readonly author: string;
  readonly date: string | null;
  readonly text: string;
}
export interface MappedRemark extends MappedReply {
  /** null = on the whole document. */
  readonly block: string | null;
  readonly quote: string;
  readonly replies: readonly MappedReply[];
}
/** What found no place, in words. */
export interface LostPiece extends Signed {
  readonly kind: 'change' | 'comment';
  readonly text: string;
}
export interface MappedFile {
  readonly suggestions: readonly MappedSuggestion[];
  readonly remarks: readonly MappedRemark[];
  readonly lost: readonly LostPiece[];
}

export interface MapFileInput {
  readonly file: OfficeDocument;
  readonly expected: readonly ExpectedParagraph[];
  readonly body: DocumentBody;
  readonly context: DisplayContext;
  readonly newId: IdSource;
}

interface Mapping extends MapFileInput {
  readonly before: readonly BeforeParagraph[];
  /** Expected paragraph of each old paragraph of the file. */
  readonly pairs: readonly (number | null)[];
  readonly suggestions: MappedSuggestion[];
  readonly lost: LostPiece[];
}

const signed = (revision: OfficeRevision | null): Signed =>
  revision ? { author: revision.author, date: revision.date ?? null } : { author: null, date: null };

const shorten = (text: string) => (text.length > 200 ? `${text.slice(0, 200)}…` : text);

function knownPairs(expected: readonly ExpectedParagraph[], before: readonly BeforeParagraph[]) {
  const first = new Map<string, number>();
  expected.forEach(({ blockId }, index) => {
    if (blockId && !first.has(bookmarkOf(blockId))) first.set(bookmarkOf(blockId), index);
  });
  return before.flatMap(({ bookmarks, index }) => {
    // An appendix has its bookmark on its label: its text is found by words.
    const at = bookmarks.length === 1 ? first.get(bookmarks[0] ?? '') : undefined;
    return at === undefined ? [] : [[at, index] as const];
  });
}

/** One edit within one run as an op; null where it reaches beyond the run. */
function opOfEdit(
  edit: PrintedEdit,
  expected: ExpectedParagraph,
  block: Block,
  context: DisplayContext,
): SuggestionOp | null {
  const span =
    expected.spans.find(({ from, length }) => edit.from >= from && edit.to <= from + length) ?? null;
  if (!span) return null;
  const run = ownRuns(block)[span.run] ?? [];
  const units = printedToUnits(run, edit.from - span.from, edit.to - span.from, context, block.id);
  const removed = sliceRun(run, units.at, units.at + units.length);
  const text = (value: string): Inline[] => (value === '' ? [] : [{ type: 'text', text: value }]);
  const inserted = [...text(units.keptBefore), ...edit.inserted, ...text(units.keptAfter)];
  if (removed.length === 0 && inserted.length === 0) return null;
  return { kind: 'replace-text', blockId: block.id, run: span.run, at: units.at, removed, inserted };
}

function mapWords(mapping: Mapping, paragraph: BeforeParagraph, expected: ExpectedParagraph): void {
  const edits = paragraphEdits(expected.text, paragraph.pieces, paragraph.after ?? []);
  const block = expected.blockId ? findBlock(mapping.body, expected.blockId)?.block : undefined;
  for (const edit of edits) {
    const op = block ? opOfEdit(edit, expected, block, mapping.context) : null;
    const { author, date } = edit;
    if (op) mapping.suggestions.push({ op, author, date });
    else {
      const inserted = edit.inserted.map((one) => (one.type === 'text' ? one.text : '')).join('');
      const words = [expected.text.slice(edit.from, edit.to), inserted].filter((part) => part.trim() !== '');
      if (words.length === 0) continue;
      mapping.lost.push({ kind: 'change', author, date, text: shorten(words.join(' → ')) });
    }
  }
}

interface Gone extends Signed {
  readonly paragraphs: Set<number>;
}

/** Blocks all of whose paragraphs are gone, with who took the first away. */
function goneBlocks(mapping: Mapping): Map<string, Gone> {
  const { expected, before, pairs } = mapping;
  const standing = new Map<number, BeforeParagraph>();
  before.forEach((paragraph, i) => {
    const at = pairs[i];
    if (at !== null && at !== undefined) standing.set(at, paragraph);
  });
  const all = new Map<string, number[]>();
  expected.forEach(({ blockId }, index) => {
    if (blockId) all.set(blockId, [...(all.get(blockId) ?? []), index]);
  });
  const gone = new Map<string, Gone>();
  for (const [blockId, list] of all) {
    const lost = list.filter((index) => !standing.has(index) || standing.get(index)?.after === null);
    if (lost.length < list.length) continue;
    const revision = standing.get(lost[0] ?? -1)?.revision ?? null;
    gone.set(blockId, { paragraphs: new Set(lost), ...signed(revision) });
  }
  return gone;
}

/** Parts of a block are gone: a list or a quote is proposed anew, a table cell emptied. */
function mapPartlyGone(mapping: Mapping, gone: ReadonlyMap<string, Gone>): void {
  mapping.before.forEach((paragraph, i) => {
    const expected = mapping.expected[mapping.pairs[i] ?? -1];
    if (!expected?.blockId || paragraph.after !== null || gone.has(expected.blockId)) return;
    const block = findBlock(mapping.body, expected.blockId)?.block;
    const run = expected.spans[0]?.run ?? 0;
    const content = block ? (ownRuns(block)[run] ?? []) : [];
    if (!block || content.length === 0) return;
    mapping.suggestions.push({
      op: {
        kind: 'replace-text',
        blockId: block.id,
        run,
        at: 0,
        removed: content,
        inserted: [],
      },
      ...signed(paragraph.revision),
    });
  });
}

function mapDeletions(mapping: Mapping, gone: ReadonlyMap<string, Gone>, moved: ReadonlySet<string>): void {
  const heads = new Map<string, { ids: string[]; sign: Signed }>();
  const top = new Map<string, string>();
  for (const { block, parent } of flattenBlocks(mapping.body)) {
    const one = gone.get(block.id);
    if (!one || moved.has(block.id)) continue;
    const above = parent ? top.get(parent.id) : undefined;
    const sameAuthor = above !== undefined && heads.get(above)?.sign.author === one.author;
    const head = sameAuthor ? above : block.id;
    top.set(block.id, head);
    const { author, date } = one;
    heads.set(head, {
      ids: [...(heads.get(head)?.ids ?? []), block.id],
      sign: heads.get(head)?.sign ?? { author, date },
    });
  }
  for (const [blockId, { ids, sign }] of heads) {
    mapping.suggestions.push({ op: { kind: 'delete-block', blockId, ids }, ...sign });
  }
}

/** The block an old paragraph of the file belongs to, or the nearest before it. */
function blockBefore(mapping: Mapping, index: number): string | null {
  for (let i = index; i >= 0; i--) {
    const blockId = mapping.expected[mapping.pairs[i] ?? -1]?.blockId;
    if (blockId) return blockId;
  }
  return null;
}

function placeAfter(
  mapping: Mapping,
  blockId: string | null,
  rank: number,
): { place: Place; like: Block | null } {
  const at = blockId ? findBlock(mapping.body, blockId) : null;
  if (!at) {
    const first = mapping.body.blocks[0] ?? null;
    return { place: { parentId: '', afterId: null, rank }, like: first };
  }
  const { block, parent } = at;
  const holds = isContainer(block) && block.type !== 'item';
  if (holds) {
    return { place: { parentId: block.id, afterId: null, rank }, like: block.children[0] ?? null };
  }
  return { place: { parentId: parent?.id ?? '', afterId: block.id, rank }, like: block };
}

const inlinesOf = (pieces: readonly FilePiece[]): Inline[] =>
  normalizeRun(
    pieces
      .filter(({ after }) => after)
      .map(({ text, marks }) => ({
        type: 'text' as const,
        text,
        ...(marks.length > 0 ? { marks: [...marks] } : {}),
      })),
  );

function newBlock(like: Block | null, content: Inline[], id: string): Block {
  return like?.type === 'item'
    ? { type: 'item', id, content, children: [] }
    : { type: 'paragraph', id, content };
}

function mapAdded(
  mapping: Mapping,
  added: readonly NewParagraph[],
  gone: ReadonlyMap<string, Gone>,
): Set<string> {
  const ranks = new Map<string, number>();
  const moved = new Set<string>();
  const fold = (text: string) => text.replace(/\s+/g, ' ').trim();
  for (const one of added) {
    const neighbour = blockBefore(mapping, one.afterIndex);
    const rank = ranks.get(neighbour ?? '') ?? 0;
    ranks.set(neighbour ?? '', rank + 1);
    const { place, like } = placeAfter(mapping, neighbour, rank);
    const source =
      one.revision?.kind === 'moveTo'
        ? [...gone].find(([id, { paragraphs }]) => {
            const text = mapping.expected[[...paragraphs][0] ?? -1]?.text ?? '';
            return !moved.has(id) && fold(text) === fold(one.text);
          })
        : undefined;
    if (source) {
      const parent = findBlock(mapping.body, source[0])?.parent;
      moved.add(source[0]);
      // What stands in a moved block moves with it.
      if (parent && moved.has(parent.id)) continue;
      mapping.suggestions.push({
        op: { kind: 'move-block', blockId: source[0], place },
        ...signed(one.revision),
      });
      continue;
    }
    const block = newBlock(like, inlinesOf(one.pieces), mapping.newId('b'));
    mapping.suggestions.push({ op: { kind: 'insert-block', block, place }, ...signed(one.revision) });
  }
  return moved;
}

/** Paragraphs that stand in the file unmarked and nowhere in our text. */
function unmarkedNew({ before, pairs }: Mapping): NewParagraph[] {
  return before.flatMap((paragraph, i) =>
    pairs[i] === null && paragraph.after
      ? [
          {
            pieces: paragraph.after,
            text: paragraph.text,
            revision: null,
            afterIndex: i - 1,
            moveName: null,
          },
        ]
      : [],
  );
}

function mapComments(
  mapping: Mapping,
  comments: ReadonlyMap<string, { paragraph: number; quote: string }>,
): MappedRemark[] {
  const words = (one: OfficeComment): MappedReply => ({
    author: one.author,
    date: one.date ?? null,
    text: one.paragraphs.join('\n').trim(),
  });
  const tops = mapping.file.comments.filter(
    ({ parentId }) => parentId === undefined || !mapping.file.comments.some(({ id }) => id === parentId),
  );
  return tops.flatMap((one): MappedRemark[] => {
    if (words(one).text === '') return [];
    const place = comments.get(one.id);
    const at = place === undefined ? undefined : mapping.pairs[place.paragraph];
    const expected = at === null || at === undefined ? undefined : mapping.expected[at];
    const onFrame = expected !== undefined && expected.blockId === null;
    const block = expected?.blockId ?? (place && !onFrame ? blockBefore(mapping, place.paragraph) : null);
    if (!block && !onFrame) {
      mapping.lost.push({
        kind: 'comment',
        text: shorten(words(one).text),
        author: one.author,
        date: one.date ?? null,
      });
    }
    const whole = expected && place && place.quote.trim() === expected.text.trim();
    return [
      {
        ...words(one),
        block,
        quote: block && expected?.blockId && !whole ? (place?.quote.trim() ?? '') : '',
        replies: mapping.file.comments.filter(({ parentId }) => parentId === one.id).map(words),
      },
    ];
  });
}

/** What a partner changed and said. An untouched file gives nothing. */
export function mapFile(input: MapFileInput): MappedFile {
  const { before, added, comments } = readFileParagraphs(input.file);
  const pairs = alignTexts(
    input.expected.map(({ text }) => text),
    before.map(({ text }) => text),
    knownPairs(input.expected, before),
  );
  const mapping: Mapping = { ...input, before, pairs, suggestions: [], lost: [] };
  const gone = goneBlocks(mapping);
  before.forEach((paragraph, i) => {
    const expected = input.expected[pairs[i] ?? -1];
    if (expected && paragraph.after) mapWords(mapping, paragraph, expected);
  });
  mapPartlyGone(mapping, gone);
  const moved = mapAdded(mapping, [...added, ...unmarkedNew(mapping)], gone);
  mapDeletions(mapping, gone, moved);
  const remarks = mapComments(mapping, comments);
  return { suggestions: mapping.suggestions, remarks, lost: mapping.lost };
}
