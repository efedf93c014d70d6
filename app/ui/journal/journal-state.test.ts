import { describe, expect, it } from 'vitest';
import { journalHref, parseJournalState } from './journal-state';

const read = (query: string) => parseJournalState(new URLSearchParams(query));

describe('address of the journal', () => {
  it('goes there and back', () => {
    const state = read('day=2026-09-21&who=usr_1&what=user.signed-in&before=17');
    expect(state).toEqual({ day: '2026-09-21', who: 'usr_1', what: 'user.signed-in', before: 17 });
    expect(read(journalHref(state, 17).split('?')[1] ?? '')).toEqual(state);
    expect(journalHref(read(''), null)).toBe('/settings/journal');
  });

  it.each([
    'day=2026-13-01',
    'day=2026-02-31',
    'day=x',
    'who=%00',
    'what=$gt',
    'before=-1',
    'before=1e99',
    'before=x',
  ])('%s is nothing', (query) => {
    expect(read(query)).toEqual({ day: '', who: '', what: '', before: null });
  });
});
