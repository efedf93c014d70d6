// What each line of a text is: section, addressee, point, list entry or paragraph. Decided over the whole text first
// (which numbers count on, which lines open points below them), so that one odd line does not turn the tree over.
import type { Doubts, Line, Piece } from './pieces';
import { wordsOf } from './pieces';
import {
  endsWithColon,
  isAddressed,
  isCapitals,
  isInstruction,
  isQuotedWhole,
  startsLower,
} from './russian-cues';

export type Role =
  /** `rank` orders headings: what is deeper has a greater one. */
  | { readonly kind: 'section'; readonly rank: number; readonly guessed: boolean }
  | { readonly kind: 'group'; readonly numbered: boolean; readonly guessed: boolean }
  /** A point by its number of so many parts. */
  | { readonly kind: 'item'; readonly depth: number }
  /** A dash under an addressee. */
  | { readonly kind: 'dash-item' }
  | { readonly kind: 'entry'; readonly style: 'dash' | 'decimal'; readonly level: number }
  | { readonly kind: 'quote' | 'note' | 'lettered' | 'paragraph' | 'table' };

interface Seen {
  readonly pieces: readonly Piece[];
  readonly roles: (Role | undefined)[];
  readonly doubts: Doubts;
}

const MAX_HEADING = 3;
const isLine = (piece: Piece | undefined): piece is Line => piece?.kind === 'line';
const isNumbered = (piece: Piece | undefined, depth?: number): piece is Line =>
  isLine(piece) && piece.marker === 'number' && (depth === undefined || piece.parts.length === depth);
const isDash = (piece: Piece | undefined): boolean => isLine(piece) && piece.marker === 'dash';

const asTitle = (text: string) =>
  text.length <= 200 && !/[.;,:!?]$/.test(text.replace(/\s+$/, '')) && !startsLower(text);

/** Points whose number has the parent's first part, up to the next number of the parent's depth. */
function hasDeeper(pieces: readonly Piece[], at: number): boolean {
  const line = pieces[at] as Line;
  for (let i = at + 1; i < pieces.length; i++) {
    const piece = pieces[i];
    if (!isNumbered(piece)) continue;
    if (piece.parts.length <= line.parts.length) return false;
    return line.parts.every((part, level) => piece.parts[level] === part);
  }
  return false;
}

/** Numbers of one part: what those that have points below them are, by the majority. */
function parentKind(parents: readonly Line[], all: number): 'section' | 'group' | 'item' {
  if (parents.length === 0) return 'item';
  const colons = parents.filter((line) => endsWithColon(line.text)).length;
  const addressed = parents.filter((line) => isAddressed(wordsOf(line))).length;
  if (colons * 2 >= parents.length || (colons > 0 && addressed === parents.length)) return 'group';
  // Where most points of that depth have none below, the few that do are points too.
  if (parents.length * 2 < all && parents.every(({ heading }) => heading === 0)) return 'item';
  const titles = parents.filter((line) => line.heading > 0 || asTitle(wordsOf(line))).length;
  return titles * 2 >= parents.length ? 'section' : 'item';
}

/** «1)» goes on the count of «2.» only where it is the next number; else it is a list of its own. */
function planParentheses({ pieces, roles }: Seen): void {
  let main = 0;
  let inner = 0;
  pieces.forEach((piece, i) => {
    if (isNumbered(piece, 1)) {
      main = piece.parts[0] ?? main;
      inner = 0;
    }
    if (!isLine(piece) || piece.marker !== 'letter' || roles[i]) return;
    const digits = /^\s*(\d{1,3})\)/.exec(piece.label === '' ? piece.text : piece.label)?.[1];
    const value = Number(digits);
    if (digits === undefined) roles[i] = { kind: 'lettered' };
    else if (inner > 0 ? value === inner + 1 : value === 1 && main > 0) {
      inner = value;
      roles[i] = { kind: 'entry', style: 'decimal', level: 0 };
    } else if (value === main + 1) {
      main = value;
      roles[i] = { kind: 'item', depth: 1 };
    } else roles[i] = { kind: 'lettered' };
  });
}

/** A list «1. 2. 3.» inside a point: it begins again with 1 and the outer count goes on after it. */
function planInnerLists({ pieces, roles }: Seen): void {
  const at = pieces.flatMap((piece, i) => (isNumbered(piece, 1) && piece.heading === 0 ? [i] : []));
  const value = (index: number) => (pieces[index] as Line).parts[0] ?? 0;
  for (let k = 1; k < at.length; k++) {
    const from = at[k] as number;
    const before = value(at[k - 1] as number);
    if (value(from) !== 1 || before < 1 || roles[at[k - 1] as number]) continue;
    let end = k;
    while (
      end + 1 < at.length &&
      value(at[end + 1] as number) === value(at[end] as number) + 1 &&
      value(at[end + 1] as number) !== before + 1
    )
      end += 1;
    const next = at[end + 1];
    const between = pieces.slice((at[k - 1] as number) + 1, next ?? pieces.length);
    const undisturbed = between.every((piece) => isLine(piece) && piece.heading === 0);
    if (next === undefined || value(next) !== before + 1 || !undisturbed) continue;
    for (let i = k; i <= end; i++) roles[at[i] as number] = { kind: 'entry', style: 'decimal', level: 0 };
    k = end;
  }
}

/** A heading of a word processor; one that addresses («Правительству области:») opens points, not a part of the text. */
function headingRole(line: Line): Role {
  const words = wordsOf(line);
  if (endsWithColon(words) && isAddressed(words)) {
    return { kind: 'group', numbered: line.marker === 'number', guessed: true };
  }
  return { kind: 'section', rank: Math.min(line.heading, MAX_HEADING), guessed: false };
}

