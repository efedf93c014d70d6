// A random life of several tabs over a bad network, and what must hold when everybody is back and idle.
import {
  type Block,
  type DocumentBody,
  flattenBlocks,
  mapBlocks,
  mapOwnRuns,
  tidyBody,
} from '~/modules/documents';
import { canonicalJson } from '~/shared/canonical-json';
import { buildItem, buildParagraph, buildSection } from './body.factory';
import { createDisk, createWorld, openTab, type Tab } from './draft-world';

/** A generator of numbers 0…1 that a seed fixes (mulberry32). */
export function seeded(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const start = (): DocumentBody => ({
  schemaVersion: 1,
  numbering: 'flat',
  blocks: [
    buildSection('s1', 'Первый', [buildItem('a', 'раз'), buildItem('b', 'два')]),
    buildSection('s2', 'Второй', [buildItem('c', 'три')]),
    buildParagraph('p', 'конец'),
  ],
});

export interface WalkReport {
  readonly words: number;
  readonly conflicts: number;
  readonly crashes: number;
  readonly lost: readonly string[];
  readonly differing: readonly string[];
}

const say = (body: DocumentBody, id: string, word: string): DocumentBody =>
  mapBlocks(body, (block) =>
    block.id === id ? mapOwnRuns(block, (run) => [...run, { type: 'text', text: ` ${word}` }]) : block,
  );

/** One walk: `steps` of typing, adding, moving, going offline, coming back, crashing. */
export async function walk(seed: number, steps: number, tabs: number): Promise<WalkReport> {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const calm = { now: false };
  const world = createWorld(
    start(),
    {
      delay: () => Math.floor(random() * (calm.now ? 30 : 900)),
      loses: () => !calm.now && random() < 0.12,
      repeats: () => !calm.now && random() < 0.08,
    },
    12,
  );
  const disks = Array.from({ length: tabs }, () => createDisk());
  let opened = 0;
  const open = (i: number): Promise<Tab> => openTab(world, `человек${i}`, disks[i]!, `tab-${i}-${opened++}`);
  const hands: { tab: Tab; client: string }[] = [];
  for (let i = 0; i < tabs; i++) hands.push({ client: `tab-${i}-${opened}`, tab: await open(i) });
  const words: string[] = [];
  let crashes = 0;

  const act = async (): Promise<void> => {
    const i = Math.floor(random() * tabs);
    const hand = hands[i]!;
    const dice = random();
    const word = `слово${words.length}я${i}`;
    if (dice < 0.55) {
      words.push(word);
      hand.tab.type((body) => say(body, pick(flattenBlocks(body)).block.id, word));
    } else if (dice < 0.67) {
      words.push(word);
      const added: Block = buildParagraph(`new-${word}`, word);
      hand.tab.type((body) => ({
        ...body,
        blocks: body.blocks.toSpliced(Math.floor(random() * body.blocks.length), 0, added),
      }));
    } else if (dice < 0.75) {
      hand.tab.type((body) => ({ ...body, blocks: [...body.blocks.slice(1), ...body.blocks.slice(0, 1)] }));
    } else if (dice < 0.83) world.offline.add(hand.client);
    else if (dice < 0.93) {
      world.offline.delete(hand.client);
      hand.tab.driver.dispatch({ type: 'retry' });
    } else {
      // What was typed is on the disk at the latest after a second and a half.
      await world.drain(world.clock() + 2000);
      hand.tab.crash();
      crashes += 1;
      const client = `tab-${i}-${opened}`;
      hands[i] = { client, tab: await open(i) };
    }
    await world.drain(world.clock() + Math.floor(random() * 1800));
  };
  for (let step = 0; step < steps; step++) await act();

  calm.now = true;
  world.offline.clear();
  for (let round = 0; round < 8; round++) {
    for (const { tab } of hands) {
      tab.driver.dispatch({ type: 'heard', revision: world.server.revision });
      tab.driver.dispatch({ type: 'retry' });
    }
    await world.drain(world.clock() + 10_000);
  }
  const text = JSON.stringify([world.server.body, world.server.conflicts]);
  // An editor may hold a run in pieces: the canonical forms are compared.
  const expected = canonicalJson(world.server.body);
  return {
    words: words.length,
    conflicts: world.server.conflicts.length,
    crashes,
    lost: words.filter((word) => !text.includes(word)),
    differing: hands
      .filter(({ tab }) => canonicalJson(tidyBody(tab.text(), world.newId)) !== expected)
      .map(({ client }) => client),
  };
}
