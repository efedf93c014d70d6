/** Longest values accepted whatever a template allows. */
export const FIELD_LIMITS = {
  text: 2_000,
  longText: 100_000,
  list: 500,
  /** All text of a document's fields together, characters. */
  total: 1_500_000,
  depth: 12,
} as const;
