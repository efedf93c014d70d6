import { describe, expect, it } from 'vitest';
import { paperToText } from '~/platform/rendering';
import { PROFILE } from '../../../../tests/factories/paper-profile';
import type { Block, DocumentBody } from '../body';
import { buildPaper } from '../output';
import type { BuildPaperInput } from '../output/paper-input';
import { extractBody } from './extract-body';
import { asExtract, extractTitle } from './extract-paper';

const text = (value: string) => [{ type: 'text' as const, text: value }];
const item = (id: string, value: string, children: Block[] = []): Block => ({
  type: 'item',
  id,
  content: text(value),
  children,
});
const section = (id: string, title: string, ...children: Block[]): Block => ({
  type: 'section',
  id,
  title: text(title),
  children,
});
const body: DocumentBody = {
  schemaVersion: 1,
  numbering: 'section',
  blocks: [
    section('s1', 'Общие положения', item('a', 'Первое.'), item('b', 'Второе.')),
    section('s2', 'Решения', item('c', 'Третье.'), item('d', 'Четвёртое.', [item('e', 'Подробность.')])),
  ],
};
const plain = (value: string) => value.replace(/[\u00a0\u202f]/g, ' ');

const input: BuildPaperInput = {
  body,
  card: {
    heading: 'Протокол заседания совета',
    headerLines: ['АНО «Соседи»'],
    titleLines: ['ПРОТОКОЛ', 'заседания совета'],
    datePlace: { layout: 'date-left', date: '2026-09-25', place: 'г. Заречный' },
    signatories: [{ role: 'Председатель', name: 'А.П. Орлов' }],
  },
  resolveField: () => null,
  marks: [
    {
      kind: 'soglasovano',
      side: 'left',
      word: 'СОГЛАСОВАНО',
      lines: ['Куратор'],
      person: 'О.И. Кузьмин',
      date: '2026-09-24',
      signatureLine: true,
    },
    {
      kind: 'utverzhdayu',
      side: 'right',
      word: 'УТВЕРЖДАЮ',
      lines: ['Директор'],
      person: 'И.И. Зимин',
      date: '2026-09-25',
      signatureLine: true,
    },
  ],
  organisation: 'АНО «Соседи»',
  createdAt: '2026-09-25T12:00:00.000Z',
  profile: PROFILE,
};
const extractOf = (points: string[]) =>
  plain(
    paperToText(
      asExtract(buildPaper({ ...input, body: extractBody(body, points), numbersOf: body }), {
        name: 'П.С. Лаптева',
        position: 'Секретарь',
        date: '2026-09-28',
        storage: 'АНО «Соседи», дело № 01-05',
      }),
    ),
  );

describe('an extract', () => {
  it('holds the chosen points whole, under their own numbers, below what they stand in', () => {
    const made = extractOf(['d']);
    expect(made).toMatch(/2\.\s+Решения[\s\S]*2\.2\.\s+Четвёртое\.[\s\S]*Подробность\./);
    for (const absent of ['Общие положения', 'Первое', 'Третье']) expect(made).not.toContain(absent);
    expect(extractOf(['s1'])).toMatch(/1\.1\.\s+Первое\.[\s\S]*1\.2\.\s+Второе\./);
    expect(extractBody(body, ['nothing']).blocks).toEqual([]);
  });

  it('says what it is of, that the original is signed, who certifies it and where the original is', () => {
    const made = extractOf(['a']);
    expect(made).toMatch(/ВЫПИСКА ИЗ ПРОТОКОЛА\s+заседания совета/);
    expect(made).toContain('(подпись) И.И. Зимин');
    expect(made).not.toContain('СОГЛАСОВАНО');
    expect(made).toContain('Председатель (подпись) А.П. Орлов');
    expect(made).toMatch(/Верно\s+Секретарь\s+_+ П\.С\. Лаптева\s+«28» сентября 2026 г\./);
    expect(made).toContain('Подлинник документа хранится: АНО «Соседи», дело № 01-05.');
  });

  it('declines the name of each kind', () => {
    const first = (line: string) => extractTitle([line])[0];
    expect(
      ['РЕЗОЛЮЦИЯ', 'ПОЛОЖЕНИЕ', 'КОДЕКС ЭТИКИ', 'ИТОГОВАЯ РЕЗОЛЮЦИЯ', 'МЕДИАТИВНОЕ СОГЛАШЕНИЕ'].map(first),
    ).toEqual([
      'ВЫПИСКА ИЗ РЕЗОЛЮЦИИ',
      'ВЫПИСКА ИЗ ПОЛОЖЕНИЯ',
      'ВЫПИСКА ИЗ КОДЕКСА ЭТИКИ',
      'ВЫПИСКА ИЗ ИТОГОВОЙ РЕЗОЛЮЦИИ',
      'ВЫПИСКА ИЗ МЕДИАТИВНОГО СОГЛАШЕНИЯ',
    ]);
  });
});
