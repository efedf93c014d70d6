// The key of the audit chain: a file outside the database, so that who can write the database cannot forge entries.
import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sha256Hex } from '~/shared/sha256.server';
import { fail } from './errors';

export interface AuditKey {
  /** The first characters of the key's hash: says which key sealed an entry, not what it is. */
  readonly id: string;
  readonly secret: Buffer;
}

/**
 * Reads `<data>/keys/audit.key`, making it (mode 0600) when it is absent. Two processes that start at once get the same.
 * Throws `audit/key-unreadable` when the file is no key: a new one in its place would make the chain look forged.
 */
export async function loadAuditKey(file: string): Promise<AuditKey> {
  const secret = (await readKey(file)) ?? (await makeKey(file));
  return { id: sha256Hex(secret).slice(0, 16), secret };
}

async function readKey(file: string): Promise<Buffer | null> {
  let text: string;
  try {
    text = (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw fail('key-unreadable', { file, reason: 'нет доступа' }, error);
  }
  if (!/^[0-9a-f]{64}$/.test(text))
    throw fail('key-unreadable', { file, reason: 'в файле не 64 шестнадцатеричных знака' });
  if (process.platform !== 'win32' && ((await stat(file)).mode & 0o077) !== 0) {
    throw fail('key-unreadable', { file, reason: 'файл открыт другим пользователям, выполните chmod 600' });
  }
  return Buffer.from(text, 'hex');
}

// Written whole under another name, then linked: link() fails when the other process was first, and then its key counts.
async function makeKey(file: string): Promise<Buffer> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const part = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(part, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  try {
    await link(part, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(part, { force: true });
  }
  return (await readKey(file)) as Buffer;
}
