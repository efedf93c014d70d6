// The real texts of ../shared/seeds, where they lie beside the project: structure right, nothing lost.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import {
  type Block,
  bodyToText,
  flattenBlocks,
  type ImportedText,
  importOfficeDocument,
} from '~/modules/documents';
import { ownTexts } from '~/modules/documents/importing/body-doubts';
import { readOfficeFile } from '~/platform/office/index.server';
import { canonicalBytes } from '~/shared/canonical-json';
import { countingIds } from '~/shared/ids';
import { docxOf } from './own-docx';

const FOLDER = join(process.cwd(), '..', 'shared', 'seeds');
const present = existsSync(FOLDER);
if (!present)
  process.stdout.write(`seeds of real resolutions are not at ${FOLDER}: their import is not tested here\n`);

const hasOffice = spawnSync('soffice', ['--version']).status === 0;
if (!hasOffice)
  process.stdout.write('soffice is not installed: the pass through LibreOffice is not tested here\n');

const NAMES = [
  'resolution-astrakhan-2023.txt',
  'resolution-amursk-2014.txt',
  'resolution-amur-forum-2018.txt',
  'regulation-case-club-2018.md',
];

const raw = (name: string) => readFileSync(join(FOLDER, name));
const read = (name: string) => importOfficeDocument(readOfficeFile(raw(name)), { newId: countingIds() });
const blocksOf = (text: ImportedText, type: Block['type']) =>
  flattenBlocks(text.body).flatMap(({ block }) => (block.type === type ? [block] : []));

/** Letters of the file against letters of tree and what stands apart, in order; marks of lists and Markdown left out. */
function letters(text: string): string {
  return text.replace(/^[\s-]*(?:\d{1,2}\.)+(?=\s)/gm, '').replace(/[^\p{L}\p{N}]+/gu, '');
}
function keepsEveryLetter(name: string, result: ImportedText): void {
  let source = raw(name).toString('utf8');
  const debris = result.apart.filter(({ kind }) => kind === 'debris').map(({ text }) => text);
  const lines = source.split('\n');
  source = lines
    .filter((line) => !debris.includes(line.trim()))
    .join('\n')
    .replace(/\[bookmark: \w+\]/g, '');
  const front = result.apart.filter(({ kind }) => kind !== 'debris').map(({ text }) => text);
  const body = flattenBlocks(result.body).flatMap(({ block }) => ownTexts(block));
  expect(letters([...front, ...body].join('\n'))).toBe(letters(source));
  expect(result.stats.lost).toEqual([]);
}

