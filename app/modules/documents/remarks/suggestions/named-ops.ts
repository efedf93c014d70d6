// Stored suggestions as what the pure functions take.
import type { Suggestion, SuggestionHead } from '../remarks.schema';
import type { NamedOp } from './suggestion-ops.schema';

/** In the order they were made: of two that exclude each other the earlier stands. */
export const namedOps = (list: readonly Suggestion[]): NamedOp[] =>
  list.map(({ _id, op }) => ({ id: _id, op }));

/** Those made on one version that were accepted, by the heads of the document. */
export function acceptedOn(
  list: readonly Suggestion[],
  heads: readonly SuggestionHead[],
  baseSha256: string,
): NamedOp[] {
  const accepted = new Set(heads.filter(({ status }) => status === 'accepted').map(({ id }) => id));
  return namedOps(list.filter((one) => one.baseSha256 === baseSha256 && accepted.has(one._id)));
}
