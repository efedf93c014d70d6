// AES-256-GCM with a key file outside the database (DESIGN §11): reading the database is not enough to read names.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { loadKeyFile } from '../keys/index.server';
import { secretsError } from './errors';

export interface SecretBox {
  /** Sealed text; `about` names what it belongs to and is checked when it is opened. */
  seal(text: string, about: string): Promise<string>;
  /** Throws `secrets/not-opened`. */
  open(sealed: string, about: string): Promise<string>;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Reads the key at the first use, making it (mode 0600) when absent; two processes that start at once get the same. */
export function createSecretBox(file: string): SecretBox {
  let key: Promise<Buffer> | undefined;
  const loaded = () => (key ??= loadKey(file));
  return {
    async seal(text, about) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', await loaded(), nonce).setAAD(Buffer.from(about));
      const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `v1.${nonce.toString('base64url')}.${bytes.toString('base64url')}`;
    },
    async open(sealed, about) {
      const [version, nonce = '', rest = ''] = sealed.split('.');
      const bytes = Buffer.from(rest, 'base64url');
      if (version !== 'v1' || bytes.length < TAG_BYTES) throw secretsError('not-opened');
      try {
        const decipher = createDecipheriv('aes-256-gcm', await loaded(), Buffer.from(nonce, 'base64url'));
        decipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(-TAG_BYTES));
        return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString(
          'utf8',
        );
      } catch (cause) {
        throw secretsError('not-opened', {}, cause);
      }
    },
  };
}

const loadKey = (file: string): Promise<Buffer> =>
  loadKeyFile(file, (reason, cause) => secretsError('key-unreadable', { file, reason }, cause));
