// Small secrets at rest: AES-256-GCM under a key outside the database, and keyed hashes of short codes.
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

export interface Sealer {
  /** Encrypts a text for one place; `context` (e.g. the record's id) is authenticated, not stored. */
  seal(text: string, context: string): string;
  /** The text; null when the key or the context is another one, or the value was changed. */
  open(sealed: string, context: string): string | null;
  /** Keyed SHA-256 in hex: a short code cannot be guessed from it without the key. */
  hash(text: string, context: string): string;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

export function createSealer(key: Buffer): Sealer {
  const encryptionKey = createHmac('sha256', key).update('khartia:seal').digest();
  const hashKey = createHmac('sha256', key).update('khartia:hash').digest();
  return {
    seal(text, context) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', encryptionKey, iv).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
    },
    open(sealed, context) {
      const bytes = Buffer.from(sealed, 'base64');
      if (bytes.length < IV_BYTES + TAG_BYTES) return null;
      const decipher = createDecipheriv('aes-256-gcm', encryptionKey, bytes.subarray(0, IV_BYTES))
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      try {
        return (
          decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
        );
      } catch {
        // The tag does not fit: told by null, for the caller knows what it means.
        return null;
      }
    },
    hash: (text, context) => createHmac('sha256', hashKey).update(`${context}\u0000${text}`).digest('hex'),
  };
}
