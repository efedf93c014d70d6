// Ids: 16 random bytes as 26 characters of Crockford base32, prefixed by what they name (`doc_…`).
// Sortable order is not promised; uniqueness is. Tests inject their own source through IdSource.

declare const brand: unique symbol;
export type Id<Name extends string> = string & { readonly [brand]?: Name };

export type IdSource = (prefix: string) => string;

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** A fresh random id, e.g. `doc_5x0q…` (26 characters after the prefix). */
export const newId: IdSource = (prefix) => {
  const bytes = crypto.getRandomValues(new Uint8Array(26));
  let out = `${prefix}_`;
  for (const byte of bytes) out += ALPHABET[byte & 31];
  return out;
};

/** An id source that counts: `doc_1`, `doc_2`… For tests and for deterministic demos. */
export function countingIds(start = 1): IdSource {
  let n = start;
  return (prefix) => `${prefix}_${n++}`;
}
