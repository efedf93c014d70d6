import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slugify } from './slug';

describe('slugify', () => {
  it('transliterates and cuts at a word', () => {
    expect(slugify('Резолюция круглого стола «Дом, где слышат»')).toBe(
      'rezolyuciya-kruglogo-stola-dom-gde-slyshat',
    );
    expect(slugify('Положение о кейс-клубе Ресурсного центра', 20)).toBe('polozhenie-o-keys');
    expect(slugify('***')).toBe('dokument');
  });

  it('always gives an address that needs no escaping', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 5, max: 80 }), (text, max) => {
        const slug = slugify(text, max);
        expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
        expect(slug.length).toBeLessThanOrEqual(Math.max(max, 8));
      }),
    );
  });
});
