import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Context, systemActor } from './context';
import { type EventListener, eventSchema, listensTo, newEvent, parseEvent } from './domain-event';
import { countingIds } from './ids';

const ctx: Context = {
  actor: systemActor('test'),
  now: () => new Date('2026-11-21T10:00:00Z'),
  newId: countingIds(),
  requestId: 'req',
  locale: 'ru',
};
const listener = (...events: string[]): EventListener => ({ name: 'l', events, handle: async () => {} });

describe('domain events', () => {
  it('are made from the context and read back from JSON', () => {
    const event = newEvent(ctx, {
      type: 'document.submitted',
      aggregate: { type: 'document', id: 'doc_1', seq: 1 },
      data: { version: 2 },
    });
    expect(event).toMatchObject({ id: 'evt_1', schemaVersion: 1, actor: { id: 'system:test' } });
    expect(parseEvent(JSON.parse(JSON.stringify(event)))).toEqual(event);
  });

  it('refuse a bad name and a number below 1', () => {
    const aggregate = { type: 'document', id: 'doc_1', seq: 1 };
    expect(() => newEvent(ctx, { type: 'Submitted', aggregate, data: {} })).toThrow(/noun.past-participle/);
    expect(() => newEvent(ctx, { type: 'a.b', aggregate: { ...aggregate, seq: 0 }, data: {} })).toThrow();
  });

  it('narrow their data by the schema of their type', () => {
    const schema = eventSchema('document.submitted', z.object({ version: z.number() }));
    const event = newEvent(ctx, {
      type: 'document.submitted',
      aggregate: { type: 'document', id: 'doc_1', seq: 1 },
      data: { version: 2 },
    });
    expect(schema.parse(event).data.version).toBe(2);
    expect(schema.safeParse({ ...event, data: {} }).success).toBe(false);
  });

  it('reach who declared them', () => {
    expect(listensTo(listener('*'), 'a.b')).toBe(true);
    expect(listensTo(listener('document.*'), 'document.submitted')).toBe(true);
    expect(listensTo(listener('document.*'), 'documents.submitted')).toBe(false);
    expect(listensTo(listener('document.adopted'), 'document.submitted')).toBe(false);
  });
});
