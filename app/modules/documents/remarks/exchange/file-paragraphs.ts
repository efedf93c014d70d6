// A file as two lists of paragraphs: as they were before its tracked changes and as they are after, with what links
// them. A paragraph whose mark was inserted is one with the next in the old text, one whose mark was deleted in the new.
import {
  type OfficeDocument,
  type OfficeParagraph,
  type OfficeRevision,
  paragraphsOf,
  standsOn,
} from '~/platform/office';
import type { Mark } from '../../body/body.schema';
import { isBlockBookmark } from './bookmark-names';

export interface FilePiece {
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly before: boolean;
  readonly after: boolean;
  /** Who brought or took it; null for what stands on both sides. */
  readonly revision: OfficeRevision | null;
}

export interface BeforeParagraph {
  readonly index: number;
  readonly pieces: readonly FilePiece[];
  /** Pieces of the new paragraph that this one became; null = it is gone. */
  readonly after: readonly FilePiece[] | null;
  readonly text: string;
  /** Who took the whole paragraph away. */
  readonly revision: OfficeRevision | null;
  /** Our bookmarks inside. */
  readonly bookmarks: readonly string[];
}

export interface NewParagraph {
  readonly pieces: readonly FilePiece[];
  readonly text: string;
  readonly revision: OfficeRevision | null;
  /** The old paragraph it stands after; -1 = at the beginning. */
  readonly afterIndex: number;
  readonly moveName: string | null;
}

export interface FileComment {
  readonly id: string;
  /** Old paragraph, or the one before where only new words are meant; -1 = before everything. */
  readonly paragraph: number;
  readonly quote: string;
}

export interface FileParagraphs {
  readonly before: readonly BeforeParagraph[];
  readonly added: readonly NewParagraph[];
  readonly comments: ReadonlyMap<string, FileComment>;
}

function marksOf(inline: { bold?: boolean; italic?: boolean; underline?: boolean }): Mark[] {
  return [
    ...(inline.bold ? [{ type: 'strong' as const }] : []),
    ...(inline.italic ? [{ type: 'em' as const }] : []),
    ...(inline.underline ? [{ type: 'underline' as const }] : []),
  ];
}

function piecesOf(paragraph: OfficeParagraph): FilePiece[] {
  return paragraph.inlines.flatMap((inline): FilePiece[] => {
    if (inline.type !== 'text' && inline.type !== 'tab' && inline.type !== 'break') return [];
    const text = inline.type === 'text' ? inline.text : inline.type === 'tab' ? '\t' : '\n';
    const before = standsOn('original', inline.revisions);
    const after = standsOn('accepted', inline.revisions);
    // What one inserted and another deleted was never there.
    if (!before && !after) return [];
    const revision = before && after ? null : (inline.revisions?.at(-1) ?? null);
    return [{ text, marks: inline.type === 'text' ? marksOf(inline) : [], before, after, revision }];
  });
}

export const textOfPieces = (pieces: readonly FilePiece[], side: 'before' | 'after'): string =>
  pieces.map((piece) => (piece[side] ? piece.text : '')).join('');

interface Group {
  readonly pieces: FilePiece[];
  readonly members: number[];
  mark: OfficeRevision | null;
}

/** Joins physical paragraphs while their mark does not stand on the side. */
function group(
  paragraphs: readonly OfficeParagraph[],
  pieces: readonly FilePiece[][],
  side: 'before' | 'after',
) {
  const groups: Group[] = [];
  let open: Group | null = null;
  paragraphs.forEach((paragraph, index) => {
    open ??= { pieces: [], members: [], mark: null };
    open.pieces.push(...pieces[index]!);
    open.members.push(index);
    const stands = standsOn(side === 'before' ? 'original' : 'accepted', paragraph.markRevisions);
    open.mark ??= paragraph.markRevisions?.at(-1) ?? null;
    if (!stands && index < paragraphs.length - 1) return;
    groups.push(open);
    open = null;
  });
  return groups;
}

const kept = (pieces: readonly FilePiece[]) =>
  pieces.reduce((sum, piece) => sum + (piece.before && piece.after ? piece.text.length : 0), 0);

/** Old and new paragraphs that share the most of their words; each at most once, in order. */
function partners(before: readonly Group[], after: readonly Group[]): Map<number, number> {
  const newOf = new Map(after.flatMap((one, index) => one.members.map((member) => [member, index] as const)));
  const taken = new Set<number>();
  const found = new Map<number, number>();
  before.forEach((old, index) => {
    const candidates = [...new Set(old.members.map((member) => newOf.get(member)!))].filter(
      (candidate) => !taken.has(candidate),
    );
    const shared = (candidate: number) => {
      const members = new Set(old.members);
      const both = after[candidate]!;
      return both.members.some((member) => members.has(member)) ? sharedLength(old, both) : -1;
    };
    const best = candidates.sort((a, b) => shared(b) - shared(a) || a - b)[0];
    if (best === undefined) return;
    const lost = textOfPieces(old.pieces, 'before') !== '' && sharedLength(old, after[best]!) === 0;
    // All its words are gone: the paragraph itself is gone, unless its mark stands and new words took their place.
    const replaced = textOfPieces(old.pieces, 'after') !== '' && old.members.length === 1;
    if (lost && !replaced) return;
    found.set(index, best);
    taken.add(best);
  });
  return found;
}

