// The core of importing, pure: the neutral model of a file -> the tree, what stands apart, and the doubts. One
// recogniser serves files, pasted text and pasted HTML.
import type { OfficeDocument } from '~/platform/office';
import { paragraphsOf, textOf } from '~/platform/office';
import type { IdSource } from '~/shared/ids';
import { type AppendixBlock, type Block, BODY_SCHEMA_VERSION, type DocumentBody } from '../body/body.schema';
import { assertBody } from '../body/limits';
import { normalizeBody } from '../body/normalize';
import { computeNumbers } from '../body/numbering';
import { flattenBlocks } from '../body/walk';
import { splitAppendices } from './appendices';
import { bodyDoubts, factDoubts, placed } from './body-doubts';
import { type CarriedText, importCarried } from './carry/import-carried';
import { readFront } from './front';
import type { ImportApart, ImportDoubt, ImportedText, ImportFacts } from './import.schema';
import { findLosses } from './losses';
import { outlineOf } from './outline';
import { Doubts, type Piece, shorten } from './pieces';
import { piecesOf, plainText } from './pieces-of-document';
import { splitLarge } from './split-large';
import { textStats } from './text-stats';
import { unwrap } from './unwrap';

export interface ImportOptions {
  readonly newId: IdSource;
  /** Off for a paste into the middle of a text: nothing is taken for a title. */
  readonly front?: boolean | undefined;
}

const NO_FACTS: ImportFacts = { titleLines: [], headerLines: [], labelled: [], marks: [] };

interface Tree {
  readonly body: DocumentBody;
  readonly typed: ReadonlyMap<Block, string>;
}

function buildTree(pieces: readonly Piece[], doubts: Doubts): Tree {
  const { main, appendices } = splitAppendices(pieces);
  const outline = outlineOf(main, doubts);
  const typed = new Map(outline.typed);
  const blocks = [...outline.blocks];
  for (const { caption, title, inside } of appendices) {
    const inner = outlineOf(inside, doubts);
    for (const [block, number] of inner.typed) typed.set(block, number);
    const appendix: AppendixBlock = {
      type: 'appendix',
      id: '',
      title: [...title],
      numbering: inner.mode,
      children: inner.blocks,
    };
    blocks.push(caption === '' ? appendix : { ...appendix, caption });
  }
  return {
    body: { schemaVersion: BODY_SCHEMA_VERSION, numbering: outline.mode, blocks: splitLarge(blocks, doubts) },
    typed,
  };
}

/** Numbers that will print otherwise than they stood. */
function numberDoubts({ body: raw, typed }: Tree, body: DocumentBody): Omit<ImportDoubt, 'id'>[] {
  const inOrder = flattenBlocks(raw).map(({ block }) => typed.get(block));
  const numbers = computeNumbers(body);
  return flattenBlocks(body).flatMap(({ block }, i) => {
    const was = inOrder[i];
    const now = numbers.get(block.id)?.path.join('.') ?? '';
    if (was === undefined || was === now) return [];
    const becomes = now === '' ? 'номера не будет' : `станет ${now}`;
    return [
      {
        kind: 'number' as const,
        blockId: block.id,
        message: `Номер ${was} вычисляется заново: ${becomes}`,
        sample: was,
      },
    ];
  });
}

/** Comments, changes, running heads and the reader's own warnings. */
function documentDoubts(
  document: OfficeDocument,
  doubts: Doubts,
): { apart: ImportApart[]; revisions: number } {
  const changes = new Set<string>();
  const authors = new Set<string>();
  for (const paragraph of paragraphsOf(document.blocks)) {
    for (const inline of paragraph.inlines) {
      for (const revision of ('revisions' in inline ? inline.revisions : undefined) ?? []) {
        changes.add(`${revision.kind} ${revision.id} ${revision.date ?? ''}`);
        authors.add(revision.author);
      }
    }
  }
  if (changes.size > 0) {
    const who = [...authors].filter((name) => name !== '').join(', ');
    doubts.add('revision', `В файле есть исправления (${changes.size}): взят текст, где они приняты`, who);
  }
  if (document.comments.length > 0) {
    const who = [...new Set(document.comments.map(({ author }) => author))].filter((name) => name !== '');
    const sample = document.comments
      .map(({ author, paragraphs }) => `${author}: ${paragraphs.join(' ')}`)
      .join(' · ');
    doubts.add(
      'comment',
      `В файле есть примечания на полях (${document.comments.length}, авторов: ${who.length}); в текст они не входят`,
      sample,
    );
  }
  for (const warning of document.warnings) doubts.add('reader', warning);
  const apart = document.asides.map(
    (aside): ImportApart => ({
      kind: 'running-head',
      text: [...paragraphsOf(aside.blocks)]
        .map((one) => textOf(one))
        .filter((text) => text.trim() !== '')
        .join('\n'),
    }),
  );
  if (apart.length > 0)
    doubts.add('aside', 'Колонтитулы не вошли в текст', apart.map(({ text }) => text).join(' · '));
  return { apart, revisions: changes.size };
}

