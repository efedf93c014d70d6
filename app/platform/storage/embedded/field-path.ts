// Dotted paths as projections, sorts and expressions take them, and trees of such paths.
import { StoreError } from './errors';

/** Throws 15998 for an empty part, 16410 for one with a dollar. */
export function splitFieldPath(path: string): string[] {
  const parts = path.split('.');
  if (parts.some((part) => part === ''))
    throw new StoreError(15998, 'FieldPath field names may not be empty strings.');
  if (parts.some((part) => part.startsWith('$'))) {
    throw new StoreError(
      16410,
      "FieldPath field names may not start with '$'. Consider using $getField or $setField.",
    );
  }
  return parts;
}

export interface PathTree<L> {
  readonly children: Map<string, L | PathTree<L>>;
}
export const newPathTree = <L>(): PathTree<L> => ({ children: new Map() });
export const isPathTree = <L>(node: L | PathTree<L> | undefined): node is PathTree<L> =>
  typeof node === 'object' && node !== null && 'children' in node;

/** Puts a leaf at a path. Throws 31249 and 31250 where two paths lie on one another. */
export function insertPath<L>(tree: PathTree<L>, path: string, leaf: L): void {
  const parts = splitFieldPath(path);
  let holder = tree;
  parts.slice(0, -1).forEach((part, at) => {
    const next = holder.children.get(part) ?? newPathTree<L>();
    if (!isPathTree(next)) {
      const remaining = parts.slice(at + 1).join('.');
      throw new StoreError(31249, `Path collision at ${path} remaining portion ${remaining}`);
    }
    holder.children.set(part, next);
    holder = next;
  });
  const last = parts.at(-1) as string;
  if (holder.children.has(last)) throw new StoreError(31250, `Path collision at ${path}`);
  holder.children.set(last, leaf);
}