describe.skipIf(!present)('the seeds', () => {
  it('a flat resolution: 19 points, two with lists inside', () => {
    const result = read('resolution-astrakhan-2023.txt');
    keepsEveryLetter('resolution-astrakhan-2023.txt', result);
    expect(result.body.numbering).toBe('flat');
    expect(result.body.blocks.filter(({ type }) => type === 'item')).toHaveLength(19);
    expect(blocksOf(result, 'list').map((list) => list.type === 'list' && list.entries.length)).toEqual([
      3, 3,
    ]);
    expect(result.facts).toMatchObject({ stamp: 'ПРОЕКТ', date: '2023-09-25', place: 'Город Астрахань' });
    expect(result.facts.titleLines).toHaveLength(3);
    expect(new Set(result.doubts.map(({ kind }) => kind))).toEqual(
      new Set(['debris', 'hyphenation', 'quotes', 'brackets']),
    );
  });

  it('addressees: 7 + 2 + 3 + 3 points', () => {
    const result = read('resolution-amursk-2014.txt');
    keepsEveryLetter('resolution-amursk-2014.txt', result);
    expect(result.body.numbering).toBe('addressee');
    const groups = result.body.blocks.filter((block) => block.type === 'addresseeGroup');
    expect(groups.map((group) => group.children.filter(({ type }) => type === 'item').length)).toEqual([
      7, 2, 3, 3,
    ]);
    expect(result.facts.labelled.map(({ label }) => label)).toEqual([
      'Дата проведения',
      'Время проведения',
      'Место проведения',
    ]);
  });

  it('sections with addressees and dashes', () => {
    const result = read('resolution-amur-forum-2018.txt');
    keepsEveryLetter('resolution-amur-forum-2018.txt', result);
    expect(result.body.numbering).toBe('dash');
    const sections = result.body.blocks.filter((block) => block.type === 'section');
    expect(sections.map((section) => section.children.map(({ type }) => type))).toEqual(
      [5, 4, 1, 3, 4, 3].map((count) => Array.from({ length: count }, () => 'addresseeGroup')),
    );
    expect(
      blocksOf(result, 'addresseeGroup').every(
        (group) => group.type === 'addresseeGroup' && group.children.length > 0,
      ),
    ).toBe(true);
    expect(result.doubts.filter(({ kind }) => kind === 'duplicate')).toHaveLength(1);
    expect(result.facts.place).toBe('г. Благовещенск');
  });

  it('a regulation: four sections of points N.M, marks of two persons', () => {
    const result = read('regulation-case-club-2018.md');
    keepsEveryLetter('regulation-case-club-2018.md', result);
    expect(result.body.numbering).toBe('section');
    const sections = result.body.blocks.filter((block) => block.type === 'section');
    expect(sections.map((section) => section.children.filter(({ type }) => type === 'item').length)).toEqual([
      5, 2, 9, 4,
    ]);
    expect(result.facts.marks.map(({ word, date }) => [word, date])).toEqual([
      ['СОГЛАСОВАНО', '2018-01-16'],
      ['УТВЕРЖДЕНО', '2018-01-16'],
    ]);
    expect(result.doubts.some(({ kind, message }) => kind === 'look-alike' && message.includes('O.S.'))).toBe(
      true,
    );
  });
});

describe.skipIf(!present)('the seeds through our own DOCX', () => {
  it.each(NAMES)('%s comes back as the same tree', async (name) => {
    const { body } = read(name);
    const back = importOfficeDocument(readOfficeFile(await docxOf(body)), { newId: countingIds(9000) });
    expect(canonicalBytes(back.body)).toEqual(canonicalBytes(body));
    expect(back.stats.lost).toEqual([]);
  });

  it.each(NAMES)('%s keeps words, levels and numbers when nothing but its look is left', async (name) => {
    const { body } = read(name);
    const files = unzipSync(await docxOf(body));
    delete files['customXml/item1.xml'];
    const back = importOfficeDocument(readOfficeFile(zipSync(files)), { newId: countingIds(9000) });
    const outline = (one: ImportedText['body']) =>
      bodyToText(one)
        .split('\n')
        .filter((line) => !line.includes('Секретарь'));
    expect(outline(back.body)).toEqual(outline(body));
  });

  it.skipIf(!hasOffice)(
    'they come back through LibreOffice',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'khartia-lo-'));
      const bodies = NAMES.map((name) => read(name).body);
      for (const [i, body] of bodies.entries())
        writeFileSync(join(folder, `in${i}.docx`), await docxOf(body));
      const out = join(folder, 'out');
      const inputs = bodies.map((_, i) => join(folder, `in${i}.docx`));
      const profile = `-env:UserInstallation=file://${folder}/profile`;
      execFileSync('soffice', [profile, '--headless', '--convert-to', 'docx', '--outdir', out, ...inputs], {
        stdio: 'ignore',
      });
      for (const [i, body] of bodies.entries()) {
        const back = importOfficeDocument(readOfficeFile(readFileSync(join(out, `in${i}.docx`))), {
          newId: countingIds(9000),
        });
        expect(bodyToText(back.body)).toBe(bodyToText(body));
        expect(back.carried).toBe(true);
        expect(canonicalBytes(back.body)).toEqual(canonicalBytes(body));
      }
      rmSync(folder, { recursive: true });
    },
    180_000,
  );
});
