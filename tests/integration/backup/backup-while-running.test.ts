// Backups taken while people write, restored elsewhere: nothing points to what is missing, the audit chain is whole
// and goes on, the content history is the same.
import fs from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import git from 'isomorphic-git';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '~/bootstrap.server';
import { command as backup } from '~/cli/commands/backup.server';
import { command as restore } from '~/cli/commands/restore.server';
import type { Document } from '~/modules/documents/documents.schema';
import { databaseOf } from '~/platform/backup/index.server';
import { createDiskFileStore } from '~/platform/files/index.server';
import { adopted, createResolution, submitted } from '../documents/life';
import { openApp, type RunningSite, removeFolders, run, runSite, temporaryFolder } from './running-site';

/** Of each writer: enough to write through a backup, little enough to be read back soon. */
const MOST_STEPS = 4;
const EDITOR = 'Образцова И. И.';
const held = {} as { site: RunningSite };

beforeAll(async () => {
  held.site = await runSite();
}, 120_000);
afterAll(async () => {
  await held.site?.close();
  await removeFolders();
});

/** People at work until told to stop: new documents, new versions, decisions, issued files, content. */
function startWriters({ test }: RunningSite) {
  const { commands } = test.app.services.documents;
  let going = true;
  let writes = 0;
  const loop = async (step: (n: number) => Promise<unknown>) => {
    for (let n = 1; going && n <= MOST_STEPS; n += 1) {
      await step(n);
      writes += 1;
    }
  };
  const versions = async (n: number) => {
    const made = await createResolution(test);
    await content(n);
    let base = made.versionSha256;
    for (let turn = 0; turn < 3; turn += 1) {
      const { sample } = await test.app.templates.getCurrentTemplate('resolution/flat');
      const fields = structuredClone(sample) as { items: { text: string }[] };
      fields.items = fields.items.map(({ text, ...item }) => ({ ...item, text: `${text} (${n}.${turn})` }));
      const { documentId } = made;
      const saved = await commands.saveVersion(test.as('drafter'), { documentId, baseSha256: base, fields });
      base = saved.sha256;
    }
  };
  const content = (n: number) =>
    test.app.services.content.save({
      path: 'content/glossary/trial.yaml',
      text: `n: ${n}\n`,
      author: { name: EDITOR },
    });
  const issue = async () => {
    const made = await adopted(test);
    await commands.issueDocument(test.as('secretary'), made);
  };
  const all = Promise.all([loop(versions), loop(() => submitted(test)), loop(issue)]);
  return {
    async stop() {
      going = false;
      await all;
      return writes;
    },
  };
}

/** Every pointer of a restored installation leads somewhere, and every event is in the chain exactly once. */
async function expectWhole(app: App, dataDir: string): Promise<number> {
  const db = databaseOf(app.storage);
  const files = createDiskFileStore({ folder: join(dataDir, 'files') });
  const documents = await db.collection<Document>('documents').find({}).toArray();
  for (const {
    _id,
    currentVersion,
    issued,
    template,
    workflow,
    registration,
    eventSeq,
    outbox,
  } of documents) {
    const { sha256 } = currentVersion;
    expect(
      await db.collection('versions').findOne({ documentId: _id, sha256 }),
      `version of ${_id}`,
    ).not.toBeNull();
    for (const file of issued) expect(await files.get(file.sha256), `file of ${_id}`).not.toBeNull();
    for (const { release } of [template, workflow])
      expect(await db.collection('releases').findOne({ _id: release as never })).not.toBeNull();
    if (registration)
      expect(await db.collection('registerEntries').findOne({ documentId: _id })).not.toBeNull();
    expect(outbox).toEqual([]);
    expect(await db.collection('audit').countDocuments({ 'aggregate.id': _id }), `events of ${_id}`).toBe(
      eventSeq,
    );
  }
  for (const user of await db.collection('users').find({}).toArray())
    for (const { organisationId } of user.memberships as { organisationId: string }[])
      expect(await db.collection('organisations').findOne({ _id: organisationId as never })).not.toBeNull();
  expect(await app.audit.verify()).toMatchObject({ ok: true, findings: [] });
  return documents.length;
}

