// A key in a file outside the database, so that who can read or write the database has not got it.
import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes the caller's error for a file that is there but is no key; the reason is Russian. */
export type Unreadable = (reason: string, cause?: unknown) => Error;

/**
 * Reads the key, making the file (mode 0600) when it is absent. Two processes that start at once get the same.
 * Throws the caller's error when the file is no key: a new one in its place would lose what the old one protects.
 */
export async function loadKeyFile(file: string, unreadable: Unreadable): Promise<Buffer> {
  return (await readKey(file, unreadable)) ?? (await makeKey(file, unreadable));
}

async function readKey(file: string, unreadable: Unreadable): Promise<Buffer | null> {
  let text: string;
  try {
    text = (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw unreadable('нет доступа', error);
  }
  if (!/^[0-9a-f]{64}$/.test(text)) throw unreadable('в файле не 64 шестнадцатеричных знака');
  if (process.platform !== 'win32' && ((await stat(file)).mode & 0o077) !== 0) {
    throw unreadable('файл открыт другим пользователям, выполните chmod 600');
  }
  return Buffer.from(text, 'hex');
}

// Written whole under another name, then linked: link() fails when the other process was first, and then its key counts.
async function makeKey(file: string, unreadable: Unreadable): Promise<Buffer> {
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
  return (await readKey(file, unreadable)) as Buffer;
}
