import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manualClock } from '~/platform/clock';
import { openContentStore } from '~/platform/content/index.server';
import { silentLogger } from '~/platform/log';

const TERM = 'content/glossary/mediaciya.yaml';
const ANNA = { name: 'А. А. Редактор', email: 'anna@example.org' };
let root: string;
const clock = manualClock('2026-11-21T10:00:00Z');

async function seed(files: Record<string, string>) {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, 'seeds', path)), { recursive: true });
    await writeFile(join(root, 'seeds', path), text);
  }
}
const open = (input: { canWrite?: () => Promise<boolean> } = {}) =>
  openContentStore({
    folder: join(root, 'data', 'content'),
    seeds: join(root, 'seeds'),
    clock,
    log: silentLogger,
    ...input,
  });

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'khartia-content-'));
  await seed({
    [TERM]: 'term: медиация\n',
    'workflows/resolution.yaml': 'kind: resolution\n',
    'templates/resolution/flat/template.yaml': 'kind: resolution\n',
    'templates/resolution/flat/body.hbs': '<article></article>\n',
  });
});
afterEach(() => rm(root, { recursive: true }));

describe('content store', () => {
  it('is made from the seeds, with one commit of the product', async () => {
    const store = await open();
    expect(store.state()).toEqual({ mode: 'writable' });
    expect(await store.list()).toEqual([
      TERM,
      'templates/resolution/flat/body.hbs',
      'templates/resolution/flat/template.yaml',
      'workflows/resolution.yaml',
    ]);
    expect(await store.list('workflows/')).toEqual(['workflows/resolution.yaml']);
    expect(await store.history(TERM)).toMatchObject([{ author: 'Хартия', at: clock.now() }]);
    expect(await store.read('content/glossary/none.yaml')).toBeNull();
  });

  it('commits each save in the author’s name and reads any version back', async () => {
    const store = await open();
    const first = (await store.history(TERM))[0]!.commit;
    const commit = await store.save({ path: TERM, text: 'term: Медиация\n', author: ANNA });
    expect(await store.save({ path: TERM, text: 'term: Медиация\n', author: ANNA })).toBeNull();
    const history = await store.history(TERM);
    expect(history.map(({ author }) => author)).toEqual([ANNA.name, 'Хартия']);
    expect(history[0]!.commit).toBe(commit);
    expect(await store.readAt(TERM, first)).toBe('term: медиация\n');
    await expect(store.readAt(TERM, '0'.repeat(40))).rejects.toMatchObject({
      code: 'content/version-not-found',
    });
    await expect(store.remove({ path: TERM, author: ANNA, base: 'term: медиация\n' })).rejects.toMatchObject({
      code: 'content/changed-meanwhile',
    });
    await store.remove({ path: TERM, author: ANNA, base: 'term: Медиация\n' });
    expect(await store.remove({ path: TERM, author: ANNA })).toBeNull();
    expect(await store.read(TERM)).toBeNull();
    expect(await store.readAt(TERM, commit!)).toBe('term: Медиация\n');
  });

  it('keeps twelve saves at once apart', async () => {
    const store = await open();
    const paths = Array.from({ length: 12 }, (_, i) => `content/guides/g${i}.mdoc`);
    await Promise.all(
      paths.map((path, i) => store.save({ path, text: path, author: { name: `Автор ${i}` } })),
    );
    for (const [i, path] of paths.entries()) {
      expect((await store.history(path)).map(({ author }) => author)).toEqual([`Автор ${i}`]);
    }
  });

  it('refuses a save over somebody else’s', async () => {
    const store = await open();
    await store.save({ path: TERM, text: 'раз', base: 'term: медиация\n', author: ANNA });
    await expect(
      store.save({ path: TERM, text: 'два', base: 'term: медиация\n', author: ANNA }),
    ).rejects.toMatchObject({ code: 'content/changed-meanwhile', kind: 'conflict' });
    expect(await store.read(TERM)).toBe('раз');
  });

  it.each([
    '../evil.yaml',
    'content/../../evil.yaml',
    'content/a/../b.yaml',
    '/etc/passwd.yaml',
    'content\\glossary\\a.yaml',
    'content/.git/config.yaml',
    '.git/hooks/a.yaml',
    'content/a.yaml\u0000.png',
    'content/run.sh',
    'contentevil/a.yaml',
    'content/con.yaml',
    'content//a.yaml',
    `content/${'a'.repeat(300)}.yaml`,
  ])('refuses the path %j', async (path) => {
    const store = await open();
    await expect(store.save({ path, text: 'x', author: ANNA })).rejects.toMatchObject({
      code: 'content/bad-path',
    });
    await expect(store.read(path)).rejects.toMatchObject({ code: 'content/bad-path' });
  });

  it('does not follow links, and takes no huge file', async () => {
    const store = await open();
    await symlink(root, join(store.folder, 'content', 'out'));
    await expect(store.save({ path: 'content/out/x.yaml', text: 'x', author: ANNA })).rejects.toMatchObject({
      code: 'content/bad-path',
    });
    const text = 'ж'.repeat(600_000);
    await expect(store.save({ path: TERM, text, author: ANNA })).rejects.toMatchObject({
      code: 'content/too-large',
    });
  });

  it('commits what an editor wrote by itself, and takes back what the rules refuse', async () => {
    const store = await open();
    const value = await store.edit(ANNA, async () => {
      await writeFile(join(store.folder, TERM), 'term: из редактора\n');
      return 'готово';
    });
    expect(value).toBe('готово');
    expect((await store.history(TERM))[0]).toMatchObject({ author: ANNA.name });
    await writeFile(join(store.folder, '.DS_Store'), 'не наше');
    const bad = store.edit(ANNA, async () => {
      await writeFile(join(store.folder, TERM), 'term: ещё\n');
      await writeFile(join(store.folder, 'content', 'run.sh'), 'rm -rf /');
    });
    await expect(bad).rejects.toMatchObject({ code: 'content/bad-path' });
    await expect(readFile(join(store.folder, 'content', 'run.sh'))).rejects.toThrow('ENOENT');
    expect(await store.history(TERM)).toHaveLength(3);
    expect(await readFile(join(store.folder, '.DS_Store'), 'utf8')).toBe('не наше');
  });

  it('holds an editor to its folders, not to what begins like them', async () => {
    const store = await open();
    const evil = join(store.folder, 'content', 'glossaryevil.yaml');
    const work = async () => {
      await writeFile(evil, 'term: чужое\n');
      await writeFile(join(store.folder, 'workflows', 'resolution.yaml'), 'kind: чужое\n');
      await writeFile(join(store.folder, TERM), 'term: своё\n');
    };
    await expect(store.edit(ANNA, work, 'Правка', ['content/glossary'])).rejects.toMatchObject({
      code: 'content/bad-path',
    });
    expect(await store.read('content/glossaryevil.yaml')).toBeNull();
    expect(await store.read('workflows/resolution.yaml')).toBe('kind: resolution\n');
    expect(await store.read(TERM)).toBe('term: своё\n');
    expect(await store.history(TERM)).toHaveLength(2);
  });

  it('opens after a crash that damaged the index or the whole history', async () => {
    const store = await open();
    const index = join(store.folder, '.git', 'index');
    await writeFile(index, (await readFile(index)).subarray(0, 40));
    const mended = await open();
    expect(await mended.history(TERM)).toHaveLength(1);
    await mended.save({ path: TERM, text: 'term: после\n', author: ANNA });
    expect(await mended.list()).toHaveLength(4);
    expect(await mended.history('workflows/resolution.yaml')).toHaveLength(1);
    await writeFile(join(store.folder, '.git', 'refs', 'heads', 'main'), 'f'.repeat(40));
    const anew = await open();
    expect(await anew.read(TERM)).toBe('term: после\n');
    expect(await anew.history(TERM)).toHaveLength(1);
  });

  it('commits on opening what a crash left outside the history', async () => {
    const store = await open();
    await writeFile(join(store.folder, TERM), 'term: до сбоя\n');
    const again = await open();
    expect(await again.read(TERM)).toBe('term: до сбоя\n');
    expect(await again.history(TERM)).toHaveLength(2);
  });
});

