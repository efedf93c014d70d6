import type { Db } from 'mongodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { manualClock } from '~/platform/clock';
import { createLease } from '~/platform/jobs/index.server';
import { createLogger, silentLogger } from '~/platform/log';
import { createOutboxDispatcher, type OutboxOptions } from '~/platform/storage/outbox.server';
import type { DomainEvent, EventListener } from '~/shared/domain-event';
import { newId } from '~/shared/ids';
import { buildEvent } from '../../factories/domain-event';
import { testDatabase } from '../../setup/store';

interface Aggregate {
  _id: string;
  version: number;
  outbox: DomainEvent[];
}
let db: Db;
const clock = manualClock('2026-11-21T10:00:00Z');
const aggregates = () => db.collection<Aggregate>('documents');

beforeEach(async () => {
  db = (await testDatabase()).db;
});

async function write(id: string, ...events: DomainEvent[]) {
  await aggregates().updateOne(
    { _id: id },
    { $push: { outbox: { $each: events } }, $inc: { version: 1 } },
    { upsert: true },
  );
}
const event = (id: string, aggregateId: string, seq: number, type = 'document.submitted') =>
  buildEvent({ id, type, aggregate: { type: 'document', id: aggregateId, seq } });

/** A listener that keeps what it got and fails while `failing` says so. */
function recorder(name: string, failing: (event: DomainEvent) => boolean = () => false, events = ['*']) {
  const got: string[] = [];
  const listener: EventListener = {
    name,
    events,
    async handle(one) {
      if (failing(one)) throw new Error(`${name} не может`);
      got.push(one.id);
    },
  };
  return { got, listener };
}
const dispatcher = (listeners: EventListener[], more: Partial<OutboxOptions> = {}) =>
  createOutboxDispatcher({ db, collections: ['documents'], listeners, clock, log: silentLogger, ...more });

