// Every block has an id of its own at once: splitting and pasting copy ids, here the copies get fresh ones in the
// same undo step. Where an id stands twice, the block that had it before keeps it.
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, type Transaction } from '@tiptap/pm/state';
import type { IdSource } from '~/shared/ids';
import { visitBlockNodes } from '../model/blocks';
import { isTextOnly } from '../model/structure';

interface Holder {
  pos: number;
  id: string | null;
}

/** Positions of blocks whose id is missing or stands more than once. */
function doubtful(doc: Node): Holder[] {
  const byId = new Map<string, Holder[]>();
  const missing: Holder[] = [];
  visitBlockNodes(doc, ({ node, pos }) => {
    const id = node.attrs.id as string | null;
    if (!id) missing.push({ pos, id: null });
    else byId.set(id, [...(byId.get(id) ?? []), { pos, id }]);
    return undefined;
  });
  return [...missing, ...[...byId.values()].filter((holders) => holders.length > 1).flat()];
}

/** Where blocks that existed before the transactions stand now, by id. */
function keptPositions(
  transactions: readonly Transaction[],
  before: Node,
  ids: ReadonlySet<string>,
): Map<string, number> {
  const kept = new Map<string, number>();
  visitBlockNodes(before, ({ node, pos }) => {
    if (!ids.has(node.attrs.id as string)) return undefined;
    let at = pos;
    for (const transaction of transactions) {
      // The block's own inside decides: what is inserted right before it must not take its place.
      at = transaction.mapping.map(at + 1, 1) - 1;
    }
    kept.set(node.attrs.id as string, at);
    return undefined;
  });
  return kept;
}

/** Gives fresh ids; null when all is well. */
export function freshenIds(
  transactions: readonly Transaction[],
  before: EditorState,
  after: EditorState,
  newId: IdSource,
): Transaction | null {
  const changed = transactions.filter(({ docChanged }) => docChanged);
  if (changed.length === 0 || changed.every(isTextOnly)) return null;
  const found = doubtful(after.doc);
  if (found.length === 0) return null;
  const ids = new Set(found.flatMap(({ id }) => (id ? [id] : [])));
  const kept = keptPositions(changed, before.doc, ids);
  const transaction = after.tr;
  const settled = new Set<string>();
  for (const { pos, id } of found) {
    const holders = found.filter((holder) => holder.id === id);
    const keeper = holders.some((holder) => holder.pos === kept.get(id ?? ''))
      ? kept.get(id ?? '')
      : holders[0]?.pos;
    if (id && pos === keeper && !settled.has(id)) settled.add(id);
    else transaction.setNodeAttribute(pos, 'id', newId('b'));
  }
  return transaction.docChanged ? transaction : null;
}

/** The plugin; `newId` is given by tests. */
export function identityPlugin(newId: IdSource): Plugin {
  return new Plugin({
    appendTransaction: (transactions, before, after) => freshenIds(transactions, before, after, newId),
  });
}