const headOf = (dataDir: string) => git.resolveRef({ fs, dir: join(dataDir, 'content'), ref: 'HEAD' });

describe('a backup of a running site', () => {
  it('restored, has no pointer into nothing, and its audit chain verifies and goes on', async () => {
    const { site } = held;
    await adopted(site.test);
    const writers = startWriters(site);
    const archives: { file: string; keys: string }[] = [];
    for (let n = 0; n < 2; n += 1) {
      const folder = await temporaryFolder();
      const [file, keys] = [join(folder, 'all.tar'), join(folder, 'keys.json')];
      const { code } = await run(backup, [file, '--with-keys', keys], site.dataDir);
      expect(code).toBe(0);
      archives.push({ file, keys });
    }
    expect(await writers.stop()).toBeGreaterThan(4);

    let seen = 0;
    for (const { file, keys } of archives) {
      const dataDir = await temporaryFolder();
      const { code, json } = await run(restore, [file, '--with-keys', keys], dataDir);
      expect(code).toBe(0);
      expect(json).toMatchObject({ keys: 'same', aside: null });
      expect(json.indexed).toEqual(expect.any(Number));
      const app = await openApp(dataDir);
      try {
        const count = await expectWhole(app, dataDir);
        expect(count).toBeGreaterThanOrEqual(seen);
        seen = count;
        // An edit caught between writing and committing is committed at the start, in the product's name.
        const history = await app.services.content.history('content/glossary/trial.yaml');
        expect(history.slice(1).every(({ author }) => author === EDITOR)).toBe(true);
        expect([EDITOR, 'Хартия']).toContain(history[0]?.author);
        await createResolution({ ...site.test, app } as never);
        await app.settle();
        await expectWhole(app, dataDir);
      } finally {
        await app.close();
      }
    }
    expect(seen).toBeGreaterThan(1);
  }, 300_000);

  it('of a quiet site is the same data: counts, content files, history', async () => {
    const { site } = held;
    await site.test.app.settle();
    const folder = await temporaryFolder();
    const file = join(folder, 'all.tar');
    const { json } = await run(backup, [file], site.dataDir);
    const dataDir = await temporaryFolder();
    await run(restore, [file], dataDir);
    expect(await headOf(dataDir)).toBe(await headOf(site.dataDir));
    const names = (await readdir(join(site.dataDir, 'content'), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile() && !entry.parentPath.includes('.git'))
      .map((entry) => join(entry.parentPath, entry.name));
    expect(names.length).toBeGreaterThan(20);
    for (const name of names)
      expect(await readFile(name.replace(site.dataDir, dataDir))).toEqual(await readFile(name));
    const statuses = await git.statusMatrix({ fs, dir: join(dataDir, 'content') });
    expect(statuses.filter((row) => String(row.slice(1)) !== '1,1,1')).toEqual([]);
    expect(json.damagedFiles).toEqual([]);
  }, 120_000);

  it('is not restored over the running site, nor over data without --force; wrong usage is told', async () => {
    const { site } = held;
    const file = join(await temporaryFolder(), 'all.tar');
    await run(backup, [file], site.dataDir);
    await expect(run(restore, [file, '--force'], site.dataDir)).rejects.toMatchObject({
      code: 'backup/running',
    });
    await expect(run(restore, [], site.dataDir)).rejects.toThrow(/Нужен один файл/);
    await expect(run(backup, ['a', 'b'], site.dataDir)).rejects.toThrow(/Нужен один файл/);
    await expect(run(backup, ['a', '--unheard-of'], site.dataDir)).rejects.toThrow();
  }, 60_000);
});
