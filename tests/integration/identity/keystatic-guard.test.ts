// The content editor behind our guards: role, origin, paths, one commit a save, read-only disk.
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ContentStore, openContentStore } from '~/platform/content/index.server';
import { silentLogger } from '~/platform/log';
import * as api from '../../../app/routes/api.keystatic.$/route';
import * as page from '../../../app/routes/keystatic.$/route';
import * as signInPage from '../../../app/routes/sign-in';
import { type IdentityHarness, identityHarness, setUpInput } from './identity-harness';
import { browser, SITE } from './route-harness';

const KVORUM = 'content/glossary/kvorum.mdoc';
const EDITOR = { 'no-cors': '1', 'content-type': 'application/json', origin: SITE };

let h: IdentityHarness;
let folder: string;
let content: ContentStore;

let seeds: string;
beforeAll(async () => {
  seeds = await mkdtemp(join(tmpdir(), 'khartia-seeds-'));
  for (const slug of ['kvorum', 'viza', 'reglament', 'polozhenie', 'mediatsiya']) {
    const path = `content/glossary/${slug}.mdoc`;
    await cp(join(process.cwd(), path), join(seeds, path));
  }
  await cp(join(process.cwd(), 'content/samples/people.yaml'), join(seeds, 'content/samples/people.yaml'));
});
afterAll(() => rm(seeds, { recursive: true, force: true }));

const open = (canWrite?: () => Promise<boolean>) =>
  openContentStore({ folder, seeds, clock: h.clock, log: silentLogger, ...(canWrite ? { canWrite } : {}) });

