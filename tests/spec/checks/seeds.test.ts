// The check over real papers must not cry wolf. They are not part of the repository: absent, the suite says so.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPastedHtml } from '~/modules/documents';
import { checkDocument } from '~/modules/documents/checks';
import { countingIds } from '~/shared/ids';
import { sha256Hex } from '~/shared/sha256.server';

const FOLDER = resolve(import.meta.dirname, '../../../../shared/seeds');
const present = existsSync(FOLDER);
if (!present) console.warn('checks over seeds: skipped, no folder ../shared/seeds beside the project');

/** Lines of a text that was printed with hard ends of lines. */
function paragraphs(file: string): string[] {
  const lines = readFileSync(resolve(FOLDER, file), 'utf8').split('\n');
  const out: string[] = [];
  for (const line of lines.map((one) => one.trim())) {
    if (line === '' || line.startsWith('http')) continue;
    const begins = out.length === 0 || /^(?:\d+\.|- )/.test(line) || /[.:;]$/.test(out.at(-1) ?? '');
    if (begins) out.push(line);
    else out[out.length - 1] = `${out.at(-1)} ${line}`;
  }
  return out;
}

function problemsOf(lines: readonly string[]) {
  const plainHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const html = lines.map((line) => `<p>${plainHtml(line)}</p>`).join('');
  const { body } = readPastedHtml(html, { newId: countingIds() });
  const input = { body, fields: {}, definition: null, kind: 'resolution', today: '2014-01-01' };
  return checkDocument(input, sha256Hex).filter(({ severity }) => severity !== 'hint');
}

describe.skipIf(!present)('checks over seeds', () => {
  it('find the one point of nineteen that does not say what to do', () => {
    const found = problemsOf(paragraphs('resolution-astrakhan-2023.txt'));
    expect(found.filter(({ rule }) => rule === 'item-without-verb').map(({ place }) => place)).toEqual([
      'п.\u00a08',
    ]);
    expect(found.length).toBeLessThanOrEqual(6);
  });

  it('find nothing grave in a plain resolution', () => {
    const text = readFileSync(resolve(FOLDER, 'resolution-amursk-2014.txt'), 'utf8');
    expect(problemsOf(text.split('\n').filter((line) => line.trim() !== ''))).toEqual([]);
  });
});
