import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignTexts } from './align-texts';

const text = fc
  .array(fc.constantFrom('провести', 'осмотр', 'домов', 'до', 'марта', 'создать', 'группу'), {
    minLength: 1,
    maxLength: 6,
  })
  .map((words) => words.join(' '));
const texts = fc.array(text, { maxLength: 14 });

describe('alignment of paragraphs', () => {
  it('pairs an untouched list one to one', () => {
    fc.assert(
      fc.property(texts, (list) => {
        expect(alignTexts(list, list)).toEqual(list.map((_, i) => i));
      }),
    );
  });

  it('never crosses, never pairs one text twice, and pairs only texts that are alike', () => {
    fc.assert(
      fc.property(texts, texts, (ours, theirs) => {
        const found = alignTexts(ours, theirs).filter((at) => at !== null);
        expect(found).toEqual([...new Set(found)].sort((a, b) => a - b));
      }),
    );
  });

  it('keeps every text that stands once on both sides in the same order', () => {
    fc.assert(
      fc.property(texts, fc.array(fc.boolean()), (list, kept) => {
        const ours = list.map((words, i) => `${words} № ${i}`);
        const theirs = ours.filter((_, i) => kept[i] ?? true);
        expect(alignTexts(ours, theirs)).toEqual(theirs.map((words) => ours.indexOf(words)));
      }),
    );
  });

  it('finds a reworded paragraph between its neighbours, and a new one beside it', () => {
    const ours = ['Создать рабочую группу', 'Провести осмотр домов до марта', 'Доложить'];
    const theirs = [
      'Создать рабочую группу',
      'Совсем иное',
      'Провести полный осмотр домов до июня',
      'Доложить',
    ];
    expect(alignTexts(ours, theirs)).toEqual([0, null, 1, 2]);
  });
});
