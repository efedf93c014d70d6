import { describe, expect, it } from 'vitest';
import { type DocumentBody, mapBlocks, mapOwnRuns } from '~/modules/documents';
import { buildItem, buildParagraph, buildSection } from '../../../tests/factories/body.factory';
import { walk } from '../../../tests/factories/draft-walk';
import { createDisk, createWorld, type Network, openTab } from '../../../tests/factories/draft-world';

const calm: Network = { delay: () => 20, loses: () => false, repeats: () => false };
const start = (): DocumentBody => ({
  schemaVersion: 1,
  numbering: 'flat',
  blocks: [
    buildSection('s', 'Раздел', [buildItem('a', 'первый'), buildItem('b', 'второй')]),
    buildParagraph('p', 'конец'),
  ],
});
const say = (id: string, text: string) => (body: DocumentBody) =>
  mapBlocks(body, (block) => (block.id === id ? mapOwnRuns(block, () => [{ type: 'text', text }]) : block));
const textsOf = (body: DocumentBody) => JSON.stringify(body);

describe('one tab', () => {
  it('saves a second after a pause, and at least every five seconds while typing', async () => {
    const world = createWorld(start(), calm);
    const tab = await openTab(world, 'анна', createDisk(), 'tab-a');
    tab.type(say('a', 'раз'));
    await world.drain(world.clock() + 900);
    expect(world.server.revision).toBe(0);
    await world.drain(world.clock() + 300);
    expect(world.server.revision).toBe(1);
    for (let i = 0; i < 24; i++) {
      tab.type(say('a', `раз ${i}`));
      await world.drain(world.clock() + 250);
    }
    expect(world.server.revision).toBe(2);
    await world.drain(world.clock() + 2000);
    expect(world.server.revision).toBe(3);
    expect(textsOf(world.server.body)).toContain('раз 23');
    expect(tab.driver.state.savedAt).not.toBeNull();
  });

  it('goes on typing offline, and sends when the network is back', async () => {
    const world = createWorld(start(), calm);
    const tab = await openTab(world, 'анна', createDisk(), 'tab-a');
    world.offline.add('tab-a');
    tab.type(say('a', 'без связи'));
    await world.drain(world.clock() + 5000);
    expect(tab.driver.state.trouble?.kind).toBe('offline');
    tab.type(say('b', 'тоже без связи'));
    await world.drain(world.clock() + 60_000);
    world.offline.delete('tab-a');
    tab.driver.dispatch({ type: 'retry' });
    await world.drain(world.clock() + 5000);
    expect(tab.driver.state.trouble).toBeNull();
    expect(textsOf(world.server.body)).toContain('без связи');
    expect(textsOf(world.server.body)).toContain('тоже без связи');
    expect(world.server.conflicts).toEqual([]);
  });

  it.each([
    ['the server still knows the base', 50],
    ['the base came along', 1],
  ])('brings unsent work back after a crash: %s', async (_name, kept) => {
    const world = createWorld(start(), calm, kept);
    const disk = createDisk();
    const tab = await openTab(world, 'анна', disk, 'tab-a');
    world.offline.add('tab-a');
    tab.type(say('a', 'не отправлено'));
    await world.drain(world.clock() + 4000);
    tab.crash();
    const other = await openTab(world, 'пётр', createDisk(), 'tab-p');
    for (const text of ['раз', 'два', 'три']) {
      other.type(say('b', text));
      await world.drain(world.clock() + 2000);
    }
    const again = await openTab(world, 'анна', disk, 'tab-b');
    expect(textsOf(again.text())).toContain('не отправлено');
    await world.drain(world.clock() + 5000);
    expect(textsOf(world.server.body)).toContain('не отправлено');
    expect(textsOf(world.server.body)).toContain('три');
    expect(again.text()).toEqual(world.server.body);
    expect(disk.records.size).toBe(0);
  });

  it('keeps a repeated save from undoing what came after it', async () => {
    const fate = { lose: false };
    const world = createWorld(start(), { ...calm, loses: () => fate.lose });
    const tab = await openTab(world, 'анна', createDisk(), 'tab-a');
    const other = await openTab(world, 'пётр', createDisk(), 'tab-p');
    tab.type((body) => ({ ...body, blocks: [...body.blocks, buildParagraph('new', 'добавлено')] }));
    await world.drain(world.clock() + 1010);
    fate.lose = true;
    await world.drain(world.clock() + 15);
    fate.lose = false;
    other.driver.dispatch({ type: 'heard', revision: 1 });
    await world.drain(world.clock() + 300);
    other.type((body) => ({ ...body, blocks: body.blocks.filter(({ id }) => id !== 'new') }));
    await world.drain(world.clock() + 20_000);
    expect(textsOf(world.server.body)).not.toContain('добавлено');
    expect(tab.text()).toEqual(world.server.body);
  });
});

describe('two tabs', () => {
  it('see the words of each other without a conflict in different points', async () => {
    const world = createWorld(start(), calm);
    const [one, two] = [
      await openTab(world, 'анна', createDisk(), 'tab-a'),
      await openTab(world, 'пётр', createDisk(), 'tab-p'),
    ];
    one.type(say('a', 'слова Анны'));
    two.type(say('b', 'слова Петра'));
    await world.drain(world.clock() + 5000);
    expect(one.text()).toEqual(two.text());
    expect(textsOf(one.text())).toContain('слова Анны');
    expect(textsOf(one.text())).toContain('слова Петра');
    expect(world.server.conflicts).toEqual([]);
  });

  it('keep both wordings of one point, shown to both, and settle it once', async () => {
    const world = createWorld(start(), calm);
    const [one, two] = [
      await openTab(world, 'анна', createDisk(), 'tab-a'),
      await openTab(world, 'пётр', createDisk(), 'tab-p'),
    ];
    world.offline.add('tab-a');
    one.type(say('a', 'слова Анны'));
    two.type(say('a', 'слова Петра'));
    await world.drain(world.clock() + 5000);
    world.offline.delete('tab-a');
    one.driver.dispatch({ type: 'retry' });
    await world.drain(world.clock() + 5000);
    for (const tab of [one, two]) expect(tab.driver.state.conflicts).toHaveLength(1);
    const id = two.driver.state.conflicts[0]!.id;
    two.driver.settle(id, { kind: 'both' });
    await world.drain(world.clock() + 5000);
    expect(world.server.conflicts).toEqual([]);
    for (const tab of [one, two]) {
      expect(tab.driver.state.conflicts).toEqual([]);
      expect(textsOf(tab.text())).toContain('слова Анны');
      expect(textsOf(tab.text())).toContain('слова Петра');
    }
    expect(one.text()).toEqual(two.text());
  });
});

describe('many tabs over a bad network', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('end with one text and no word lost (seed %i)', async (seed) => {
    const report = await walk(seed, 60, 3);
    expect(report).toMatchObject({ lost: [], differing: [] });
    expect(report.words).toBeGreaterThan(20);
  });
});
