import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createFindingModule,
  type FindingModule,
  type Found,
  type SourceRecord,
} from '~/modules/finding/index.server';
import { createEmbeddedSearchIndex } from '~/platform/search/index.server';
import { startWorker } from '~/platform/workers/start-worker.server';
import { anonymousActor, type Context, systemActor } from '~/shared/context';
import { countingIds } from '~/shared/ids';

let folder: string;
let finding: FindingModule;
let close: () => Promise<void>;

const context = (name?: string): Context => ({
  actor: name ? { ...systemActor(name), type: 'user', id: name } : anonymousActor,
  now: () => new Date('2026-11-21T10:00:00Z'),
  newId: countingIds(),
  requestId: 'req',
  locale: 'ru',
});
const piece = (input: Partial<SourceRecord> & { id: string; source: string }): SourceRecord => ({
  type: 'document',
  title: 'Резолюция круглого стола',
  heading: '',
  number: '',
  text: '',
  acl: ['public'],
  facets: { kind: ['resolution'] },
  date: '2023-09-25',
  url: `/d/1#${input.id}`,
  order: 0,
  ...input,
});
const marked = (segments: readonly { text: string; hit: boolean }[]) =>
  segments.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('');
const idsOf = (found: Found) => found.groups.flatMap((group) => group.pieces.map(({ id }) => id));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'khartia-finding-'));
  const index = createEmbeddedSearchIndex({ file: join(folder, 'index.db'), startWorker });
  const tokensOfActor = (actor: { type: string; id: string }) =>
    actor.type === 'user' ? ['public', `user:${actor.id}`] : ['public'];
  finding = createFindingModule({ index, tokensOfActor, facetNames: ['kind'] });
  close = () => index.close();
  await finding.indexSource({
    source: 'document:1',
    records: [
      piece({
        id: 'b1',
        source: 'document:1',
        number: '1',
        text: 'Применять медиацию в жилищных спорах.',
        order: 1,
      }),
      piece({
        id: 'b2',
        source: 'document:1',
        number: '2',
        text: 'Обучать медиаторов <b>очно</b>. Медиация полезна.',
        order: 2,
      }),
    ],
  });
  await finding.indexSource({
    source: 'document:2',
    records: [
      piece({
        id: 'secret',
        source: 'document:2',
        title: 'Черновик',
        text: 'Тайная медиация соседей',
        acl: ['user:anna'],
        facets: { kind: ['protocol'] },
        url: '/d/2',
      }),
    ],
  });
});
afterAll(async () => {
  await close();
  await rm(folder, { recursive: true });
});

describe('finding', () => {
  it('groups marked pieces by their source', async () => {
    const found = await finding.search(context(), { q: 'медиации', page: 1 });
    expect(found).toMatchObject({ state: 'found', total: 2, pages: 1, query: 'медиации' });
    expect(found.groups).toHaveLength(1);
    const [group] = found.groups;
    expect(group).toMatchObject({ source: 'document:1', url: '/d/1', date: '2023-09-25' });
    expect(group!.pieces.map(({ number, passage }) => `${number}: ${marked(passage)}`).sort()).toEqual([
      '1: Применять [медиацию] в жилищных спорах.',
      '2: Обучать медиаторов <b>очно</b>. [Медиация] полезна.',
    ]);
  });

  it('shows everyone only what he may read, in hits, counts and facets', async () => {
    expect(idsOf(await finding.search(context(), { q: 'тайная' }))).toEqual([]);
    expect(idsOf(await finding.search(context('boris'), { q: 'соседи' }))).toEqual([]);
    expect(idsOf(await finding.search(context('anna'), { q: 'соседи' }))).toEqual(['secret']);
    expect((await finding.search(context(), { q: 'медиация' })).facets.kind).toEqual([
      { value: 'resolution', count: 2, isChosen: false },
    ]);
  });

  it('narrows by facets and types, and keeps a choice that finds nothing in sight', async () => {
    const anna = context('anna');
    const narrowed = await finding.search(anna, { q: 'медиация', facets: { kind: ['protocol'] } });
    expect(idsOf(narrowed)).toEqual(['secret']);
    expect(narrowed.facets.kind).toEqual([{ value: 'protocol', count: 1, isChosen: true }]);
    const none = await finding.search(anna, { q: 'медиация', type: ['guide'] });
    expect(none).toMatchObject({ state: 'nothing', total: 0 });
    expect(none.facets.type).toEqual([{ value: 'guide', count: 0, isChosen: true }]);
  });

  it('finds while one types, and by the finished word', async () => {
    expect((await finding.search(context(), { q: 'жили', typing: true })).total).toBe(1);
    expect((await finding.search(context(), { q: 'жили' })).total).toBe(0);
  });

  it.each([
    '',
    '   ',
    '«»()*"',
    '\u0000',
    "'; DROP TABLE records; --",
    '" OR "',
    'NEAR(а б)',
    '-медиация',
    '{{x}}',
  ])('answers %j without an error', async (q) => {
    const found = await finding.search(context(), { q });
    expect(['empty', 'nothing', 'found']).toContain(found.state);
  });

  it('answers very long and senseless input', async () => {
    const long = await finding.search(context(), { q: `медиация ${'очень длинный запрос '.repeat(5000)}` });
    expect(long).toMatchObject({ isShortened: true, state: 'nothing' });
    const odd = await finding.search(context(), {
      q: 'медиация',
      page: 'x' as never,
      facets: { 'a b"': ['1'] } as never,
    });
    expect(odd.page).toBe(1);
    expect(await finding.search(context(), { q: 'медиация', page: 400 })).toMatchObject({
      groups: [],
      total: 2,
    });
  });

  it('replaces and removes a source, and refuses a record of another', async () => {
    const source = 'document:9';
    await finding.indexSource({ source, records: [piece({ id: 'x1', source, text: 'лифты' })] });
    await finding.indexSource({ source, records: [piece({ id: 'x2', source, text: 'подъезды' })] });
    expect((await finding.search(context(), { q: 'лифт' })).total).toBe(0);
    expect((await finding.search(context(), { q: 'подъезд' })).total).toBe(1);
    await finding.removeSource(source);
    expect((await finding.search(context(), { q: 'подъезд' })).total).toBe(0);
    const foreign = [piece({ id: 'y', source: 'document:1' })];
    await expect(finding.indexSource({ source, records: foreign })).rejects.toMatchObject({
      code: 'finding/foreign-record',
    });
  });
});
