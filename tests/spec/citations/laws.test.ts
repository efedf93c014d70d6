// Laws of the grammar on random texts made of its own words, marks and noise.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCitations } from '~/modules/citations';

const WORDS =
  `ст. статьи статья 44 ч. часть второй первая п. пп. подп. «а» "б" 4.1 1.1-1 148(34) 9) абзац второй 42¹ ,
  и или - – ЖК РФ УК КоАП Кодекса настоящего настоящей указанного Федеральный закон от 06.05.2011 6 мая 2011 г. № N
  354 188-ФЗ «О правах "О Правил утвержденных постановлением Правительства РФ приказ Минстроя России 44/пр договора
  ( ) (далее приложение IV § Конституции решением Совета протокол письмо . ; : дом вода Положение о порядке сметы`
    .trim()
    .split(/\s+/);

const piece = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
  { weight: 1, arbitrary: fc.constantFrom('\n', '\n\n', '\u00a0', '\u00ad') },
);
const text = fc
  .array(fc.tuple(piece, fc.constantFrom(' ', ' ', ' ', '')), { maxLength: 60 })
  .map((pieces) => pieces.map(([word, gap]) => word + gap).join(''));

const NOISE = '\n\nСобака спит на крыльце, кошка смотрит в окно.';

describe('laws of the citation grammar', () => {
  it('gives ordered spans that are slices of the text, and never throws', () => {
    fc.assert(
      fc.property(text, (sample) => {
        let last = 0;
        for (const { start, end, raw, targets } of findCitations(sample)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(sample.slice(start, end)).toBe(raw);
          expect(raw).toBe(raw.trim());
          expect(targets.every((target) => ('path' in target ? target.path : target.from).length > 0)).toBe(
            true,
          );
          last = end;
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('finds the same spans when plain text follows', () => {
    fc.assert(
      fc.property(text, (sample) => {
        const spans = (from: string) => findCitations(from).map(({ start, end }) => [start, end]);
        expect(spans(sample + NOISE)).toEqual(spans(sample));
      }),
      { numRuns: 1500 },
    );
  });

  it('finds the same spans, moved, when a plain paragraph goes before', () => {
    fc.assert(
      fc.property(text, (sample) => {
        const before = 'Кошка спит.\n\n';
        const moved = findCitations(before + sample).map(({ raw }) => raw);
        expect(moved).toEqual(findCitations(sample).map(({ raw }) => raw));
      }),
      { numRuns: 200 },
    );
  });

  it('ends on long hostile repetitions', () => {
    const hostile = [
      '"О ',
      '«',
      'ст. 1, ',
      '1.',
      'Правил содержания ',
      'приказ Министерства ',
      '(далее ',
      'п. 1 и ',
      'первой и ',
    ];
    // Not timed: at this length a quadratic rule needs minutes and meets the tier's deadline.
    for (const unit of hostile) {
      const sample = unit.repeat(240_000 / unit.length);
      for (const { start, end, raw } of findCitations(sample)) expect(sample.slice(start, end)).toBe(raw);
    }
  });
});
