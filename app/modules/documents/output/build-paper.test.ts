import { describe, expect, it } from 'vitest';
import { walkPaper } from '~/platform/rendering';
import { PROFILE } from '../../../../tests/factories/paper-profile';
import type { Block, DocumentBody } from '../body/body.schema';
import { buildPaper } from './build-paper';
import { documentJson } from './document-json';
import type { BuildPaperInput, PrintedMark } from './paper-input';
import { adoptionLine, datePlace, draftStamp } from './paper-lines';
import { endMarks, markRows, paperSheet, versionLine } from './paper-marks';

const text = (value: string) => [{ type: 'text' as const, text: value }];
const item = (id: string, value: string, children: Block[] = []): Block => ({
  type: 'item',
  id,
  content: text(value),
  children,
});
const plain = (value: string) => value.replace(/[\u00a0\u202f]/g, ' ');

function input(body: Partial<DocumentBody>, extra: Partial<BuildPaperInput> = {}): BuildPaperInput {
  return {
    body: { schemaVersion: 1, numbering: 'flat', blocks: [], ...body },
    card: {
      heading: 'Резолюция',
      headerLines: [],
      titleLines: ['РЕЗОЛЮЦИЯ'],
      datePlace: { layout: 'none' },
      signatories: [],
    },
    resolveField: () => null,
    marks: [],
    organisation: 'АНО «Соседи»',
    createdAt: '2023-09-25T12:00:00.000Z',
    profile: PROFILE,
    ...extra,
  };
}

const labels = (body: Partial<DocumentBody>) =>
  [...walkPaper(buildPaper(input(body)).blocks)]
    .filter((block) => block.kind === 'item' || block.kind === 'heading')
    .map((block) => `${block.kind}:${block.label ?? ''}`);

describe('buildPaper', () => {
  it('takes numbers from the body in every mode', () => {
    expect(labels({ blocks: [item('a', 'А', [item('b', 'Б')]), item('c', 'В')] })).toEqual([
      'item:1.',
      'item:1.1.',
      'item:2.',
    ]);
    const group: Block = {
      type: 'addresseeGroup',
      id: 'g',
      addressees: [text('Министерству')],
      children: [item('a', 'А')],
    };
    expect(labels({ numbering: 'addressee', blocks: [group] })).toEqual(['heading:1.', 'item:1.1.']);
    expect(labels({ numbering: 'dash', blocks: [group] })).toEqual(['heading:', 'item:–']);
    const section: Block = {
      type: 'section',
      id: 's',
      title: text('Общие положения'),
      children: [item('a', 'А')],
    };
    expect(labels({ numbering: 'section', blocks: [section] })).toEqual(['heading:1.', 'item:1.1.']);
  });

  it('punctuates addressees', () => {
    const group: Block = {
      type: 'addresseeGroup',
      id: 'g',
      addressees: [text('Министерству'), text('Администрации:')],
      children: [],
    };
    const [heading] = buildPaper(input({ blocks: [group] })).blocks;
    const lines = heading?.kind === 'heading' ? heading.lines : [];
    expect(lines.map((line) => line.map((run) => run.text).join(''))).toEqual([
      'Министерству,',
      'Администрации:',
    ]);
  });

  it('prints due dates and people only when asked', () => {
    const block: Block = {
      ...(item('a', 'Провести осмотр') as Extract<Block, { type: 'item' }>),
      due: { kind: 'date', date: '2024-03-01' },
      responsible: ['Совет дома'],
    };
    const children = (printTasks: boolean) => {
      const [first] = buildPaper(input({ blocks: [block] }, { printTasks })).blocks;
      return first?.kind === 'item' ? first.children : [];
    };
    expect(children(false)).toEqual([]);
    const [task] = children(true);
    const printed = task?.kind === 'paragraph' ? task.text.map((run) => run.text).join('') : '';
    expect(plain(printed)).toBe('Срок: 1 марта 2024 г. Ответственный: Совет дома.');
  });

  it('is pure', () => {
    const given = input({ blocks: [item('a', 'А')] });
    expect(buildPaper(given)).toEqual(
      buildPaper(structuredClone({ ...given, resolveField: undefined }) as never),
    );
  });
});

