import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildMatch } from './embedded/match-expression';
import { highlight, type Segment, snippet } from './highlight';
import { stemsOf, tokenize } from './text-analysis';

const term = (text: string) => ({ stems: stemsOf(text).split(' ') });
const marked = (segments: Segment[]) => segments.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('');
const joined = (segments: Segment[]) => segments.map(({ text }) => text).join('');

describe('words of a text', () => {
  it('keep their offsets and fold writing variants', () => {
    const text = 'Ещё ЖИ\u00adЛИЩ\u00adНОГО за́мка, п. 4.1. № 123-ФЗ';
    const tokens = tokenize(text);
    expect(tokens.map(({ word }) => word)).toEqual(['еще', 'жилищного', 'замка', 'п', '4.1', '123', 'фз']);
    for (const token of tokens) expect(text.slice(token.start, token.end)).toBe(token.raw);
  });

  it('give one stem to the forms of a word, composed or not', () => {
    expect(stemsOf('собственники собственникам Собственниками')).toBe('собственник собственник собственник');
    expect(stemsOf(`${'й'.normalize('NFD')}од`)).toBe(stemsOf('йод'));
    expect(stemsOf('Latin WORDS 2023')).toBe('latin words 2023');
  });
});

describe('highlighting', () => {
  it('marks every form of what was found and every word that begins with what is typed', () => {
    expect(marked(highlight('Медиация и медиаторы: о медиации.', [term('медиацией')]))).toBe(
      '[Медиация] и медиаторы: о [медиации].',
    );
    expect(marked(highlight('Медиация и тарифы', [{ stems: [], prefix: 'тари' }]))).toBe(
      'Медиация и [тарифы]',
    );
  });

  it('cuts a passage at words around the densest hits', () => {
    const filler = 'иное слово '.repeat(60);
    const text = `спор ${filler}спор решает медиация сторон ${filler}`;
    const passage = snippet(text, [term('спор'), term('медиация')], 80);
    expect(marked(passage)).toContain('[спор] решает [медиация]');
    expect(joined(passage).length).toBeLessThan(100);
    expect(joined(passage)).toMatch(/^… \S.*\S …$/);
  });

  it('never loses or invents a character', () => {
    const text = fc
      .array(fc.constantFrom('спор', ' ', 'Медиация', '<b>', 'ё', '4.1', '\n', '👍'))
      .map((p) => p.join(''));
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 60 }), (value, length) => {
        const terms = [term('спор медиация'), { stems: [], prefix: 'е' }];
        expect(joined(highlight(value, terms))).toBe(value);
        const inner = joined(snippet(value, terms, length))
          .replace(/^… /, '')
          .replace(/ …$/, '');
        expect(value).toContain(inner);
      }),
    );
  });
});

describe('the expression for FTS5', () => {
  it('quotes whatever comes', () => {
    fc.assert(
      fc.property(fc.string(), (stem) => {
        const match = buildMatch({ terms: [{ stems: [stem] }], acl: ['public'], limit: 1, offset: 0 });
        if (match !== null)
          expect(match.replace(/"(?:[^"]|"")*"/g, 'X')).toBe(
            '({title heading number stems} : (X)) AND (tags : (X))',
          );
      }),
    );
  });

  it('is nothing when nobody asks or a word has no alternative', () => {
    expect(buildMatch({ terms: [], acl: [], limit: 1, offset: 0 })).toBeNull();
    expect(buildMatch({ terms: [{ stems: [] }], acl: ['public'], limit: 1, offset: 0 })).toBeNull();
  });
});
