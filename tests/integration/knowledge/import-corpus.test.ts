// Every act of the corpus goes in whole: articles counted, no text lost, the raw files give the same as the clean ones.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { proposeCard } from '~/modules/knowledge/act-card';
import { buildStructure } from '~/modules/knowledge/build-edition';
import { readActFile } from '~/modules/knowledge/read-act-file.server';
import { readPdfText } from '~/platform/office/index.server';

const CORPUS = resolve(import.meta.dirname, '../../../../shared/corpus');
const present = existsSync(CORPUS);
if (!present) console.info('acts of the corpus: skipped, ../shared/corpus is absent');

const ARTICLES: Readonly<Record<string, number>> = {
  'zhk-rf': 243,
  'zhk-rf-2025': 243,
  'koap-rf': 1024,
  'gk-rf-1': 590,
  'gk-rf-2': 685,
  'gpk-rf': 498,
  'tk-rf': 529,
  'sk-rf': 177,
  'konstituciya-rf': 142,
  '152-fz': 29,
  '190-fz': 59,
  '261-fz': 51,
};

async function take(folder: string, name: string) {
  const bytes = readFileSync(join(CORPUS, folder, name));
  const { lines } = await readActFile({ readPdfText }, { name, bytes });
  const { kind, shortName, date } = proposeCard(lines);
  const source = { name, sha256: '', size: bytes.length, format: 'txt' };
  const plain = lines.map((line) => JSON.parse(JSON.stringify(line)) as { text: string; line: number });
  // buildStructure throws knowledge/text-lost when a word would be missing.
  return buildStructure(
    { lines: plain, fixes: [], source },
    { kind: kind ?? 'decree', shortName: shortName ?? '', date },
  );
}

const units = (structure: Awaited<ReturnType<typeof take>>, level: string) =>
  structure.provisions.filter((one) => one.level === level).map(({ path }) => path);

describe.skipIf(!present)('acts of the corpus', () => {
  const names = present ? readdirSync(join(CORPUS, 'acts-txt')).filter((name) => name.endsWith('.txt')) : [];

  it.each(names)('%s loses no text and has its articles', async (name) => {
    const structure = await take('acts-txt', name);
    expect(structure.provisions.length).toBeGreaterThan(0);
    expect(new Set(structure.provisions.map(({ path }) => path)).size).toBe(structure.provisions.length);
    const wanted = ARTICLES[name.replace('.txt', '')];
    if (wanted !== undefined) expect(units(structure, 'st')).toHaveLength(wanted);
  });

  it.each([
    ['zhk-rf.pravo-gov-ru.html', 'zhk-rf.txt'],
    ['konstituciya.pravo-gov-ru.html', 'konstituciya-rf.txt'],
  ])('%s of the portal gives the same units as its clean text', async (raw, clean) => {
    const [a, b] = [await take('acts-raw', raw), await take('acts-txt', clean)];
    expect(a.provisions.map(({ path }) => path)).toEqual(b.provisions.map(({ path }) => path));
  });

  it.each([
    ['pp-491.techexpert.docx', 'pp-491.txt'],
    ['gosstroy-170.techexpert.docx', 'gosstroy-170.txt'],
  ])('%s of a vendor gives the same points as its clean text', async (raw, clean) => {
    const [a, b] = [await take('acts-raw', raw), await take('acts-txt', clean)];
    // Forms and tables of annexes aside: the vendor draws them.
    const points = (structure: typeof a) => units(structure, 'p').filter((path) => !path.includes('pril-'));
    expect(points(a)).toEqual(points(b));
  });
});