describe('outbox dispatcher', () => {
  it('hands events over in the order of the aggregate and empties the outbox without touching the version', async () => {
    await write('doc_1', event('e1', 'doc_1', 1), event('e2', 'doc_1', 2));
    await write('doc_1', event('e3', 'doc_1', 3));
    const all = recorder('all');
    const some = recorder('some', () => false, ['document.adopted']);
    const outbox = dispatcher([all.listener, some.listener]);
    await outbox.prepare();
    expect(await outbox.drain()).toBe(3);
    expect(all.got).toEqual(['e1', 'e2', 'e3']);
    expect(some.got).toEqual([]);
    expect(await aggregates().findOne({ _id: 'doc_1' })).toMatchObject({ outbox: [], version: 2 });
    expect(await outbox.drain()).toBe(0);
  });

  it('lets a failing listener hold up only itself on that aggregate, and tries again after a growing wait', async () => {
    let broken = true;
    const bad = recorder('bad', (one) => broken && one.aggregate.id === 'doc_1');
    const good = recorder('good');
    const outbox = dispatcher([bad.listener, good.listener]);
    await write('doc_1', event('a1', 'doc_1', 1), event('a2', 'doc_1', 2));
    await write('doc_2', event('b1', 'doc_2', 1));
    expect(await outbox.drain()).toBe(1);
    expect(good.got).toEqual(['a1', 'a2', 'b1']);
    expect(bad.got).toEqual(['b1']);
    expect(outbox.stuck()).toMatchObject([
      { listener: 'bad', eventId: 'a1', attempts: 1, error: 'bad не может' },
    ]);
    await outbox.drain();
    expect(outbox.stuck()[0]!.attempts).toBe(1);
    clock.advance(1000);
    await outbox.drain();
    clock.advance(1000);
    await outbox.drain();
    expect(outbox.stuck()[0]!.attempts).toBe(2);
    broken = false;
    clock.advance(1000);
    expect(await outbox.drain()).toBe(2);
    expect(bad.got).toEqual(['b1', 'a1', 'a2']);
    expect(good.got).toEqual(['a1', 'a2', 'b1']);
    expect(outbox.stuck()).toEqual([]);
  });

  it('hands many over at once to a listener that takes them, and one by one when it refuses the lot', async () => {
    await write('doc_1', event('a1', 'doc_1', 1), event('a2', 'doc_1', 2));
    await write('doc_2', event('b1', 'doc_2', 1), event('b2', 'doc_2', 2, 'document.adopted'));
    const lots: string[][] = [];
    const single = recorder('many', (one) => one.id === 'a1', ['document.submitted']);
    let refuses = true;
    const handleAll = async (events: readonly DomainEvent[]) => {
      lots.push(events.map(({ id }) => id));
      if (refuses) throw new Error('не всё');
    };
    const outbox = dispatcher([{ ...single.listener, handleAll }]);
    expect(await outbox.drain()).toBe(2);
    expect(lots).toEqual([['a1', 'a2', 'b1']]);
    expect(single.got).toEqual(['b1']);
    expect(outbox.stuck()).toMatchObject([{ listener: 'many', eventId: 'a1' }]);
    refuses = false;
    await write('doc_3', event('c1', 'doc_3', 1), event('c2', 'doc_3', 2));
    expect(await outbox.drain()).toBe(2);
    expect(lots.at(-1)).toEqual(['c1', 'c2']);
    expect(single.got).toEqual(['b1']);
  });

  it('hands over again after a restart what was not pulled: at least once', async () => {
    await write('doc_1', event('e1', 'doc_1', 1));
    const bad = recorder('bad', () => true);
    const first = recorder('first');
    await dispatcher([first.listener, bad.listener]).drain();
    const again = recorder('first');
    await dispatcher([again.listener]).drain();
    expect([...first.got, ...again.got]).toEqual(['e1', 'e1']);
  });

  it('keeps an event that is written while the outbox is being emptied', async () => {
    await write('doc_1', event('e1', 'doc_1', 1));
    const got: string[] = [];
    const listener: EventListener = {
      name: 'writer',
      events: ['*'],
      async handle(one) {
        got.push(one.id);
        if (one.id === 'e1') await write('doc_1', event('e2', 'doc_1', 2));
      },
    };
    expect(await dispatcher([listener]).drain()).toBe(2);
    expect(got).toEqual(['e1', 'e2']);
  });

  it('walks over more aggregates than one batch holds', async () => {
    for (let i = 10; i < 35; i += 1) await write(`doc_${i}`, event(`e${i}`, `doc_${i}`, 1));
    const all = recorder('all');
    expect(await dispatcher([all.listener], { batch: 4 }).drain()).toBe(25);
    expect(all.got).toHaveLength(25);
  });

  it('reports an unreadable event once and goes on with the others', async () => {
    await write('doc_1', event('e1', 'doc_1', 1), { id: 'odd' } as DomainEvent, event('e3', 'doc_1', 3));
    await write('doc_2', event('b1', 'doc_2', 1));
    const lines: string[] = [];
    const all = recorder('all');
    const outbox = dispatcher([all.listener], { log: createLogger({ write: (line) => lines.push(line) }) });
    await outbox.drain();
    await outbox.drain();
    expect(all.got).toEqual(['e1', 'b1']);
    expect(lines.filter((line) => line.includes('unreadable'))).toHaveLength(1);
  });

  it('runs in one process at a time when it has a lease', async () => {
    const lease = () => createLease({ db, name: 'outbox', ttlMs: 10_000, clock, newId });
    await write('doc_1', event('e1', 'doc_1', 1));
    const a = recorder('all');
    const b = recorder('all');
    const first = dispatcher([a.listener], { lease: lease() });
    const second = dispatcher([b.listener], { lease: lease() });
    expect(await first.drain()).toBe(1);
    await write('doc_1', event('e2', 'doc_1', 2));
    expect(await second.drain()).toBe(0);
    clock.advance(10_000);
    expect(await second.drain()).toBe(1);
    await second.stop();
    await write('doc_1', event('e3', 'doc_1', 3));
    expect(await first.drain()).toBe(1);
    expect([a.got, b.got]).toEqual([['e1', 'e3'], ['e2']]);
  });

  it('looks at once when nudged', async () => {
    let tell = () => {};
    const handled = new Promise<void>((resolve) => {
      tell = resolve;
    });
    const listener: EventListener = { name: 'l', events: ['*'], handle: async () => tell() };
    const outbox = dispatcher([listener], { pollMs: 3_600_000 });
    outbox.start();
    await outbox.drain();
    await write('doc_1', event('e1', 'doc_1', 1));
    outbox.nudge();
    await handled;
    await outbox.stop();
    expect(await aggregates().findOne({ _id: 'doc_1' })).toMatchObject({ outbox: [] });
  });
});
