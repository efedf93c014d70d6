// Canonical JSON (RFC 8785): one value, one byte string, one hash. Bodies are stored and hashed as these bytes.
import canonicalizeRfc8785 from 'canonicalize';

/** The RFC 8785 text of a JSON value. Throws on what JSON cannot hold (NaN, BigInt). */
export function canonicalJson(value: unknown): string {
  const text = (canonicalizeRfc8785 as unknown as (v: unknown) => string | undefined)(value);
  if (text === undefined) throw new TypeError('canonicalJson: the value has no JSON form');
  return text;
}

/** UTF-8 bytes of {@link canonicalJson}. */
export function canonicalBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(canonicalJson(value));
}
