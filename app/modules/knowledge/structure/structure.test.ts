import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { putLinesRight } from '../lines/put-lines-right';
import { RAISED } from '../lines/raw-line';
import { readTextLines } from '../lines/text-lines';
import type { ActFamily } from './act-family';
import { findLoss } from './join-provisions';
import { readMark } from './read-mark';
import { readStructure } from './read-structure';
import { compareNumbers, follows, normalNumber, ordinalValue, romanValue } from './unit-number';

const linesOf = (text: string) => putLinesRight(readTextLines(text), { joinBroken: false });
const paths = (text: string, family: ActFamily = 'articles') =>
  readStructure(linesOf(text), { family }).provisions.map(({ path }) => path);

describe('numbers of units', () => {
  it.each([
    ['44¹', '44.1'],
    ['44_1', '44.1'],
    ['110(1)', '110.1'],
    ['1.1-1', '1.1-1'],
    ['3.2.', '3.2'],
  ])('%s is %s', (written, normal) => expect(normalNumber(written)).toBe(normal));

  it('orders and follows as acts count', () => {
    const order = ['1', '1.1', '1.1-1', '1.2', '2', '10', '10.1', '11'];
    expect([...order].reverse().sort(compareNumbers)).toEqual(order);
    for (const [a, b] of [
      ['4', '5'],
      ['4', '4.1'],
      ['4.1', '5'],
      ['4.1', '4.2'],
      ['а', 'б'],
      ['и', 'к'],
    ] as const)
      expect(follows(a, b)).toBe(true);
    for (const [a, b] of [
      ['4', '6'],
      ['5', '4'],
      ['4', '4'],
      ['а', 'г'],
    ] as const)
      expect(follows(a, b)).toBe(false);
  });

  it('reads Roman numbers and ordinals', () => {
    expect(['I', 'IV', 'IX', 'XIV', 'Х'].map(romanValue)).toEqual([1, 4, 9, 14, 10]);
    expect(['ПЕРВЫЙ', 'вторая', 'третья', 'слово'].map(ordinalValue)).toEqual([1, 2, 3, null]);
  });
});

describe('what a line begins with', () => {
  it.each([
    ['Статья 44.1. Формы собрания', 'st', '44.1'],
    ['РАЗДЕЛ III2 НАЁМНЫЕ ДОМА', 'razd', '3.2'],
    ['РАЗДЕЛ ПЕРВЫЙ', 'razd', '1'],
    ['§ 3. Общества', 'par', '3'],
    ['13(1). Осмотр проводится', 'dot', '13.1'],
    ['4.1) выбор способа', 'bracket', '4.1'],
    ['ж1) защита', 'letter', 'ж.1'],
    ['I(1). ТРЕБОВАНИЯ', 'roman', '1.1'],
    ['Приложение N 2', 'pril', '2'],
    ['Утверждены', 'utv', ''],
    ['Примечание. Под должностным лицом', 'prim', ''],
  ])('%s', (line, style, n) => expect(readMark(line)).toMatchObject({ style, n }));

  it.each([
    'Статья 5 настоящего Закона применяется иначе',
    'Приложение подписывают стороны',
    'Глава муниципального района решает',
    'в 2004 году принято',
    'Утверждено положение о дворе',
  ])('%s: a sentence', (line) => expect(readMark(line)).toBeNull());
});

