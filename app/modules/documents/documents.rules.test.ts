import { describe, expect, it } from 'vitest';
import {
  assertPossible,
  type DOCUMENT_ACTIONS,
  isPossible,
  printedNumber,
  STATE_WORDS,
} from './documents.rules';
import { LIFECYCLE_STATES } from './lifecycle';

describe('lifecycle of a document', () => {
  it('lets an approved document be adopted, an adopted one issued, an issued one published, and nothing else', () => {
    const able = (action: (typeof DOCUMENT_ACTIONS)[number]) =>
      LIFECYCLE_STATES.filter((state) => isPossible(action, state));
    expect(able('adopt')).toEqual(['approved']);
    expect(able('issue')).toEqual(['adopted']);
    expect(able('publish')).toEqual(['issued']);
    expect(able('decide')).toEqual(['in-approval', 'approved', 'returned', 'rejected']);
  });

  it('refuses issuing without approval with words that say so', () => {
    for (const state of ['draft', 'in-approval', 'approved', 'returned', 'rejected', 'withdrawn'] as const) {
      expect(() => assertPossible('issue', { state })).toThrow('не согласован и не принят');
    }
  });

  it('names the present state and the wanted one', () => {
    expect(() => assertPossible('submit', { state: 'issued' })).toThrow(
      'документ в состоянии «выпущен», а для действия «отправить на согласование» нужно: «проект»',
    );
  });

  it('never allows a change of text once people decide on it', () => {
    for (const state of [
      'in-approval',
      'approved',
      'adopted',
      'issued',
      'superseded',
      'lapsed',
      'rejected',
    ] as const) {
      expect(isPossible('save-version', state)).toBe(false);
    }
  });

  it('has a word for every state and prints numbers', () => {
    expect(LIFECYCLE_STATES.filter((state) => !STATE_WORDS[state])).toEqual([]);
    expect(printedNumber(12, 'Р')).toBe('12-Р');
    expect(printedNumber(7, '')).toBe('7');
  });
});
