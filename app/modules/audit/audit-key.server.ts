// The key of the audit chain: a file outside the database, so that who can write the database cannot forge entries.
import { loadKeyFile } from '~/platform/keys/index.server';
import { sha256Hex } from '~/shared/sha256.server';
import { fail } from './errors';

export interface AuditKey {
  /** The first characters of the key's hash: says which key sealed an entry, not what it is. */
  readonly id: string;
  readonly secret: Buffer;
}

/**
 * Reads `<data>/keys/audit.key`, making it when it is absent. Throws `audit/key-unreadable` when the file is no key:
 * a new one in its place would make the chain look forged.
 */
export async function loadAuditKey(file: string): Promise<AuditKey> {
  const secret = await loadKeyFile(file, (reason, cause) => fail('key-unreadable', { file, reason }, cause));
  return { id: sha256Hex(secret).slice(0, 16), secret };
}
