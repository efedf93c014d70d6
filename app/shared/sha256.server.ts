// Server only (node:crypto); in the browser the verification page uses SubtleCrypto.
import { createHash } from 'node:crypto';

/** Lower-case hex SHA-256 of bytes or of UTF-8 text. */
export function sha256Hex(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex');
}
