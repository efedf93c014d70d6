// Tree -> our DOCX -> import -> the same tree, ids included; and what a partner changes in between.

import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it, vi } from 'vitest';
import { bodyToText, type DocumentBody, type ImportedText, importOfficeDocument } from '~/modules/documents';
import { readOfficeFile } from '~/platform/office/index.server';
import { canonicalBytes } from '~/shared/canonical-json';
import { countingIds } from '~/shared/ids';
import { bodyArbitrary } from '../../factories/body.arbitrary';
import {
  buildAddresseeResolution,
  buildFlatResolution,
  buildRegulation,
  buildSectionResolution,
} from '../../factories/body.factory';
import { docxOf, values } from './own-docx';

vi.setConfig({ testTimeout: 300_000 });

const read = (bytes: Uint8Array): ImportedText =>
  importOfficeDocument(readOfficeFile(bytes), { newId: countingIds(9000) });
const canonical = (body: DocumentBody) => Buffer.from(canonicalBytes(body)).toString('utf8');

/** Rewrites the visible text of a DOCX as a partner would. */
function edited(bytes: Uint8Array, change: (xml: string) => string): Uint8Array {
  const files = unzipSync(bytes);
  files['word/document.xml'] = strToU8(change(strFromU8(files['word/document.xml'] as Uint8Array)));
  return zipSync(files);
}

/** Words, levels and numbers: what is printed. */
const outline = (body: DocumentBody) => bodyToText(body, values).split('\n');

describe('our DOCX comes back', () => {
  it.each([
    ['flat', buildFlatResolution()],
    ['addressee', buildAddresseeResolution()],
    ['section', buildSectionResolution()],
    ['regulation', buildRegulation()],
  ])('%s: the same tree', async (_, body) => {
    const result = read(await docxOf(body));
    expect(canonical(result.body)).toBe(canonical(body));
    expect(result.carried).toBe(true);
    expect(result.stats.lost).toEqual([]);
    expect(result.facts).toMatchObject({ titleLines: ['РЕЗОЛЮЦИЯ', 'круглого стола'], date: '2026-09-20' });
  });

  it('any tree: the same tree', async () => {
    await fc.assert(
      fc.asyncProperty(bodyArbitrary, async (body) => {
        const result = read(await docxOf(body));
        expect(canonical(result.body)).toBe(canonical(body));
      }),
      { numRuns: 40 },
    );
  });

  it('keeps ids under changed words, takes new paragraphs and leaves out removed ones', async () => {
    const bytes = edited(await docxOf(buildFlatResolution()), (xml) => {
      const paragraph = (words: string) => new RegExp(`<w:p>(?:(?!</w:p>).)*${words}(?:(?!</w:p>).)*</w:p>`);
      const [third = ''] = paragraph('меру номер 3<').exec(xml) ?? [];
      const fresh = third
        .replace(/<w:bookmark(?:Start|End)[^>]*>/g, '')
        .replace('меру номер 3', 'совсем новую меру');
      return xml
        .replace(third, third.replace('номер 3', 'номер три') + fresh)
        .replace(paragraph('меру номер 5<'), '');
    });
    const { body, doubts, stats } = read(bytes);
    const items = body.blocks.filter((block) => block.type === 'item');
    expect(items).toHaveLength(19);
    expect(items.slice(1, 6).map(({ id }) => id)).toEqual(['p2', 'p3', 'b_9000', 'p4', 'p6']);
    expect(JSON.stringify(items[2])).toContain('номер три');
    expect(JSON.stringify(items[3])).toContain('совсем новую меру');
    expect(JSON.stringify(items.find(({ id }) => id === 'p17'))).toContain('"crossRef"');
    expect(stats.lost).toEqual([]);
    expect(doubts.map(({ message }) => message.split(':')[0])).toEqual([
      'В файле изменены слова абзацев',
      'В файле появились новые абзацы',
      'Из файла убраны абзацы',
    ]);
  });

  it('is read by its look when the part is gone: the same words, levels and numbers', async () => {
    for (const body of [buildFlatResolution(), buildAddresseeResolution(), buildRegulation()]) {
      const files = unzipSync(await docxOf(body));
      delete files['customXml/item1.xml'];
      const result = read(zipSync(files));
      expect(result.carried).toBe(false);
      const kept = outline(result.body).filter((line) => !line.includes('Секретарь'));
      expect(kept).toEqual(outline(body));
      expect(result.body.numbering).toBe(body.numbering);
    }
  });
});
