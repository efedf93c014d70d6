import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatProblem } from '~/shared/problem';
import { addDays, plainSpaces } from '~/shared/russian';
import {
  addWorkingDays,
  endOfDay,
  loadRuleBook,
  makeCalendar,
  parseCalendarYear,
  parseRuleTable,
  readYaml,
  workingDaysBetween,
  zonedInstant,
} from './index';

const files = import.meta.glob<string>('/content/rules/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const { book, problems } = loadRuleBook(files);

const TABLE = `table: terms
title: Сроки
rows:
  - id: answer
    title: Срок ответа
    value: 10
    validFrom: "2020-01-01"
    validTo: "2021-12-31"
    source: закон
    confidence: H
  - id: answer
    title: Срок ответа
    value: 30
    validFrom: "2022-01-01"
    source: закон
    confidence: M
    verifiedEdition: "2025-02-03"
`;
const said = (text: string) => parseRuleTable(text, { file: 'terms.yaml' }).problems.map(formatProblem);

describe('shipped tables', () => {
  it('load without a problem', () => {
    expect(problems).toEqual([]);
    expect(book.calendar.years).toEqual([2025, 2026]);
    expect(book.tables.map((table) => table.table)).toContain('mediation-terms');
  });
  it('give the layout profiles', () => {
    expect(book.layoutProfile('gost-2025').cornerRequisiteMm).toBe(80);
    expect(book.layoutProfile('gost-2016').cornerRequisiteMm).toBe(75);
    expect(() => book.layoutProfile('gost-1999')).toThrow('нет правила');
  });
});

describe('rule tables', () => {
  const table = parseRuleTable(TABLE, { file: 'terms.yaml' }).table!;
  const at = (date: string) =>
    loadRuleBook({ 'rules/terms.yaml': TABLE }).book.ruleAt('terms', 'answer', date);
  it('give the row of the date', () => {
    expect(table.rows).toHaveLength(2);
    expect(at('2021-12-31').row.value).toBe(10);
    expect(at('2022-01-01').row.value).toBe(30);
  });
  it('refuse a date without a row and an unknown rule', () => {
    expect(() => at('2019-12-31')).toThrow('31.12.2019');
    expect(() => book.ruleAt('mediation-terms', 'nothing', '2026-01-01')).toThrow('нет правила «nothing»');
    expect(() => book.table('nothing')).toThrow('«nothing» не найдена');
  });
  it('warn by confidence and edition', () => {
    expect(at('2020-05-01').warnings).toEqual([
      'Срок ответа: текст не загружен, проверьте на pravo.gov.ru (закон).',
    ]);
    expect(at('2023-05-01').warnings).toEqual([
      'Срок ответа: проверьте по официальному тексту (закон).',
      'По загруженной редакции от 03.02.2025; более поздние изменения не проверены.',
    ]);
  });
  it.each([
    [
      'table: terms\ntitle: Сроки\nrows:\n  - id: a\n    title: A\n',
      ['terms.yaml:4: не указано обязательное поле «rows.0.value»'],
    ],
    [TABLE.replace('value: 10', 'value: 10\n    amount: 3'), ['terms.yaml:7: неизвестное поле: «amount»']],
    [
      TABLE.replace('2021-12-31', '2022-06-30'),
      ['terms.yaml:14: «answer»: сроки двух строк пересекаются (2020-01-01 и 2022-01-01)'],
    ],
    [
      TABLE.replace('confidence: H', 'confidence: X'),
      ['terms.yaml:10: «rows.0.confidence»: допустимо H, M, L'],
    ],
    [
      TABLE.replace('"2020-01-01"', '"01.01.2020"'),
      ['terms.yaml:7: «rows.0.validFrom»: дата пишется как 2026-01-31'],
    ],
    ['rows: [1, 2', ['terms.yaml:1: неверный отступ или не закрыта скобка']],
    ['', ['terms.yaml:1: «файл»']],
  ])('say file, line and reason %#', (text, expected) => {
    const messages = said(text);
    for (const message of expected.filter((line) => !line.includes('«файл»')))
      expect(messages).toContain(message);
    expect(messages.length).toBeGreaterThan(0);
  });
  it('survive a YAML bomb and a huge file', () => {
    const bomb = `a: &a [x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c]`;
    expect(readYaml(bomb, 'x.yaml').problems[0]?.message).toContain('бомб');
    expect(readYaml('a'.repeat(500_000), 'x.yaml').problems).toHaveLength(1);
  });
});

describe('calendar', () => {
  const { calendar } = book;
  it.each([
    ['2025-01-08', false],
    ['2025-01-09', true],
    ['2025-05-02', false],
    ['2025-05-08', false],
    ['2025-06-13', false],
    ['2025-11-01', true],
    ['2025-11-03', false],
    ['2025-12-31', false],
    ['2026-01-09', false],
    ['2026-01-12', true],
    ['2026-03-09', false],
    ['2026-05-11', false],
    ['2026-12-31', false],
    ['2026-11-21', false],
    ['2026-11-23', true],
  ])('%s works: %s', (date, works) => {
    expect(calendar.isWorkingDay(date)).toBe(works);
  });
  it('counts terms over holidays', () => {
    expect(addWorkingDays(calendar, '2025-12-29', 3)).toEqual({ date: '2026-01-13', warnings: [] });
    expect(addWorkingDays(calendar, '2026-11-20', 3).date).toBe('2026-11-25');
    expect(addWorkingDays(calendar, '2026-11-25', -3).date).toBe('2026-11-20');
    expect(workingDaysBetween(calendar, '2026-11-21', '2026-11-24')).toBe(2);
    expect(workingDaysBetween(calendar, '2026-11-24', '2026-11-21')).toBe(-2);
    expect(Object.is(workingDaysBetween(calendar, '2026-11-22', '2026-11-21'), 0)).toBe(true);
  });
  it('warns about a year without a table', () => {
    const term = addWorkingDays(calendar, '2026-12-29', 5);
    expect(term.date).toBe('2027-01-14');
    expect(term.warnings).toEqual([expect.stringContaining('на 2027 год не загружен')]);
  });
  it('refuses a table whose count does not fit', () => {
    const text = (files['/content/rules/calendar-2026.yaml'] as string).replace(
      'workingDays: 247',
      'workingDays: 250',
    );
    expect(parseCalendarYear(text, { file: 'c.yaml' }).problems.map((p) => p.message)).toEqual([
      'рабочих дней по таблице 247, а указано 250: проверьте праздники и переносы',
    ]);
  });
  it('adding and counting agree', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 720 }), fc.integer({ min: 0, max: 60 }), (offset, n) => {
        const start = addDays('2025-01-01', offset);
        const { date } = addWorkingDays(calendar, start, n);
        expect(workingDaysBetween(calendar, start, date)).toBe(n);
        expect(n === 0 || calendar.isWorkingDay(date)).toBe(true);
      }),
    );
  });
  it('refuses nonsense', () => {
    expect(() => addWorkingDays(calendar, 'завтра', 1)).toThrow(RangeError);
    expect(() => addWorkingDays(calendar, '2026-01-01', 1e9)).toThrow(RangeError);
    expect(makeCalendar([]).isWorkingDay('2030-01-02')).toBe(false);
  });
});