beforeEach(async () => {
  h = await identityHarness();
  folder = await mkdtemp(join(tmpdir(), 'khartia-content-'));
  content = await open();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function signedIn(role: 'editor' | 'secretary', store = content) {
  if (!(await h.identity.isSetUp())) await h.identity.setUp(h.ctx(), setUpInput);
  const organisationId = (await h.identity.hostOrganisationId()) ?? '';
  const email = `${role}@example.org`;
  const password = 'длинный пароль 1';
  await h.identity.addUser(h.system(), {
    email,
    surname: 'Правкина',
    name: 'Ольга',
    password,
    memberships: [{ organisationId, roles: [role] }],
  });
  const b = browser(h, store);
  await b.submit(signInPage.action, '/sign-in', { email, password });
  return b;
}
type Browser = Awaited<ReturnType<typeof signedIn>>;

const text = (definition: string) =>
  `---\nterm: Кворум\nsynonyms: []\nsources:\n  - reference: ст. 45 ЖК РФ\n    edition: ''\n---\n${definition}\n`;
const addition = (path: string, body: string) => ({
  path,
  contents: Buffer.from(body).toString('base64url'),
});
const save = (
  b: Browser,
  additions: unknown[],
  deletions: unknown[] = [],
  headers: Record<string, string> = EDITOR,
) =>
  b.call(api.action, '/api/keystatic/update', {
    method: 'POST',
    headers,
    body: JSON.stringify({ additions, deletions }),
  });
const tree = (b: Browser) => b.call(api.loader, '/api/keystatic/tree', { headers: { 'no-cors': '1' } });
const onDisk = (path: string) => readFile(join(folder, path), 'utf8');

describe('guard', () => {
  it('a visitor is sent to sign in; the API answers 401 to reading and writing', async () => {
    const visitor = browser(h, content);
    const sent = await visitor.call(page.loader, '/keystatic/collection/glossary');
    expect(sent.headers.get('location')).toBe('/sign-in?next=%2Fkeystatic%2Fcollection%2Fglossary');
    expect((await tree(visitor)).status).toBe(401);
    expect((await save(visitor, [addition(KVORUM, text('Нет'))])).status).toBe(401);
    expect(await onDisk(KVORUM)).not.toContain('Нет');
  });

  it('a person without the role gets 403 from page, reading and writing', async () => {
    const b = await signedIn('secretary');
    expect((await b.call(page.loader, '/keystatic')).status).toBe(403);
    expect((await tree(b)).status).toBe(403);
    const refused = await save(b, [addition(KVORUM, text('Нет'))]);
    expect(refused.status).toBe(403);
    expect(await refused.response?.text()).toContain('редактор');
    expect(await onDisk(KVORUM)).not.toContain('Нет');
  });

  it('an editor opens the page and reads tree and entries', async () => {
    const b = await signedIn('editor');
    expect((await b.call(page.loader, '/keystatic')).data).toEqual({ unavailable: null });
    const answer = await tree(b);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const entries = (await answer.response?.json()) as { path: string; sha: string }[];
    const sha = entries.find(({ path }) => path === KVORUM)?.sha ?? '';
    const blob = (path: string) =>
      b.call(api.loader, `/api/keystatic/blob/${sha}/${path}`, { headers: { 'no-cors': '1' } });
    expect(await (await blob(KVORUM)).response?.text()).toBe(await onDisk(KVORUM));
    expect((await blob('content/samples/people.yaml')).status).toBe(403);
    expect((await blob('content%2Fglossary%2F..%2Fsamples%2Fpeople.yaml')).status).toBe(403);
    expect((await blob('%E0%A4%A')).status).toBe(400);
  });

  it('refuses another site and a request that no editor sends', async () => {
    const b = await signedIn('editor');
    const entry = [addition(KVORUM, text('Чужое'))];
    expect((await save(b, entry, [], { ...EDITOR, origin: 'https://evil.example' })).status).toBe(403);
    const { 'no-cors': _, ...plain } = EDITOR;
    expect((await save(b, entry, [], plain)).status).toBe(403);
    expect((await b.call(api.loader, '/api/keystatic/tree')).status).toBe(403);
    expect(await onDisk(KVORUM)).not.toContain('Чужое');
  });

  it('knows only the editor’s three addresses', async () => {
    const b = await signedIn('editor');
    const get = (path: string) => b.call(api.loader, path, { headers: { 'no-cors': '1' } });
    expect((await get('/api/keystatic/github/login')).status).toBe(400);
    expect((await get('/api/keystatic')).status).toBe(400);
    expect(
      (await b.call(api.action, '/api/keystatic/tree', { method: 'POST', headers: EDITOR, body: '{}' }))
        .status,
    ).toBe(400);
  });
});

describe('paths', () => {
  it('outside the collections are refused, to write and to delete', async () => {
    const b = await signedIn('editor');
    for (const path of [
      'content/glossaryevil/x.mdoc',
      'content/guides/../samples/people.yaml',
      '.git/config',
      '',
    ]) {
      for (const answer of [await save(b, [addition(path, 'x')]), await save(b, [], [{ path }])]) {
        expect(answer.status, path).toBe(403);
      }
    }
    expect(await content.history(KVORUM)).toHaveLength(1);
  });

  it('one bad path refuses the whole save', async () => {
    const b = await signedIn('editor');
    const before = await onDisk(KVORUM);
    const both = [addition(KVORUM, text('Новое')), addition('content/rolesevil/x.mdoc', 'x')];
    expect((await save(b, both)).status).toBe(403);
    expect(await onDisk(KVORUM)).toBe(before);
  });
});

describe('saving', () => {
  it('is a commit in the author’s name', async () => {
    const b = await signedIn('editor');
    const answer = await save(b, [addition(KVORUM, text('Новое определение кворума.'))]);
    expect(answer.status).toBe(200);
    expect(await onDisk(KVORUM)).toContain('Новое определение');
    const [newest, first] = await content.history(KVORUM);
    expect(newest).toMatchObject({ author: 'О.\u00a0Правкина', message: `Правка: ${KVORUM}` });
    expect(first).toMatchObject({ author: 'Хартия' });
  });

  it('renames and deletes in one commit each', async () => {
    const b = await signedIn('editor');
    const renamed = 'content/glossary/kvorum-sobraniya.mdoc';
    expect((await save(b, [addition(renamed, text('То же.'))], [{ path: KVORUM }])).status).toBe(200);
    expect(await content.read(KVORUM)).toBeNull();
    expect((await content.history(renamed))[0]?.message).toContain('удаление');
    await save(b, [], [{ path: renamed }]);
    expect(await content.read(renamed)).toBeNull();
  });

  it.each([
    ['an undeclared tag', text('{% script %}alert(1){% /script %}')],
    ['a picture', text('![Схема](x.png)')],
    ['a variable', text('Здесь {% $secret %}')],
    ['an unclosed tag', text('{% table %}')],
    ['a field of another kind', '---\nterm: Кворум\nsynonyms: 5\nsources: []\n---\nТекст\n'],
    ['an unknown field', '---\nterm: Кворум\nsynonyms: []\nsources: []\nowner: me\n---\nТекст\n'],
    ['broken YAML', '---\nterm: "Кворум\n---\nТекст\n'],
  ])('takes %s back, with the reason', async (_, body) => {
    const b = await signedIn('editor');
    const before = await onDisk(KVORUM);
    const refused = await save(b, [addition(KVORUM, body)]);
    expect(refused.status).toBe(400);
    expect(await refused.response?.text()).toContain('не открылась бы снова');
    expect(await onDisk(KVORUM)).toBe(before);
    expect(await content.history(KVORUM)).toHaveLength(1);
  });

  it('refuses what is no update and what is too large', async () => {
    const b = await signedIn('editor');
    const raw = (body: string) =>
      b.call(api.action, '/api/keystatic/update', { method: 'POST', headers: EDITOR, body });
    expect((await raw('{')).status).toBe(400);
    expect((await raw('{"additions":[]}')).status).toBe(400);
    expect((await save(b, [addition(KVORUM, 'x'.repeat(600 * 1024))])).status).toBe(413);
    expect((await raw('x'.repeat(5 * 1024 * 1024))).status).toBe(413);
  });

  it('several saves at once are several commits', async () => {
    const b = await signedIn('editor');
    const paths = ['viza', 'reglament', 'polozhenie', 'mediatsiya'].map(
      (slug) => `content/glossary/${slug}.mdoc`,
    );
    const answers = await Promise.all(paths.map((path) => save(b, [addition(path, text(`Текст ${path}`))])));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    for (const path of paths) expect((await content.history(path))[0]?.message).toBe(`Правка: ${path}`);
  });
});

describe('read-only disk', () => {
  it('hides the editor and answers 409 with the reason', async () => {
    const readOnly = await open(async () => false);
    const b = await signedIn('editor', readOnly);
    const hidden = await b.call(page.loader, '/keystatic');
    expect(hidden.status).toBe(409);
    expect((hidden.data as { unavailable: string }).unavailable).toContain('только для чтения');
    expect((await tree(b)).status).toBe(409);
    const refused = await save(b, [addition(KVORUM, text('Нет'))]);
    expect(refused.status).toBe(409);
    expect(await refused.response?.text()).toContain('только для чтения');
  });
});
