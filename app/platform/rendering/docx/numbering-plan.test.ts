import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ListPlan, parseLabel, planNumbers } from './numbering-plan';

/** Counts as a word processor does: its own model of lists, apart from the planner. */
function automaticLabels(labels: readonly string[]): string[] {
  const { lists, numbers } = planNumbers(labels);
  const byName = new Map(lists.map((list) => [list.reference, list]));
  const counters = new Map<string, Map<number, number>>();
  return numbers.map((number) => {
    if (!number) return '';
    const list = byName.get(number.reference) as ListPlan;
    const held = counters.get(number.reference) ?? new Map<number, number>();
    counters.set(number.reference, held);
    const before = held.get(number.level);
    held.set(number.level, before === undefined ? (list.levels.get(number.level)?.start ?? 1) : before + 1);
    for (const level of [...held.keys()]) if (level > number.level) held.delete(level);
    const text = list.levels.get(number.level)?.text ?? '';
    return text.replace(/%(\d)/g, (_, digit: string) => String(held.get(Number(digit) - 1) ?? 1));
  });
}

describe('planNumbers', () => {
  it('gives one list for a flat, an addressee and a section numbering', () => {
    for (const labels of [
      ['1.', '2.', '3.', '19.'.replace('19', '4')],
      ['1.', '1.1.', '1.2.', '2.', '2.1.'],
      ['1.', '1.1.', '1.1.1.', '1.1.2.', '1.2.', '2.', '2.1.', '2.1.1.'],
    ]) {
      expect(planNumbers(labels).lists).toHaveLength(1);
      expect(automaticLabels(labels)).toEqual(labels);
    }
  });

  it('begins a new list where counting jumps, and writes absent parents as text', () => {
    expect(automaticLabels(['3.1.', '3.2.', '4.1.'])).toEqual(['3.1.', '3.2.', '4.1.']);
    expect(automaticLabels(['1.', '2.', '1.', '2.'])).toEqual(['1.', '2.', '1.', '2.']);
    expect(planNumbers(['3.2.']).lists[0]?.levels.get(1)?.text).toBe('3.%2.');
  });

  it('leaves dashes and letters alone', () => {
    expect(planNumbers(['–', 'А.', null]).numbers).toEqual([null, null, null]);
    expect(parseLabel('1.2)')).toEqual({ parts: [1, 2], suffix: ')' });
  });

  it('always prints the computed label', () => {
    const label = fc
      .tuple(
        fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 4 }),
        fc.constantFrom('.', ')', ''),
      )
      .map(([parts, suffix]) => parts.join('.') + suffix);
    fc.assert(
      fc.property(fc.array(label, { maxLength: 40 }), (labels) => {
        expect(automaticLabels(labels)).toEqual(labels);
      }),
    );
  });
});