describe('a new version of the product', () => {
  it('replaces what nobody touched and offers the rest', async () => {
    const store = await open();
    await store.save({ path: TERM, text: 'term: своё\n', author: ANNA });
    await seed({ [TERM]: 'term: новое\n', 'workflows/resolution.yaml': 'kind: resolution # 2\n' });
    await seed({ 'content/glossary/mediator.yaml': 'term: медиатор\n' });
    const again = await open();
    expect(await again.read(TERM)).toBe('term: своё\n');
    expect(await again.read('workflows/resolution.yaml')).toBe('kind: resolution # 2\n');
    expect(await again.read('content/glossary/mediator.yaml')).toBe('term: медиатор\n');
    expect(await again.offered()).toEqual([{ entry: TERM, files: [TERM] }]);
    expect(await again.readSeed(TERM)).toBe('term: новое\n');
    expect(await (await open()).offered()).toEqual([{ entry: TERM, files: [TERM] }]);
  });
});

describe('a read-only folder', () => {
  it('is told as a state; reading goes on from the seeds or from what is there', async () => {
    const readOnly = { canWrite: async () => false };
    const bare = await open(readOnly);
    expect(bare.state()).toMatchObject({
      mode: 'read-only',
      reason: expect.stringContaining('только для чтения'),
    });
    expect(await bare.read(TERM)).toBe('term: медиация\n');
    await expect(bare.save({ path: TERM, text: 'x', author: ANNA })).rejects.toMatchObject({
      code: 'content/read-only',
    });
    await (await open()).save({ path: TERM, text: 'term: своё\n', author: ANNA });
    const own = await open(readOnly);
    expect(await own.read(TERM)).toBe('term: своё\n');
    expect(await own.history(TERM)).toHaveLength(2);
  });

  it('is found by trying', async () => {
    await writeFile(join(root, 'data'), 'a file where the folder should be');
    expect((await open()).state().mode).toBe('read-only');
  });
});