describe('lines', () => {
  it('agree with what was adopted', () => {
    const line = (gender: 'm' | 'f' | 'n', plural = false) =>
      plain(
        adoptionLine({
          by: 'советом',
          subject: { gender, plural },
          date: '2023-09-25',
          place: 'г. Заречный',
        }),
      );
    expect(line('f')).toBe('Принята советом 25 сентября 2023 г., г. Заречный');
    const whole = adoptionLine({ by: 'советом', subject: { gender: 'f' }, date: '2023-09-25', whole: true });
    expect(plain(whole)).toBe('Принята в целом советом 25 сентября 2023 г.');
    expect([line('m'), line('n'), line('f', true)].map((value) => value.split(' ')[0])).toEqual([
      'Принят',
      'Принято',
      'Приняты',
    ]);
    expect(plain(draftStamp(3, '2023-09-20'))).toBe('ПРОЕКТ, версия 3 от 20.09.2023');
  });

  it('place date, number and place in each layout', () => {
    const card = (layout: 'date-left' | 'place-left' | 'labelled' | 'none') => ({
      ...input({}).card,
      datePlace: {
        layout,
        date: '2023-09-25',
        place: 'г. Заречный',
        lines: [{ label: 'Время', value: '14:00' }],
      },
    });
    const number = { number: '12-Р', date: '2023-09-25' };
    expect(datePlace(card('date-left'), number)).toMatchObject({
      right: 'г. Заречный',
      middle: '№\u00a012-Р',
    });
    expect(datePlace(card('place-left'), null)).toMatchObject({ left: 'г. Заречный' });
    expect(datePlace(card('labelled'), number)).toEqual({
      layout: 'labelled',
      lines: [
        { label: 'Время', value: '14:00' },
        { label: 'Регистрационный номер', value: '12-Р' },
      ],
    });
    expect(datePlace(card('none'), null)).toBeUndefined();
    expect(datePlace(card('none'), number)).toMatchObject({ middle: 'от\u00a025.09.2023 №\u00a012-Р' });
  });
});

describe('marks', () => {
  const mark = (side: PrintedMark['side'], word: string, extra: Partial<PrintedMark> = {}): PrintedMark => ({
    kind: 'soglasovano',
    side,
    word,
    lines: ['Руководитель'],
    signatureLine: true,
    ...extra,
  });

  it('stand side by side, several of one side on one level', () => {
    expect(markRows([mark('left', 'А'), mark('right', 'Б')])).toMatchObject([
      { left: { word: 'А' }, right: { word: 'Б' } },
    ]);
    expect(markRows([mark('right', 'А'), mark('right', 'Б')])).toMatchObject([
      { left: { word: 'А' }, right: { word: 'Б' } },
    ]);
    expect(markRows([mark('right', 'А')])).toMatchObject([{ right: { word: 'А' } }]);
    expect(markRows([mark('left', 'А'), mark('left', 'Б'), mark('right', 'В')])).toMatchObject([
      { left: { word: 'А' }, right: { word: 'В' } },
      { left: { word: 'Б' } },
    ]);
  });

  it('of two who approve are level, with the consents below them in pairs', () => {
    const words = (marks: PrintedMark[]) =>
      markRows(marks).map(({ left, right }) => [left?.word ?? '', right?.word ?? ''].join('|'));
    const consents = ['А', 'Б', 'В'].map((word) => mark('left', word));
    expect(words([...consents, mark('right', 'X'), mark('right', 'Y')])).toEqual(['X|Y', 'А|Б', 'В|']);
    expect(words([...consents, mark('right', 'X')])).toEqual(['А|X', 'Б|В']);
  });

  it('leave a blank date only where a hand will sign', () => {
    const dates = [
      mark('end', 'А', { date: '2018-01-16' }),
      mark('end', 'Б'),
      mark('end', 'В', { signatureLine: false }),
    ];
    expect(endMarks(dates).map((printed) => plain(printed.date ?? '-'))).toEqual([
      '«16» января 2018 г.',
      '«___» __________ 20__ г.',
      '-',
    ]);
  });

  it('list every decision with its hash and way', () => {
    const sheet = paperSheet({
      title: 'Лист согласования',
      versionNumber: 2,
      versionSha256: 'a'.repeat(64),
      status: 'approved',
      rows: [
        {
          step: 'Согласование',
          who: 'Союз',
          decision: 'Согласовано',
          at: '2023-09-20T09:15:00Z',
          sha256: 'b'.repeat(64),
          channel: 'по ссылке',
        },
      ],
    });
    expect(sheet.rows[0]).toEqual([
      'Согласование',
      'Союз',
      'Согласовано',
      '20.09.2023 12:15',
      'по ссылке',
      'bbbbbbbbbb',
    ]);
    expect(sheet.notes[0]).toContain('a'.repeat(64));
  });

  it('say where the route stands, and never «согласована» on the way', () => {
    const line = (status: 'running' | 'approved' | 'returned') =>
      versionLine({ title: 'Положение', versionNumber: 2, versionSha256: 'a', status, rows: [] });
    expect(line('approved')).toBe('Согласована версия 2, SHA-256: a');
    expect(line('running')).toBe('На согласовании версия 2, SHA-256: a');
    expect(line('returned')).toBe('Возвращена на доработку версия 2, SHA-256: a');
  });
});

describe('documentJson', () => {
  it('is readable, complete and the same for equal documents', () => {
    const given = input({ blocks: [item('a', 'Одобрить.')] });
    const json = () =>
      documentJson({
        kind: 'resolution',
        card: given.card,
        fields: { b: 1, a: 2 },
        body: given.body,
        resolveField: () => null,
        version: { number: 1, sha256: 'c'.repeat(64) },
      });
    expect(json()).toBe(json());
    expect(JSON.parse(json())).toMatchObject({
      numbers: { a: '1.' },
      text: '1. Одобрить.',
      registration: null,
    });
  });
});
