import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { changedSections } from './changed-sections';
import { afterQuietHours } from './notices';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const item = (id: string, text: string) => ({
  type: 'item',
  id,
  content: [{ type: 'text', text }],
  children: [],
});
const section = (id: string, ...children: unknown[]) => ({
  type: 'section',
  id,
  title: [{ type: 'text', text: id }],
  children,
});
const content = (...blocks: unknown[]) =>
  ({
    body: { schemaVersion: 1, numbering: { mode: 'section' }, blocks },
    fields: {},
    card: { heading: 'Положение' },
  }) as never;
const before = content(section('s1', item('a', 'один'), item('b', 'два')), section('s2', item('c', 'три')));

describe('changed sections', () => {
  it('are none when nothing differs', () => expect(changedSections(before, before, hash)).toEqual([]));

  it('are those around a changed block and no others', () => {
    const after = content(
      section('s1', item('a', 'иначе'), item('b', 'два')),
      section('s2', item('c', 'три')),
    );
    expect(changedSections(before, after, hash)).toEqual(['a', 's1']);
  });

  it('are both sections when a block moves, and the section of an insertion', () => {
    const moved = content(
      section('s1', item('a', 'один')),
      section('s2', item('c', 'три'), item('b', 'два')),
    );
    expect(changedSections(before, moved, hash)).toEqual(expect.arrayContaining(['s1', 's2']));
    const added = content(
      section('s1', item('a', 'один'), item('b', 'два'), item('d', 'ещё')),
      section('s2', item('c', 'три')),
    );
    expect(changedSections(before, added, hash)).toEqual(expect.arrayContaining(['s1', 'd']));
    expect(changedSections(before, added, hash)).not.toContain('s2');
  });

  it('count a change of the card for whoever answers for the whole', () => {
    const after = { ...(before as object), card: { heading: 'Регламент' } } as never;
    expect(changedSections(before, after, hash)).toEqual(['*card']);
  });
});

describe('quiet hours', () => {
  it('let letters of the program out from eight to nine in the evening', () => {
    const at = (iso: string) => afterQuietHours(new Date(iso), 'Europe/Moscow').toISOString();
    expect(at('2026-09-21T09:00:00Z')).toBe('2026-09-21T09:00:00.000Z');
    expect(at('2026-09-21T19:00:00Z')).toBe('2026-09-22T05:00:00.000Z');
    expect(at('2026-09-21T02:00:00Z')).toBe('2026-09-21T05:00:00.000Z');
  });
});
