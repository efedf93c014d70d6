// The helpers a template may call, with their shapes: the linter and the worker share this table.

export interface HelperShape {
  readonly block: boolean;
  /** Where it may stand: in the body's HTML, in card expressions, inside a tag. */
  readonly card: boolean;
  readonly inTag: boolean;
  readonly params: readonly [min: number, max: number];
  readonly hash?: readonly string[];
  /** First argument is a literal field path, not a value. */
  readonly path?: boolean;
}

const inline = { block: false, card: true, inTag: false };
const block = { block: true, card: true, inTag: true };

export const HELPERS: Readonly<Record<string, HelperShape>> = {
  if: { ...block, params: [1, 1] },
  unless: { ...block, params: [1, 1] },
  each: { ...block, inTag: false, params: [1, 1] },
  lines: { ...block, inTag: false, params: [1, 1] },
  field: { ...inline, params: [1, 2], path: true },
  choice: { ...inline, params: [1, 1], path: true },
  format: { ...inline, params: [2, 2] },
  upper: { ...inline, params: [1, 1] },
  lowerFirst: { ...inline, params: [1, 1] },
  placeholder: { ...inline, card: false, params: [1, 1] },
  'item-attributes': {
    block: false,
    card: false,
    inTag: true,
    params: [0, 0],
    hash: ['due', 'responsible', 'verb'],
  },
  eq: { ...inline, params: [2, 2] },
  ne: { ...inline, params: [2, 2] },
  gt: { ...inline, params: [2, 2] },
  and: { ...inline, params: [2, 8] },
  or: { ...inline, params: [2, 8] },
  not: { ...inline, params: [1, 1] },
};

/** Block helpers built into Handlebars that templates may not use. */
export const FORBIDDEN_HELPERS = ['with', 'lookup', 'log', 'helperMissing', 'blockHelperMissing'] as const;
