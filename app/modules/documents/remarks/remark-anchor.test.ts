import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anchorIn, findAnchor } from './remark-anchor';

const words = fc
  .array(fc.constantFrom('провести', 'мониторинг', 'до', 'домов', 'и', 'сентября'), {
    minLength: 3,
    maxLength: 25,
  })
  .map((list) => list.join(' '));

describe('anchors of remarks', () => {
  it('finds its own place in an unchanged text, whichever of equal words was meant', () => {
    fc.assert(
      fc.property(words, fc.nat(200), fc.integer({ min: 1, max: 20 }), (text, at, length) => {
        const from = at % text.length;
        const quote = text.slice(from, from + length).trim();
        const anchor = anchorIn(text, quote, text.indexOf(quote, from));
        expect(anchor === null).toBe(quote === '');
        if (!anchor) return;
        const found = findAnchor(text, anchor);
        expect(found?.changed).toBe(false);
        expect(text.slice(found?.from, found?.to)).toBe(quote);
      }),
    );
  });

  it('follows the words when text is added before them', () => {
    const anchor = anchorIn('Рекомендовать провести мониторинг фондов.', 'мониторинг фондов')!;
    const found = findAnchor('Совету домов рекомендовать провести мониторинг фондов.', anchor);
    expect(found).toEqual({ from: 36, to: 53, changed: false });
  });

  it('keeps the place when the quoted words themselves were edited', () => {
    const anchor = anchorIn(
      'Органам местного самоуправления провести осмотр всех общедомовых приборов учёта.',
      'осмотр',
    )!;
    const found = findAnchor(
      'Органам местного самоуправления провести проверку всех общедомовых приборов учёта.',
      anchor,
    );
    expect(found?.changed).toBe(true);
  });

  it('is orphaned when nothing of its place is left; no-break spaces are spaces', () => {
    const anchor = anchorIn('до 25\u00a0сентября', '25 сентября')!;
    expect(anchor.quote).toBe('25\u00a0сентября');
    expect(findAnchor('до 25 сентября', anchor)).not.toBeNull();
    expect(findAnchor('не позднее ноября', anchor)).toBeNull();
    expect(anchorIn('до ноября', '25 сентября')).toBeNull();
  });
});
