import { describe, expect, it } from 'vitest';
import { csvCell, csvRow } from './csv';

describe('a CSV cell', () => {
  it('is plain where it may be, quoted where it must be', () => {
    expect(csvCell('Образцова М. П.')).toBe('Образцова М. П.');
    expect(csvCell('а; б')).toBe('"а; б"');
    expect(csvCell('«Добрый "двор"»')).toBe('"«Добрый ""двор""»"');
    expect(csvCell('две\r\nстроки')).toBe('"две\r\nстроки"');
    expect(csvCell(null)).toBe('');
    expect(csvCell(-5)).toBe('-5');
  });

  it.each([
    '=1+1',
    '+7 900 000-00-00',
    '-2',
    '@SUM(A1)',
    '|cmd',
    '%00',
    '  =HYPERLINK("https://example.org")',
    '\t=1',
    '\r=1',
    '\n=1',
    '\u00a0=1',
    '\u200b=1',
    '\ufeff=1',
    '＝1',
  ])('is never run as a formula: %j', (value) => {
    expect(csvCell(value)).toMatch(/^"?'/);
  });

  it('cannot end its row or begin another', () => {
    expect(csvRow(['а";=1', 'б\r\n=2'])).toBe('"а"";=1";"б\r\n=2"\r\n');
  });
});