describe('the structure of an act', () => {
  it('keeps paragraphs where they belong', () => {
    const text = `Статья 1. Двор
1. Во дворе:
1) играют;
2) отдыхают.
В дождь двор закрыт.
2. Двор убирают.
Статья 2. Сад
Сад общий.
Он открыт всем.`;
    expect(paths(text)).toEqual([
      'st-1',
      'st-1/ch-1',
      'st-1/ch-1/p-1',
      'st-1/ch-1/p-2',
      'st-1/ch-1/abz-2',
      'st-1/ch-2',
      'st-2',
      'st-2/abz-2',
    ]);
    expect(paths(text, 'points').slice(1, 4)).toEqual(['st-1/p-1', 'st-1/p-1/pp-1', 'st-1/p-1/pp-2']);
    expect(paths(text, 'paragraphs').slice(-2)).toEqual(['st-2/ch-1', 'st-2/ch-2']);
  });

  it('parts a decree from the rules it approves and their annexes', () => {
    const text = `ПОСТАНОВЛЕНИЕ
от 1 июня 2020 г. N 12
1. Утвердить Правила.
2. Проверить исполнение.
Председатель
А. А. ОБРАЗЦОВ
Утверждены
постановлением
от 1 июня 2020 г. N 12
ПРАВИЛА
УБОРКИ ДВОРОВ
I. Общие положения
1. Убирают:
а) дорожки;
б) газоны.
II. Сроки
2. Каждый день.
Приложение
к Правилам
1. Форма журнала.`;
    expect(paths(text, 'decree')).toEqual([
      'head',
      'p-1',
      'p-2',
      'tail',
      'utv-1',
      'utv-1/razd-1',
      'utv-1/p-1',
      'utv-1/p-1/pp-а',
      'utv-1/p-1/pp-б',
      'utv-1/razd-2',
      'utv-1/p-2',
      'utv-1/pril-1',
      'utv-1/pril-1/p-1',
    ]);
  });

  it('sees sections of local documents', () => {
    expect(
      paths(
        'ПОЛОЖЕНИЕ\n1. Общие положения\n1.1. Клуб создан.\n1.2. Клуб открыт.\n2. Цели\n2.1. Учить.',
        'decree',
      ),
    ).toEqual(['head', 'razd-1', 'p-1.1', 'p-1.2', 'razd-2', 'p-2.1']);
  });

  it('says what is odd instead of guessing silently', () => {
    const { provisions, doubts } = readStructure(
      linesOf('Статья 5. А\n1. раз\n1. снова\nСтатья 3. Б\n3. дальше'),
      { family: 'articles' },
    );
    expect(provisions.map(({ path }) => path)).toEqual([
      'st-5',
      'st-5/ch-1',
      'st-5/ch-1~2',
      'st-5/ch-1~2/abz-2',
      'st-5/ch-3',
    ]);
    expect(doubts.map(({ rule }) => rule)).toEqual(['repeated-number', 'number-goes-back', 'number-skipped']);
  });
});

describe('lines', () => {
  it('marks raised digits as numbers only where a number stands', () => {
    const right = (text: string) => putLinesRight([{ text, line: 1 }], { joinBroken: false })[0]?.text;
    expect(right(`Статья 44${RAISED}1. Формы`)).toBe('Статья 44.1. Формы');
    expect(right(`площадью 20 м${RAISED}2`)).toBe('площадью 20 м2');
    expect(right('частью 3_1 статьи 45')).toBe('частью 3.1 статьи 45');
  });

  it('sets notes apart and joins what a link tore', () => {
    const [first, second] = putLinesRight(
      [
        { text: '1. Уборка по', line: 1 },
        { text: 'пункту 5 Правил. (Пункт в редакции, введённой', line: 2 },
        { text: 'постановлением N 7. - См. предыдущую редакцию)', line: 3 },
        { text: '2. Далее', line: 4 },
      ],
      { joinBroken: true },
    );
    expect(first).toMatchObject({
      text: '1. Уборка по пункту 5 Правил.',
      notes: [expect.stringContaining('N 7')],
    });
    expect(second?.text).toBe('2. Далее');
  });
});

describe('nothing is lost', () => {
  const word = fc.constantFrom(
    'двор',
    'Двор общий',
    'сад;',
    'Утверждены',
    'ПРАВИЛА',
    'к приказу',
    '(в ред. N 5)',
    'I. Части',
    'Приложение N 1',
  );
  const mark = fc.constantFrom(
    '',
    '1. ',
    '2. ',
    '1) ',
    '2) ',
    'а) ',
    'б) ',
    'Статья 1. ',
    'Статья 2. ',
    'Глава 1. ',
    'Примечание. ',
    '1.1. ',
  );
  const line = fc.tuple(mark, word).map(([a, b]) => `${a}${b}`);

  it('whatever the lines are, joined provisions are their words in order, and paths are unique', () => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 40 }),
        fc.constantFrom<ActFamily>('articles', 'points', 'paragraphs', 'decree'),
        (texts, family) => {
          const lines = linesOf(texts.join('\n'));
          const { provisions } = readStructure(lines, { family });
          expect(findLoss(lines, provisions)).toBeNull();
          expect(new Set(provisions.map(({ path }) => path)).size).toBe(provisions.length);
          const known = new Set(provisions.map(({ path }) => path));
          for (const { parent } of provisions) if (parent !== null) expect(known.has(parent)).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});
