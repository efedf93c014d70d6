// The installation's keys (`<data>/keys`): never inside an archive, only in a file of their own, mode 0600.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomically } from '../files/atomic-write.server';
import { fail } from './errors';
import { sha256Of } from './file-tree.server';

const NAME = /^[a-z][a-z0-9-]{0,40}\.key$/;
const KeysSchema = z.object({
  format: z.literal('khartia-keys'),
  formatVersion: z.literal(1),
  createdAt: z.iso.datetime(),
  keys: z.record(z.string().regex(NAME), z.base64().max(16_384)),
});

export type Keys = ReadonlyMap<string, Uint8Array>;

export async function readKeys(dataDir: string): Promise<Keys> {
  const folder = join(dataDir, 'keys');
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const keys = new Map<string, Uint8Array>();
  for (const name of names.filter((each) => NAME.test(each)).sort()) {
    keys.set(name, await readFile(join(folder, name)));
  }
  return keys;
}

/** Name -> first 16 characters of the SHA-256. */
export function fingerprintsOf(keys: Keys): Record<string, string> {
  return Object.fromEntries([...keys].map(([name, bytes]) => [name, sha256Of(bytes).slice(0, 16)]));
}

export async function writeKeysFile(file: string, keys: Keys, at: Date): Promise<void> {
  const encoded = [...keys].map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]);
  const value = {
    format: 'khartia-keys',
    formatVersion: 1,
    createdAt: at.toISOString(),
    keys: Object.fromEntries(encoded),
  };
  await writeFileAtomically(file, `${JSON.stringify(value, null, 2)}\n`, 0o600).catch((error: Error) => {
    throw fail('not-written', { file, reason: error.message }, error);
  });
}

/** Throws backup/keys-unreadable. */
export async function readKeysFile(file: string): Promise<Keys> {
  try {
    const { keys } = KeysSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    return new Map(Object.entries(keys).map(([name, text]) => [name, Buffer.from(text, 'base64')]));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw fail('keys-unreadable', { file, reason: code ?? 'это не файл ключей Хартии' }, error);
  }
}

export type KeyState = 'same' | 'absent' | 'different';

/** How the keys here stand to those of the installation the archive was taken from. */
export function compareKeys(wanted: Readonly<Record<string, string>>, here: Keys): KeyState {
  const found = fingerprintsOf(here);
  const names = Object.keys(wanted);
  if (names.every((name) => found[name] === wanted[name])) return 'same';
  return names.some((name) => found[name] !== undefined && found[name] !== wanted[name])
    ? 'different'
    : 'absent';
}
