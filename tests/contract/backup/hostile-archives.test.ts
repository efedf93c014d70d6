// Damaged, cut, foreign and hostile archives: refused with a reason in Russian, and nothing is changed.

import fs from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serialize } from 'bson';
import git from 'isomorphic-git';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { walkArchive } from '~/platform/backup/index.server';
import { sha256Hex } from '~/shared/sha256.server';
import { bomb, type Craft, craft, nested } from './archive-craft';
import { backup, open, restore, snapshot, temporaryFolder } from './backup-harness';

const held = {} as { good: string; bytes: Buffer; target: string; before: Record<string, string> };

beforeAll(async () => {
  const dataDir = await temporaryFolder();
  const place = await open(dataDir);
  await place.db.collection('heads').insertMany([{ a: 1 }, { a: 2, text: 'я'.repeat(500) }]);
  await place.db.collection('versions').insertMany([{ a: 1 }]);
  const bytes = Buffer.from('бумага');
  const sha = sha256Hex(bytes);
  await mkdir(join(dataDir, 'files', sha.slice(0, 2)), { recursive: true });
  await writeFile(join(dataDir, 'files', sha.slice(0, 2), sha), bytes);
  await mkdir(join(dataDir, 'content', 'workflows'), { recursive: true });
  await writeFile(join(dataDir, 'content', 'workflows', 'a.yaml'), 'a: 1\n');
  held.good = (await backup(dataDir, place)).file;
  held.bytes = await readFile(held.good);
});

beforeEach(async () => {
  held.target = await mkdtemp(join(await temporaryFolder(), 'target-'));
  await mkdir(join(held.target, 'content'));
  await writeFile(join(held.target, 'content', 'own.txt'), 'своё');
  held.before = await snapshot(held.target);
});

afterEach(async () => {
  expect(await snapshot(held.target)).toEqual(held.before);
});

/** Code and text of the refusal. */
async function refusal(file: string): Promise<{ code: string; message: string }> {
  const error = await restore(file, held.target, { force: true }).then(
    () => ({ code: 'no error', message: '' }),
    (refused: { code: string; message: string }) => refused,
  );
  return { code: error.code, message: error.message };
}

async function altered(change: (bytes: Buffer) => Buffer): Promise<string> {
  const file = join(await temporaryFolder(), 'altered.tar');
  await writeFile(file, change(Buffer.from(held.bytes)));
  return file;
}