function titleOf({ titleLines }: ImportFacts): string {
  return shorten(titleLines.join(' '), 300);
}

interface Reading {
  readonly tree: Tree | null;
  readonly body: DocumentBody;
  readonly facts: ImportFacts;
  readonly apart: readonly ImportApart[];
  readonly printed: readonly string[];
  readonly images: number;
  readonly notes: number;
}

const apartOf = (kind: ImportApart['kind'], texts: readonly string[]): ImportApart[] =>
  texts.map((text) => ({ kind, text }));

const pieceTexts = (piece: Piece): string[] =>
  piece.kind === 'line'
    ? [piece.text]
    : piece.table.rows.flatMap((row) => row.cells.flatMap((cell) => cell.content.map(plainText)));

/** A file of ours: the blocks are known, what stands around them is read as the front of any text. */
function readOwn(own: CarriedText): Reading {
  const shown = own.frame.filter((piece) => pieceTexts(piece).some((text) => text.trim() !== ''));
  const front = readFront(shown);
  const rest = shown.slice(front.taken).flatMap(pieceTexts);
  return {
    ...own,
    tree: null,
    facts: front.facts,
    apart: [
      ...front.apart,
      ...apartOf(
        'signature',
        rest.filter((text) => text.trim() !== ''),
      ),
    ],
  };
}

function readAny(document: OfficeDocument, doubts: Doubts, options: ImportOptions): Reading {
  const read = piecesOf(document, doubts);
  const { pieces, debris } = unwrap(read.pieces, document.format === 'txt', doubts);
  const front = options.front === false ? { facts: NO_FACTS, apart: [], taken: 0 } : readFront(pieces);
  const tree = buildTree(pieces.slice(front.taken), doubts);
  return {
    tree,
    body: assertBody(normalizeBody(tree.body, options.newId)),
    facts: front.facts,
    apart: [...front.apart, ...apartOf('debris', debris), ...apartOf('contents', read.contents)],
    printed: [],
    images: read.images,
    notes: read.notes,
  };
}

/** Reads the model. Throws documents/body-too-… when the text is beyond what a document may hold. */
export function importOfficeDocument(document: OfficeDocument, options: ImportOptions): ImportedText {
  const doubts = new Doubts();
  const own = importCarried(document, options.newId, doubts);
  // Running heads of our own file are computed again.
  const around = documentDoubts(own ? { ...document, asides: [] } : document, doubts);
  const read = own ? readOwn(own) : readAny(document, doubts, options);
  const { body, facts, tree } = read;
  const apart = [...read.apart, ...around.apart];
  const lost = findLosses(document, body, apart, read.printed);
  if (lost.length > 0)
    doubts.add('loss', 'Эти слова файла не вошли в текст: добавьте их сами', lost.join(' '));
  const all: Omit<ImportDoubt, 'id'>[] = [
    ...placed(doubts.list, body),
    ...factDoubts(facts),
    ...(tree ? numberDoubts(tree, body) : []),
    ...bodyDoubts(body),
  ];
  return {
    body,
    title: titleOf(facts),
    facts,
    apart,
    doubts: all.map((doubt, i) => ({ id: `d${i + 1}`, ...doubt })),
    stats: {
      ...textStats(body),
      images: read.images,
      notes: read.notes,
      comments: document.comments.length,
      revisions: around.revisions,
      lost,
    },
    carried: own !== null,
  };
}
