import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCitations } from '~/modules/citations';
import { linkText } from './link-text';
import type { Resolution } from './queries/resolve-citations.server';

const resolved = (url: string | null, status: Resolution['status'] = 'resolved'): Resolution => ({
  status,
  actId: 'a',
  actName: 'А',
  editionId: 'e',
  path: 'st-1',
  url,
  note: null,
});

describe('a text with its citations as links', () => {
  it('gives every number of a list its own link', () => {
    const text = 'в статьях 5.10, 5.12 и 5.1 ЖК РФ сказано';
    const [citation] = findCitations(text);
    if (!citation) throw new Error('no citation');
    const pieces = linkText(text, [
      { citation, resolutions: citation.targets.map((_target, i) => resolved(`/u${i}`)) },
    ]);
    expect(pieces.filter(({ href }) => href).map(({ text: words, href }) => [words, href])).toEqual([
      ['статьях 5.10', '/u0'],
      ['5.12', '/u1'],
      ['5.1 ЖК РФ', '/u2'],
    ]);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
  });

  it('keeps the text to the letter whatever the resolutions are', () => {
    const words = fc.constantFrom(
      'статья 44 ЖК РФ',
      'статей 1, 2–5 и 7.1 ЖК РФ',
      'пункт 3 части 2 статьи 44 Жилищного кодекса Российской Федерации',
      'просто слова,',
      'абзац второй пункта 1 статьи 5 ГК РФ',
    );
    const status = fc.constantFrom<Resolution['status']>('resolved', 'no-such-unit', 'act-unknown', 'lapsed');
    fc.assert(
      fc.property(
        fc.array(words, { maxLength: 6 }),
        fc.array(status, { minLength: 1, maxLength: 8 }),
        (parts, statuses) => {
          const text = parts.join(' и ещё ');
          const citations = findCitations(text).map((citation) => ({
            citation,
            resolutions: (citation.targets.length > 0 ? citation.targets : [null]).map((_t, i) => {
              const one = statuses[i % statuses.length] ?? 'resolved';
              return resolved(one === 'resolved' || one === 'lapsed' ? '/x' : null, one);
            }),
          }));
          expect(
            linkText(text, citations)
              .map((piece) => piece.text)
              .join(''),
          ).toBe(text);
        },
      ),
    );
  });
});
