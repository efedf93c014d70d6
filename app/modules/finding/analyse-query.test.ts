import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseQuery } from './analyse-query';

const stems = (q: string, typing = false) => analyseQuery(q, { typing }).terms.map((term) => term.stems[0]);

describe('the analysis of a query', () => {
  it('drops words without meaning unless there is nothing else', () => {
    expect(stems('О медиации в спорах')).toEqual(['медиац', 'спор']);
    expect(stems('и на для')).toHaveLength(3);
  });

  it('takes the last word for a beginning only while it is being typed', () => {
    expect(analyseQuery('жилищный спо', { typing: true }).terms.at(-1)).toEqual({
      stems: ['спо'],
      prefix: 'спо',
    });
    expect(analyseQuery('жилищный спор ', { typing: true }).terms.at(-1)).toEqual({ stems: ['спор'] });
    expect(analyseQuery('жилищный спор', { typing: false }).terms.at(-1)).toEqual({ stems: ['спор'] });
    expect(analyseQuery('ст. 44 (п. 4.1)', { typing: true }).terms.every((term) => !term.prefix)).toBe(true);
  });

  it('finds nothing to look for in blanks and signs', () => {
    for (const q of ['', '   ', '«»', '((("**', '\u0000', '— … !', '🙂'])
      expect(analyseQuery(q).terms).toEqual([]);
  });

  it('cuts what is too long and says so', () => {
    const long = Array.from({ length: 40 }, (_, i) => `слово${i}${'а'.repeat(i)}`).join(' ');
    const { terms, text, isShortened } = analyseQuery(long);
    expect(terms).toHaveLength(10);
    expect(text.length).toBeLessThanOrEqual(500);
    expect(isShortened).toBe(true);
    expect(analyseQuery('ж'.repeat(100_000)).text).toHaveLength(500);
    expect(analyseQuery('спор спора спору').isShortened).toBe(false);
  });

  it('never throws and never exceeds its limits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 800 }), fc.boolean(), (q, typing) => {
        const { terms } = analyseQuery(q, { typing });
        expect(terms.length).toBeLessThanOrEqual(10);
        for (const term of terms) expect(term.stems.every((stem) => stem !== '')).toBe(true);
      }),
    );
  });
});
