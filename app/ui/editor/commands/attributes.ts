// What is set from small dialogs: the numbering, due date and responsible people of a point, captions, links.
import type { Command } from '@tiptap/pm/state';
import type { Due, NumberingMode } from '~/modules/documents';
import { currentBlock, findBlockNode } from '../model/blocks';
import { send } from './helpers';

/** Numbering of the whole document, or of what is inside one block (null: as around it). */
export const setNumbering =
  (mode: NumberingMode | null, id: string | null): Command =>
  (state, dispatch) => {
    if (id === null) {
      return mode !== null && send(dispatch, () => state.tr.setDocAttribute('numbering', mode));
    }
    const at = findBlockNode(state.doc, id);
    if (!at || !('numbering' in at.node.attrs)) return false;
    return send(dispatch, () => state.tr.setNodeAttribute(at.pos, 'numbering', mode));
  };

export interface ItemTask {
  due: Due | null;
  responsible: readonly string[];
  verbKind: string | null;
}

/** Due date, responsible people and the kind of action of a point. */
export const setTask =
  (id: string, { due, responsible, verbKind }: ItemTask): Command =>
  (state, dispatch) => {
    const at = findBlockNode(state.doc, id);
    if (at?.node.type.name !== 'item') return false;
    return send(dispatch, () =>
      state.tr
        .setNodeAttribute(at.pos, 'due', due)
        .setNodeAttribute(at.pos, 'responsible', [...responsible])
        .setNodeAttribute(at.pos, 'verbKind', verbKind),
    );
  };

/** Caption of a table or of an appendix; empty takes it away. */
export const setCaption =
  (id: string, caption: string): Command =>
  (state, dispatch) => {
    const at = findBlockNode(state.doc, id);
    if (!at || !('caption' in at.node.attrs)) return false;
    return send(dispatch, () => state.tr.setNodeAttribute(at.pos, 'caption', caption.trim() || null));
  };

export const setListStyle =
  (style: 'dash' | 'bullet' | 'decimal'): Command =>
  (state, dispatch) => {
    const at = currentBlock(state);
    if (at?.node.type.name !== 'list') return false;
    return send(dispatch, () => state.tr.setNodeAttribute(at.pos, 'style', style));
  };

export const setAlign =
  (align: 'left' | 'center' | 'right' | 'justify' | null): Command =>
  (state, dispatch) => {
    const at = currentBlock(state);
    if (at?.node.type.name !== 'paragraph') return false;
    return send(dispatch, () => state.tr.setNodeAttribute(at.pos, 'align', align));
  };

/** The address of the link around the selection, or null. */
export function linkAt({ selection, schema }: Parameters<Command>[0]): string | null {
  const { $from, empty } = selection;
  const marks = empty ? $from.marks() : ($from.nodeAfter?.marks ?? []);
  const mark = schema.marks.link?.isInSet(marks) ?? schema.marks.link?.isInSet($from.nodeAfter?.marks ?? []);
  return mark ? String(mark.attrs.href) : null;
}

/** Sets the link of the selection (or of the link the caret stands in); an empty address takes it away. */
export const setLink =
  (href: string): Command =>
  (state, dispatch) => {
    const link = state.schema.marks.link!;
    const { from, to } = state.selection.empty ? linkRange(state) : state.selection;
    if (from === to) return false;
    return send(dispatch, () => {
      const tr = state.tr.removeMark(from, to, link);
      return href === '' ? tr : tr.addMark(from, to, link.create({ href }));
    });
  };

function linkRange({ selection, schema }: Parameters<Command>[0]): { from: number; to: number } {
  const { $from } = selection;
  const link = schema.marks.link!;
  let range = { from: $from.pos, to: $from.pos };
  $from.parent.forEach((child, offset) => {
    const from = $from.start() + offset;
    const to = from + child.nodeSize;
    if (link.isInSet(child.marks) && from <= $from.pos && to >= $from.pos) range = { from, to };
  });
  return range;
}