describe('an archive that is not whole', () => {
  it('cut at any place is refused', async () => {
    const file = join(await temporaryFolder(), 'cut.tar');
    const step = Math.ceil(held.bytes.length / 40);
    for (let size = 0; size < held.bytes.length; size += step) {
      await copyFile(held.good, file);
      await truncate(file, size);
      const { code, message } = await refusal(file);
      expect(code).toMatch(/^backup\/(truncated|foreign|damaged)$/);
      expect(message).toContain('Ничего не изменено');
    }
  });

  it('with a changed byte is refused, or says the very same', async () => {
    const good = await walkArchive(held.good);
    let refused = 0;
    for (let at = 3; at < held.bytes.length; at += 97) {
      const file = await altered((bytes) => {
        bytes[at] = (bytes[at] as number) ^ 0x10;
        return bytes;
      });
      const outcome = await walkArchive(file).catch((error: { code: string }) => error.code);
      if (typeof outcome === 'string') {
        expect(outcome).toMatch(/^backup\//);
        refused += 1;
      } else expect(outcome).toEqual(good);
    }
    expect(refused).toBeGreaterThan(50);
  });

  it.each<[string, (bytes: Buffer) => Buffer, string]>([
    ['with something after its end', (bytes) => Buffer.concat([bytes, Buffer.from('x')]), 'backup/damaged'],
    ['empty', () => Buffer.alloc(0), 'backup/foreign'],
    ['another program’s', () => Buffer.from(`PK\u0003\u0004${'z'.repeat(5000)}`), 'backup/foreign'],
    ['zeros', () => Buffer.alloc(10_240), 'backup/foreign'],
  ])('%s', async (_, change, code) => {
    expect((await refusal(await altered(change))).code).toBe(code);
  });

  it('absent or a folder', async () => {
    expect((await refusal(join(held.target, 'absent.tar'))).code).toBe('backup/unreadable');
    expect((await refusal(held.target)).code).toBe('backup/unreadable');
  });
});

const doc = (value: object) => serialize(value);
const HOSTILE: [string, Craft, RegExp][] = [
  ['a newer format', { head: { formatVersion: 2 } }, /новой версией/],
  ...[
    '../../evil.yaml',
    '/etc/evil.yaml',
    'content/../../evil.yaml',
    'content\\..\\evil.yaml',
    '.git/config',
    '.git/hooks/post-checkout',
    '.git/objects/../../../evil',
    'keys/audit.key',
  ].map((path): [string, Craft, RegExp] => [
    `content path ${path}`,
    { pieces: [{ path }] },
    /недопустимый путь/,
  ]),
  [
    'a content file twice',
    { pieces: [{ path: 'content/a.yaml' }, { path: 'content/A.yaml' }] },
    /не по порядку/,
  ],
  ['a piece at a far offset', { pieces: [{ path: 'content/a.yaml', at: 2 ** 40 }] }, /не по порядку/],
  ['a file entry outside', { entries: [['files/../evil', Buffer.from('x')]] }, /недопустима/],
  ['an unknown entry', { entries: [['keys/audit.key', Buffer.from('x')]] }, /недопустима/],
  [
    'a file that is not its hash',
    { entries: [[`files/aa/${'a'.repeat(64)}`, Buffer.from('x')]] },
    /отпечатком/,
  ],
  [
    'a bomb',
    {
      collections: [{ name: 'a', documents: [] }],
      entries: [['database/0001/000001.bson.gz', bomb(200_000_000)]],
    },
    /сверх меры/,
  ],
  [
    'a collection twice',
    { collections: ['a', 'a'].map((name) => ({ name, documents: [] })) },
    /описание коллекции/,
  ],
  ['a system collection', { collections: [{ name: 'system.users', documents: [] }] }, /описание коллекции/],
  [
    'documents nested without end',
    { collections: [{ name: 'a', documents: [nested(100_000)] }] },
    /негодный документ/,
  ],
  ['a document without _id', { collections: [{ name: 'a', documents: [doc({ b: 1 })] }] }, /без _id/],
  [
    'a huge count',
    {
      collections: [{ name: 'a', documents: [doc({ _id: 1 })] }],
      manifest: (manifest) => {
        (manifest.collections as { documents: number }[])[0]!.documents = 1e15;
      },
    },
    /не совпадает с описью/,
  ],
  [
    'a manifest of another shape',
    { manifest: (manifest) => void delete manifest.files },
    /опись записана неверно/,
  ],
];

describe('a hostile archive', () => {
  it.each(HOSTILE)('%s', async (_, what, text) => {
    const { code, message } = await refusal(await craft(what));
    expect(code).toMatch(/^backup\/(damaged|newer)$/);
    expect(message).toMatch(text);
    expect(message).toContain('Ничего не изменено');
  });

  it('an entry that says it is huge, and a link', async () => {
    const { encodeHeader } = await import('~/platform/backup/tar.server');
    const head = held.bytes.subarray(0, 1024);
    const huge = encodeHeader({ name: 'database/0001/collection.bson', size: 0o77777777777 }, new Date(0));
    expect((await refusal(await altered(() => Buffer.concat([head, huge])))).message).toMatch(
      /больше допустимого/,
    );
    const link = encodeHeader({ name: 'files/aa', size: 0 }, new Date(0));
    link.write('2', 156, 'ascii');
    expect((await refusal(await altered(() => Buffer.concat([head, link])))).message).toMatch(
      /нет заголовка/,
    );
  });

  it('a history whose tree holds a link, or is not whole', async () => {
    const dir = await temporaryFolder();
    await git.init({ fs, dir, defaultBranch: 'main' });
    const blob = await git.writeBlob({ fs, dir, blob: Buffer.from('/etc') });
    const link = { mode: '120000', path: 'evil.yaml', oid: blob, type: 'blob' as const };
    const inner = await git.writeTree({ fs, dir, tree: [link] });
    const tree = await git.writeTree({
      fs,
      dir,
      tree: [{ mode: '040000', path: 'content', oid: inner, type: 'tree' }],
    });
    const author = { name: 'x', email: 'x@example.org', timestamp: 0, timezoneOffset: 0 };
    await git.commit({ fs, dir, message: 'x', author, tree, ref: 'refs/heads/main' });
    const names = Object.keys(await snapshot(dir)).filter((path) => /^\.git\/(HEAD|refs|objects)/.test(path));
    const pieces = await Promise.all(
      names.map(async (path) => ({ path, data: await readFile(join(dir, path)) })),
    );
    expect((await refusal(await craft({ pieces }))).message).toMatch(/недопустимый файл: content\/evil/);
    const without = pieces.filter(({ path }) => !path.includes(inner.slice(2)));
    expect((await refusal(await craft({ pieces: without }))).message).toMatch(/не цела/);
  });
});
