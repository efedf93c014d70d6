// Plain text, one paragraph a line: how acts are kept as .txt. A row of cells is told by « | ».
import { readMark } from '../structure/read-mark';
import type { RawLine } from './raw-line';

const HEADINGS = new Set(['pril', 'utv', 'st', 'gl', 'razd']);

export function readTextLines(text: string): RawLine[] {
  return text.split(/\r\n?|\n/).flatMap((written, index): RawLine[] => {
    const line = written.replace(/\s+/gu, ' ').trim();
    if (line === '') return [];
    const isRow = line.includes(' | ') && !HEADINGS.has(readMark(line)?.style ?? '');
    const cells = line.split('|').map((cell) => cell.trim());
    return [{ text: line, line: index + 1, ...(isRow ? { table: [cells] } : {}) }];
  });
}
