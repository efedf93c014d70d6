// «Привести в порядок»: quotes, dashes and no-break spaces over the selection or the whole text. Proposes changes,
// a text block each; a person ticks, then all ticked ones are one step. Units (fields, citations) are not touched.
import type { Node } from '@tiptap/pm/model';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { diffChars } from 'diff';
import { typograph } from '~/shared/russian';

export interface TypographyEdit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}
export interface TypographyChange {
  readonly blockId: string;
  readonly before: string;
  readonly after: string;
  readonly edits: readonly TypographyEdit[];
}

const UNIT = '\ufffc';
/** Long blocks are compared by their differing middle only. */
const LONGEST_DIFF = 5000;

function editsOf(before: string, after: string, start: number): TypographyEdit[] {
  if (before.length > LONGEST_DIFF) return [{ from: start, to: start + before.length, text: after }];
  const edits: TypographyEdit[] = [];
  let at = start;
  let open: { from: number; to: number; text: string } | null = null;
  for (const { value, added, removed } of diffChars(before, after)) {
    if (!added && !removed) {
      if (open) edits.push(open);
      open = null;
      at += value.length;
      continue;
    }
    open ??= { from: at, to: at, text: '' };
    if (added) open.text += value;
    else {
      at += value.length;
      open.to = at;
    }
  }
  if (open) edits.push(open);
  return edits;
}

/** What would change between two positions of the text. */
export function typographyChanges(doc: Node, from: number, to: number): TypographyChange[] {
  const changes: TypographyChange[] = [];
  let blockId = '';
  doc.nodesBetween(from, to, (node, pos) => {
    if (typeof node.attrs.id === 'string') blockId = node.attrs.id;
    if (!node.isTextblock) return true;
    const before = node.textBetween(0, node.content.size, undefined, UNIT);
    const after = typograph(before);
    const units = (text: string) => text.split(UNIT).length;
    // A rule that ate a unit would lose a field: such a block is left alone, and so is one too long to compare.
    if (after === before || units(after) !== units(before)) return false;
    if (before.includes(UNIT) && before.length > LONGEST_DIFF) return false;
    const edits = editsOf(before, after, pos + 1);
    changes.push({ blockId, before, after, edits });
    return false;
  });
  return changes;
}

/** All ticked changes as one step; marks of the text stay as they are. */
export function applyTypography(state: EditorState, changes: readonly TypographyChange[]): Transaction {
  const { tr } = state;
  const edits = changes.flatMap(({ edits: own }) => own).sort((a, b) => b.from - a.from);
  for (const { from, to, text } of edits) {
    if (text === '') tr.delete(from, to);
    else {
      const marks = state.doc.resolve(to > from ? from + 1 : from).marks();
      tr.replaceWith(from, to, state.schema.text(text, marks));
    }
  }
  return tr;
}
