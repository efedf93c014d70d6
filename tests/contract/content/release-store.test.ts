import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { manualClock } from '~/platform/clock';
import {
  createMemoryReleaseStore,
  createMongoReleaseStore,
  openContentStore,
  type ReleaseStore,
  syncReleases,
} from '~/platform/content/index.server';
import { silentLogger } from '~/platform/log';
import type { Problem } from '~/shared/problem';
import { testDatabase } from '../../setup/store';

const clock = manualClock('2026-11-21T10:00:00Z');
const FILES = { 'template.yaml': 'kind: resolution\n', 'body.hbs': '<article></article>' };

describe.each([
  ['memory', async () => createMemoryReleaseStore({ clock })],
  ['MongoDB', async () => createMongoReleaseStore({ db: (await testDatabase()).db, clock })],
] as [string, () => Promise<ReleaseStore>][])('release store in %s', (_name, open) => {
  let releases: ReleaseStore;
  beforeEach(async () => {
    releases = await open();
  });

  it('publishes once what is the same, and gives it back by sha and as current', async () => {
    const first = await releases.publish('template', 'resolution/flat', FILES);
    clock.advance(1000);
    const again = await releases.publish('template', 'resolution/flat', { ...FILES });
    expect(again).toEqual(first);
    expect(first).toMatchObject({ kind: 'template', id: 'resolution/flat', files: FILES });
    expect(await releases.get(first.sha)).toEqual(first);
    expect(await releases.current('template', 'resolution/flat')).toEqual(first);
    expect(await releases.current('workflow', 'resolution/flat')).toBeNull();
  });

  it('keeps old releases for who pinned them', async () => {
    const first = await releases.publish('workflow', 'resolution', { 'resolution.yaml': 'a: 1' });
    const second = await releases.publish('workflow', 'resolution', { 'resolution.yaml': 'a: 2' });
    expect((await releases.current('workflow', 'resolution'))?.sha).toBe(second.sha);
    expect((await releases.get(first.sha)).files).toEqual({ 'resolution.yaml': 'a: 1' });
    await releases.publish('workflow', 'resolution', { 'resolution.yaml': 'a: 1' });
    expect((await releases.current('workflow', 'resolution'))?.sha).toBe(first.sha);
  });

  it('lists what is current, by id, and no longer what is retired', async () => {
    await releases.publish('content', 'glossary/b', { 'b.yaml': '1' });
    const a = await releases.publish('content', 'glossary/a', { 'a.yaml': '1' });
    expect((await releases.list('content')).map(({ id }) => id)).toEqual(['glossary/a', 'glossary/b']);
    await releases.retire('content', 'glossary/a');
    expect((await releases.list('content')).map(({ id }) => id)).toEqual(['glossary/b']);
    expect(await releases.get(a.sha)).toEqual(a);
  });

  it('does not know what was never published', async () => {
    await expect(releases.get('0'.repeat(64))).rejects.toMatchObject({ code: 'content/release-not-found' });
  });
});

describe('releases of another process', () => {
  it('are seen when the pointer is older than its time', async () => {
    const { db } = await testDatabase();
    const [a, b] = [createMongoReleaseStore({ db, clock }), createMongoReleaseStore({ db, clock })];
    expect(await b.current('content', 'x')).toBeNull();
    const release = await a.publish('content', 'x', { 'x.yaml': '1' });
    expect(await b.current('content', 'x')).toBeNull();
    clock.advance(2000);
    expect(await b.current('content', 'x')).toEqual(release);
  });
});

describe('synchronising releases', () => {
  const bad = (file: string): Problem => ({ file, line: 3, message: 'не то', severity: 'error' });

  it('publishes what is valid, reports the rest and leaves their former releases', async () => {
    const root = await mkdtemp(join(tmpdir(), 'khartia-sync-'));
    for (const [path, text] of Object.entries({
      'templates/resolution/flat/template.yaml': 'kind: resolution\n',
      'templates/resolution/flat/body.hbs': '<article></article>\n',
      'workflows/resolution.yaml': 'kind: resolution\n',
      'content/glossary/mediaciya.yaml': 'term: медиация\n',
    })) {
      await mkdir(dirname(join(root, 'seeds', path)), { recursive: true });
      await writeFile(join(root, 'seeds', path), text);
    }
    const options = { folder: join(root, 'content'), seeds: join(root, 'seeds'), clock, log: silentLogger };
    const content = await openContentStore(options);
    const releases = createMemoryReleaseStore({ clock });
    const validators = {
      workflow: ({ files, path }: { files: Record<string, string>; path: string }) =>
        Object.values(files).some((text) => text.includes('плохо'))
          ? [bad(path)]
          : [{ ...bad(path), severity: 'warning' as const }],
    };
    const sync = () => syncReleases({ content, releases, validators });
    const first = await sync();
    expect(first.published.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      'template resolution/flat',
      'workflow resolution',
      'content glossary/mediaciya',
    ]);
    expect(first.problems).toMatchObject([{ file: 'workflows/resolution.yaml', severity: 'warning' }]);
    expect(await sync()).toMatchObject({ published: [], unchanged: 3, retired: [] });

    const author = { name: 'Редактор' };
    const before = await releases.current('workflow', 'resolution');
    await content.save({ path: 'workflows/resolution.yaml', text: 'плохо', author });
    await content.remove({ path: 'content/glossary/mediaciya.yaml', author });
    const second = await sync();
    expect(second).toMatchObject({
      published: [],
      unchanged: 1,
      retired: [{ kind: 'content', id: 'glossary/mediaciya' }],
      problems: [bad('workflows/resolution.yaml')],
    });
    expect(await releases.current('workflow', 'resolution')).toEqual(before);
    await rm(root, { recursive: true });
  });
});