function planNumbers(seen: Seen): void {
  const { pieces, roles } = seen;
  const parents = pieces.flatMap((piece, i) =>
    isNumbered(piece, 1) && !roles[i] && hasDeeper(pieces, i) ? [piece] : [],
  );
  const all = pieces.filter((piece, i) => isNumbered(piece, 1) && !roles[i]).length;
  const kind = parentKind(parents, all);
  const short = new Set<Piece>(parents);
  pieces.forEach((piece, i) => {
    if (!isNumbered(piece) || roles[i]) return;
    const depth = piece.parts.length;
    const isParent = short.has(piece);
    const words = wordsOf(piece);
    const next = pieces[i + 1];
    if (piece.heading > 0) roles[i] = headingRole(piece);
    else if (
      depth === 1 &&
      kind === 'section' &&
      (isParent || (asTitle(words) && (piece.bold || isCapitals(words))))
    ) {
      roles[i] = words.length <= 300 ? { kind: 'section', rank: 4, guessed: true } : { kind: 'item', depth };
    } else if (depth === 1 && kind === 'group' && (isParent || (endsWithColon(words) && isDash(next)))) {
      roles[i] =
        words.length <= 400 ? { kind: 'group', numbered: true, guessed: true } : { kind: 'item', depth };
    } else if (
      depth === 1 &&
      kind === 'item' &&
      endsWithColon(words) &&
      isAddressed(words) &&
      addressesDashes(pieces, i)
    ) {
      roles[i] = { kind: 'group', numbered: true, guessed: true };
    } else roles[i] = { kind: 'item', depth };
  });
}

/** Dashes right under the line, most of them instructions. */
function addressesDashes(pieces: readonly Piece[], at: number): boolean {
  let count = 0;
  let instructions = 0;
  for (let i = at + 1; isDash(pieces[i]); i++) {
    count += 1;
    if (isInstruction(wordsOf(pieces[i] as Line))) instructions += 1;
  }
  return count > 0 && instructions * 2 >= count;
}

/** Points right under the line that begin with 1: «Правительству:» 1. … 2. … */
function addressesNumbers(pieces: readonly Piece[], at: number): boolean {
  const next = pieces[at + 1];
  return isNumbered(next, 1) && isInstruction(wordsOf(next));
}

function planAddressees({ pieces, roles, doubts }: Seen): void {
  pieces.forEach((piece, i) => {
    if (!isLine(piece) || roles[i] || piece.marker !== 'none' || piece.heading > 0) return;
    if (!endsWithColon(piece.text) || piece.text.length > 400 || !isAddressed(wordsOf(piece))) return;
    if (!addressesDashes(pieces, i) && !addressesNumbers(pieces, i)) return;
    roles[i] = { kind: 'group', numbered: false, guessed: true };
    doubts.add('level', 'Строка с двоеточием принята за адресата', piece.text);
  });
}

/** An unnumbered line that titles what follows: by style, or by look and by what stands below it. */
function planHeadings({ pieces, roles, doubts }: Seen): void {
  pieces.forEach((piece, i) => {
    if (!isLine(piece) || roles[i]) return;
    if (piece.heading > 0 && piece.marker !== 'dash') {
      roles[i] = headingRole(piece);
      return;
    }
    const next = pieces[i + 1];
    const below = roles[i + 1]?.kind;
    const text = wordsOf(piece);
    if (
      piece.marker !== 'none' ||
      piece.style !== 'plain' ||
      !isLine(next) ||
      text.length > 200 ||
      text.length < 3
    )
      return;
    const opens = below === 'group' || below === 'item' || below === 'section' || isDash(next);
    const quoted = isQuotedWhole(text) && (below === 'group' || below === 'item');
    const shown = (piece.bold || isCapitals(text)) && asTitle(text) && (piece.align === 'center' || opens);
    if (!quoted && !shown) return;
    roles[i] = { kind: 'section', rank: 4, guessed: true };
    doubts.add('level', 'Строка принята за заголовок раздела', text);
  });
}

function planDashes({ pieces, roles }: Seen): void {
  let underGroup = false;
  let base = 0;
  pieces.forEach((piece, i) => {
    const role = roles[i];
    if (role) {
      underGroup = role.kind === 'group';
      return;
    }
    if (!isLine(piece) || piece.marker !== 'dash') {
      // A note or a torn line between dashes does not end the addressee's points; a paragraph does.
      if (isLine(piece) && piece.style === 'plain') underGroup = false;
      return;
    }
    if (!isDash(pieces[i - 1])) base = piece.level;
    base = Math.min(base, piece.level);
    const level = piece.level - base;
    roles[i] = underGroup && level === 0 ? { kind: 'dash-item' } : { kind: 'entry', style: 'dash', level };
  });
}

function planRest({ pieces, roles }: Seen): Role[] {
  return pieces.map((piece, i): Role => {
    const role = roles[i];
    if (role) return role;
    if (!isLine(piece)) return { kind: 'table' };
    if (piece.style === 'quote') return { kind: 'quote' };
    return { kind: piece.style === 'note' ? 'note' : 'paragraph' };
  });
}

/** The role of every piece. */
export function planRoles(pieces: readonly Piece[], doubts: Doubts): Role[] {
  const seen: Seen = { pieces, roles: pieces.map(() => undefined), doubts };
  planInnerLists(seen);
  planParentheses(seen);
  planNumbers(seen);
  planAddressees(seen);
  planHeadings(seen);
  planDashes(seen);
  return planRest(seen);
}
