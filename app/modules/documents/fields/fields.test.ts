import { describe, expect, it } from 'vitest';
import type { FieldMap } from '~/modules/templates';
import { bodyToText, type DocumentBody } from '../body';
import type { Block } from '../body/body.schema';
import { fieldPrints, mergeFields } from './merge-fields';
import { chooseBase, conflictKey, isFromTemplate, rebuildBody, writeOutFields } from './rebuild-body';

const base = { hint: 'Подсказка.', required: false, privacy: 'public' as const };
const text = (label: string) => ({ ...base, type: 'text' as const, label, check: { maxLength: 100 } });
const FIELDS: FieldMap = {
  title: text('Название'),
  city: text('Город'),
  online: { ...base, type: 'boolean', label: 'По связи' },
};
const print = (value: string) => `#${value}`;

describe('fields brought back by a form', () => {
  const seenAt = (values: Record<string, unknown>) => fieldPrints(FIELDS, values, print);

  it('takes what the person changed and leaves the rest as it is stored', () => {
    const current = { title: 'Форум', city: 'Тверь' };
    const mine = { title: 'Съезд', city: 'Тверь', online: false };
    expect(mergeFields(FIELDS, { current, mine, seen: seenAt(current) }, print)).toEqual({
      values: { title: 'Съезд', city: 'Тверь' },
      changed: ['title'],
      conflicts: [],
    });
  });

  it('keeps what another changed meanwhile, and says where both did', () => {
    const seen = seenAt({ title: 'Форум', city: 'Тверь' });
    const current = { title: 'Форум жителей', city: 'Псков' };
    const mine = { title: 'Съезд', city: 'Тверь', online: false };
    const merged = mergeFields(FIELDS, { current, mine, seen }, print);
    expect(merged.values).toEqual({ title: 'Съезд', city: 'Псков' });
    expect(merged.conflicts).toEqual(['title']);
    // Having been told, the person presses again: the prints are fresh now.
    expect(mergeFields(FIELDS, { current, mine, seen: seenAt(current) }, print)).toMatchObject({
      conflicts: [],
      values: { title: 'Съезд', city: 'Тверь' },
    });
  });

  it('removes what was emptied', () => {
    const current = { title: 'Форум', city: 'Тверь' };
    const mine = { title: 'Форум', online: false };
    expect(mergeFields(FIELDS, { current, mine, seen: seenAt(current) }, print).values).toEqual({
      title: 'Форум',
    });
  });
});

const paragraph = (id: string, words: string, own = false): Block => ({
  type: 'paragraph',
  id,
  content: [{ type: 'text', text: words }],
  ...(own ? {} : { origin: { template: 't/t', release: 'r', slot: id } }),
});
const body = (...blocks: Block[]): DocumentBody => ({ schemaVersion: 1, numbering: 'none', blocks });

describe('rebuilding a text from its template', () => {
  const made = body(paragraph('a', 'раз'), paragraph('b', 'два'), paragraph('c', 'три'));

  it('brings in what the template changes and keeps what people wrote', () => {
    const current = body(
      paragraph('a', 'раз и навсегда'),
      paragraph('b', 'два'),
      paragraph('own', 'своё', true),
    );
    const next = body(paragraph('a', 'раз'), paragraph('b', 'два, новое'), paragraph('d', 'четыре'));
    const { body: merged, conflicts } = rebuildBody({ base: made, current, made: next }, new Map());
    const lines = bodyToText(merged).split('\n');
    for (const line of ['раз и навсегда', 'два, новое', 'своё', 'четыре']) expect(lines).toContain(line);
    expect(lines).not.toContain('три');
    expect(conflicts).toEqual([]);
  });

  it('asks where both changed one block; silence keeps the text', () => {
    const sides = {
      base: made,
      current: body(paragraph('a', 'раз рукой'), paragraph('b', 'два'), paragraph('c', 'три')),
      made: body(paragraph('a', 'раз шаблоном'), paragraph('b', 'два'), paragraph('c', 'три')),
    };
    const silent = rebuildBody(sides, new Map());
    expect(silent.conflicts.map(conflictKey)).toEqual(['changed:a']);
    expect(bodyToText(silent.body)).toContain('раз рукой');
    const chosen = rebuildBody(sides, new Map([['changed:a', 'right' as const]]));
    expect(bodyToText(chosen.body)).toContain('раз шаблоном');
  });

  it('finds the rendering the text was made from, though fields were saved since', () => {
    const later = body(paragraph('a', 'раз'), paragraph('b', 'два позже'), paragraph('c', 'три позже'));
    const current = body(paragraph('a', 'раз'), paragraph('b', 'два'), paragraph('c', 'три рукой'));
    expect(chooseBase([later, made], current)).toBe(made);
    expect(chooseBase([later, made], later)).toBe(later);
    expect(isFromTemplate(made)).toBe(true);
    expect(isFromTemplate(body(paragraph('x', 'загружено', true)))).toBe(false);
  });

  it('writes field values out for comparison', () => {
    const living = body({
      type: 'paragraph',
      id: 'a',
      content: [
        { type: 'text', text: 'Город: ' },
        { type: 'field', path: 'city' },
      ],
    });
    expect(bodyToText(writeOutFields(living, () => 'Тверь'))).toBe('Город: Тверь');
  });
});