function sharedLength(a: Group, b: Group): number {
  const pieces = new Set(b.pieces);
  return kept(a.pieces.filter((piece) => pieces.has(piece)));
}

const firstRevision = (pieces: readonly FilePiece[]) =>
  pieces.find(({ revision }) => revision !== null)?.revision ?? null;

function bookmarksOf(paragraphs: readonly OfficeParagraph[], members: readonly number[]): string[] {
  return members.flatMap((member) =>
    (paragraphs[member]?.inlines ?? []).flatMap((inline) =>
      inline.type === 'bookmarkStart' && isBlockBookmark(inline.name ?? '') ? [inline.name ?? ''] : [],
    ),
  );
}

function commentPlaces(
  paragraphs: readonly OfficeParagraph[],
  oldOf: ReadonlyMap<number, number>,
): Map<string, FileComment> {
  const places = new Map<string, FileComment>();
  const open = new Set<string>();
  paragraphs.forEach((paragraph, index) => {
    for (const inline of paragraph.inlines) {
      if (inline.type === 'commentStart') {
        open.add(inline.id);
        places.set(inline.id, { id: inline.id, paragraph: oldOf.get(index) ?? -1, quote: '' });
      } else if (inline.type === 'commentEnd') open.delete(inline.id);
      else if (inline.type === 'text' && standsOn('original', inline.revisions)) {
        for (const id of open) {
          const place = places.get(id);
          // A comment over several paragraphs is about the first of them that holds words.
          if (!place || (place.quote !== '' && place.paragraph !== oldOf.get(index))) continue;
          places.set(id, {
            id,
            paragraph: oldOf.get(index) ?? place.paragraph,
            quote: place.quote + inline.text,
          });
        }
      }
    }
  });
  return places;
}

/** Pure. Empty paragraphs are left out: they say nothing and word processors add and drop them. */
export function readFileParagraphs(document: Pick<OfficeDocument, 'blocks'>): FileParagraphs {
  const paragraphs = [...paragraphsOf(document.blocks)];
  const pieces = paragraphs.map(piecesOf);
  const [old, now] = [group(paragraphs, pieces, 'before'), group(paragraphs, pieces, 'after')];
  const partnerOf = partners(old, now);
  const shown = old.map((one) => textOfPieces(one.pieces, 'before').trim() !== '');
  const indexOf = new Map<number, number>();
  const before: BeforeParagraph[] = [];
  old.forEach((one, index) => {
    if (!shown[index]) return;
    indexOf.set(index, before.length);
    const partner = partnerOf.get(index);
    before.push({
      index: before.length,
      pieces: one.pieces,
      after: partner === undefined ? null : now[partner]!.pieces,
      text: textOfPieces(one.pieces, 'before'),
      revision: firstRevision(one.pieces) ?? one.mark,
      bookmarks: bookmarksOf(paragraphs, one.members),
    });
  });
  // The last shown old paragraph at or before each physical one.
  const oldOf = new Map<number, number>();
  let last = -1;
  old.forEach((one, index) => {
    last = indexOf.get(index) ?? last;
    for (const member of one.members) oldOf.set(member, last);
  });
  const taken = new Set([...partnerOf].filter(([index]) => shown[index]).map(([, partner]) => partner));
  const added = now.flatMap((one, index): NewParagraph[] => {
    const text = textOfPieces(one.pieces, 'after');
    if (taken.has(index) || text.trim() === '') return [];
    const revision = firstRevision(one.pieces) ?? one.mark;
    const first = one.members[0] ?? 0;
    const own = oldOf.get(first) ?? -1;
    // New words in the group of an old paragraph stand before it when its own words come later.
    const stands = old.findIndex((group) => group.members.includes(first));
    const home = indexOf.get(stands);
    const later = home !== undefined && (now[partnerOf.get(stands) ?? -1]?.members[0] ?? -1) > first;
    return [
      {
        pieces: one.pieces,
        text,
        revision,
        afterIndex: later ? own - 1 : own,
        moveName: revision?.kind === 'moveTo' ? (revision.moveName ?? null) : null,
      },
    ];
  });
  return { before, added, comments: commentPlaces(paragraphs, oldOf) };
}
