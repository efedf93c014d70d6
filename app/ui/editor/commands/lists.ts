// Levels of list entries: a nested list stands in `listEntries` of the entry above.
import { Fragment, type Node } from '@tiptap/pm/model';
import { type Command, type EditorState, Selection, type Transaction } from '@tiptap/pm/state';
import { BODY_LIMITS } from '~/modules/documents';
import { currentBlock } from '../model/blocks';
import { send } from './helpers';

interface EntryAt {
  entry: Node;
  pos: number;
  list: Node;
  index: number;
  depth: number;
}

function entryAround({ selection }: EditorState): EntryAt | null {
  const { $from } = selection;
  if ($from.parent.type.name !== 'entryText') return null;
  const depth = $from.depth - 1;
  return {
    entry: $from.node(depth),
    pos: $from.before(depth),
    list: $from.node(depth - 1),
    index: $from.index(depth - 1),
    depth,
  };
}

/** The entry becomes the last inside the entry above it. */
export const sinkEntry: Command = (state, dispatch) => {
  const at = entryAround(state);
  const block = currentBlock(state);
  if (
    !at ||
    !block ||
    at.index === 0 ||
    (at.depth - block.depth) / 2 + block.depth >= BODY_LIMITS.depth - 1
  ) {
    return false;
  }
  const above = at.list.child(at.index - 1);
  return send(dispatch, (): Transaction => {
    const offset = state.selection.from - at.pos;
    const { tr, schema } = state;
    tr.delete(at.pos, at.pos + at.entry.nodeSize);
    const nested = above.childCount > 1;
    const inner = nested ? at.entry : schema.nodes.listEntries!.create(null, at.entry);
    const target = at.pos - (nested ? 2 : 1);
    tr.insert(target, inner);
    return tr.setSelection(Selection.near(tr.doc.resolve(target + (nested ? 0 : 1) + offset)));
  });
};

/** The entry comes out one level; entries after it go along as its own. */
export const liftEntry: Command = (state, dispatch) => {
  const at = entryAround(state);
  if (at?.list.type.name !== 'listEntries') return false;
  return send(dispatch, (): Transaction => {
    const { tr, schema } = state;
    const { $from } = state.selection;
    const parentPos = $from.before(at.depth - 2);
    const parent = $from.node(at.depth - 2);
    const kept: Node[] = [];
    const after: Node[] = [];
    at.list.forEach((entry, _offset, i) => {
      if (i < at.index) kept.push(entry);
      if (i > at.index) after.push(entry);
    });
    const own = at.entry.childCount > 1 ? at.entry.child(1).content : Fragment.empty;
    const inside = own.append(Fragment.fromArray(after));
    const lifted = at.entry.copy(
      Fragment.from(at.entry.child(0)).append(
        inside.size > 0 ? Fragment.from(schema.nodes.listEntries!.create(null, inside)) : Fragment.empty,
      ),
    );
    const rest =
      kept.length > 0 ? [parent.child(0), at.list.copy(Fragment.fromArray(kept))] : [parent.child(0)];
    const left = parent.copy(Fragment.fromArray(rest));
    tr.replaceWith(parentPos, parentPos + parent.nodeSize, [left, lifted]);
    const offset = state.selection.from - at.pos;
    return tr.setSelection(Selection.near(tr.doc.resolve(parentPos + left.nodeSize + offset)));
  });
};