describe('zoned time', () => {
  it('ends a day in the organisation’s zone', () => {
    expect(endOfDay('2026-11-25', 'Europe/Moscow').toISOString()).toBe('2026-11-25T20:59:00.000Z');
    expect(endOfDay('2026-11-25', 'Asia/Kamchatka').toISOString()).toBe('2026-11-25T11:59:00.000Z');
    expect(zonedInstant('2026-03-29', '12:00', 'Europe/Berlin').toISOString()).toBe(
      '2026-03-29T10:00:00.000Z',
    );
    expect(plainSpaces('a\u00a0b')).toBe('a b');
  });
});

describe('rules of meetings', () => {
  const rows = ['owners-meetings', 'members-meetings'].flatMap((table) => book.table(table).rows);

  it('are seventy dated rows whose codes all have words', () => {
    expect(problems).toEqual([]);
    expect(rows).toHaveLength(70);
    const formulas = new Set(book.table('meeting-formulas').rows.map(({ id }) => id));
    const quorums = new Set(book.table('meeting-quorums').rows.map(({ id }) => id));
    for (const { value } of rows) {
      const { rule, quorum } = value as Record<string, string>;
      expect(formulas).toContain(rule);
      expect(quorums).toContain(quorum);
    }
  });

  it('know that voting through any system ended on 01.03.2025', () => {
    expect(book.ruleAt('owners-meetings', 'zhk-44-2-3-2', '2025-02-28').row.value).toMatchObject({
      rule: 'majority-participants',
    });
    expect(() => book.ruleAt('owners-meetings', 'zhk-44-2-3-2', '2025-03-01')).toThrow();
  });
});
