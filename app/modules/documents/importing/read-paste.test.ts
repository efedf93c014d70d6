import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { countingIds } from '~/shared/ids';
import { parseBody } from '../body/limits';
import { normalizeBody } from '../body/normalize';
import { bodyToText } from '../body/plain-text';
import { readPastedHtml } from './read-paste';

// Properties take seconds on a busy machine; the default of 5 s would fail them for being slow, not wrong.
vi.setConfig({ testTimeout: 60_000 });

const paste = (html: string) => readPastedHtml(html, { newId: countingIds() });
const text = (html: string) => bodyToText(paste(html).body);

describe('readPastedHtml', () => {
  it('makes points of numbered paragraphs, keeps what follows with them', () => {
    const { body } = paste(
      '<p>Решили:</p><p>1. Одобрить.</p><p>2.&nbsp;&nbsp;Учесть:</p><p>- раз;</p><p>– два.</p><p>3) Отменить.</p>',
    );
    expect(body.numbering).toBe('flat');
    expect(bodyToText(body)).toBe('Решили:\n1. Одобрить.\n2. Учесть:\n– раз;\n– два.\n3. Отменить.');
  });

  it('makes addressee groups of «1. Кому:» with 1.1.', () => {
    const { body, doubts } = paste(
      '<p>1. Администрации:</p><p>1.1. Создать.</p><p>1.2. Учесть.</p><p>2. Совету:</p><p>2.1. Начать.</p>',
    );
    expect(body.numbering).toBe('addressee');
    expect(bodyToText(body)).toBe('1. Администрации:\n1.1. Создать.\n1.2. Учесть.\n2. Совету:\n2.1. Начать.');
    expect(doubts).toHaveLength(2);
  });

  it('makes sections of headings and of short numbered lines', () => {
    const html = '<h1>1. Общие положения</h1><p>1.1. Клуб создан.</p><h1>2. Цели</h1><p>2.1 Учить.</p>';
    expect(paste(html).body.numbering).toBe('section');
    expect(text(html)).toBe('1. Общие положения\n1.1. Клуб создан.\n2. Цели\n2.1. Учить.');
    const plain = '<p>1. Общие положения</p><p>1.1. Клуб создан.</p>';
    expect(paste(plain).body.blocks[0]).toMatchObject({ type: 'section' });
  });

  it('keeps lists, quotes, tables, marks and good links', () => {
    const { body } = paste(
      '<ul><li>а<ul><li>б</li></ul></li></ul><blockquote>в</blockquote><table><thead><tr><th>г</th></tr></thead><tbody><tr><td>д</td></tr></tbody></table><p><b>е</b><a href="https://a.example/">ж</a></p>',
    );
    expect(body.blocks).toMatchObject([
      { type: 'list', entries: [{ entries: [{}] }] },
      { type: 'quote' },
      { type: 'table', headerRows: 1 },
      { type: 'paragraph', content: [{ marks: [{ type: 'strong' }] }, { marks: [{ type: 'link' }] }] },
    ]);
  });

  it('drops scripts, styles and pictures and says so', () => {
    const { body, doubts } = paste(
      '<style>p{}</style><p onclick="x()">а<script>alert(1)</script></p><img src="x" alt="герб"><p><a href="javascript:x">б</a></p><!-- в -->',
    );
    expect(bodyToText(body)).toBe('а\nб');
    expect(doubts.map(({ message }) => message.split(' ')[0])).toEqual(['Сценарий', 'Ссылка', 'Картинка']);
  });

  it('takes numbered lists for points, and dates for text', () => {
    expect(text('<ol><li>раз<ol><li>под</li></ol></li><li>два</li></ol>')).toBe('1. раз\n1.1. под\n2. два');
    expect(text('<p>25.09.2023 состоялась встреча</p>')).toBe('25.09.2023 состоялась встреча');
  });

  it('tells numbers that will print differently', () => {
    const { doubts } = paste('<p>3. Третий.</p><p>5. Пятый.</p>');
    expect(doubts.map(({ message }) => message)).toEqual([
      'Номер 3 вычисляется заново: станет 1',
      'Номер 5 вычисляется заново: станет 2',
    ]);
  });

  it('refuses 5 MB and depth 10,000 with a clear error', () => {
    const code = (html: string) => {
      try {
        paste(html);
        return 'ok';
      } catch (error) {
        return (error as { code?: string }).code;
      }
    };
    expect(code(`<p>${'ж'.repeat(2_500_000)}</p>`)).toBe('documents/body-too-large');
    expect(code('<div>'.repeat(10_000))).toBe('office/hostile');
    expect(code('<ul><li>'.repeat(10_000))).toBe('office/hostile');
    expect(code(`${'<ul><li>а'.repeat(90)}`)).toBe('ok');
  });

  it('accepts anything, keeps every word, gives a valid normalised body', () => {
    const tags = [
      'p',
      'div',
      'li',
      'ul',
      'ol',
      'table',
      'tr',
      'td',
      'h1',
      'h5',
      'b',
      'a',
      'blockquote',
      'span',
      'br',
    ];
    const piece = fc.oneof(
      fc.constantFrom(...tags).map((tag) => `<${tag}>`),
      fc.constantFrom(...tags).map((tag) => `</${tag}>`),
      fc.constantFrom('слово ', '1. ', '1.1. ', '- ', '&amp;', '<', '\u00a0', ': '),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const html = pieces.join('');
        const { body } = paste(html);
        expect(parseBody(body).ok).toBe(true);
        expect(normalizeBody(body, countingIds())).toEqual(body);
        const words = (value: string) => value.match(/слово/g)?.length ?? 0;
        expect(words(JSON.stringify(body))).toBe(words(html));
      }),
    );
  });
});
