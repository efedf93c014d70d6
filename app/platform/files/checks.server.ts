// What both adapters check alike, before writing and after reading.
import { sha256Hex } from '~/shared/sha256.server';
import { fail } from './errors';
import { isMediaTypePlausible, sniffMediaType } from './media-types';

export function assertStorable(bytes: Uint8Array, mediaType: string, limit: number): void {
  if (bytes.length > limit) throw fail('too-large', { size: bytes.length, limit });
  if (!isMediaTypePlausible(mediaType, bytes)) {
    throw fail('type-mismatch', { mediaType, found: sniffMediaType(bytes) });
  }
}

export function assertHash(sha256: string): void {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw fail('bad-hash', { sha256 });
}

export function assertIntact(sha256: string, bytes: Uint8Array): void {
  if (sha256Hex(bytes) !== sha256) throw fail('damaged', { sha256 });
}
