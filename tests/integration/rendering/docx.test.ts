// Real DOCX files: the XML inside, and LibreOffice's own reading of it where LibreOffice is installed.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { comparableText } from '~/modules/documents/verification/comparable-text';
import { readOfficeFile } from '~/platform/office/index.server';
import { type Paper, renderDocx } from '~/platform/rendering/index.server';
import { papers } from './paper-layouts';
import { resolutionPaper } from './paper-samples';

async function partsOf(paper: Paper): Promise<Record<string, string>> {
  const files = unzipSync(await renderDocx(paper));
  return Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path, strFromU8(bytes)]));
}
const count = (xml: string | undefined, pattern: RegExp): number => [...(xml ?? '').matchAll(pattern)].length;

describe('the DOCX of the 19-point resolution', () => {
  it('numbers its points by one automatic list', async () => {
    const parts = await partsOf(papers.resolution());
    const used = [
      ...(parts['word/document.xml'] ?? '').matchAll(/<w:ilvl w:val="0"\/><w:numId w:val="(\d+)"\/>/g),
    ];
    const byList = new Map<string, number>();
    for (const [, id] of used) byList.set(id as string, (byList.get(id as string) ?? 0) + 1);
    expect(Math.max(...byList.values())).toBe(19);
    expect(parts['word/numbering.xml']).toContain('<w:lvlText w:val="%1."/>');
    expect(parts['word/document.xml']).not.toMatch(/<w:t[^>]*>19\./);
  });

  it('has styles, language, line rule, links, bookmarks and the code in the first footer', async () => {
    const parts = await partsOf(papers.resolution());
    const document = parts['word/document.xml'] ?? '';
    expect(document).toContain('<w:pStyle w:val="Title"/>');
    expect(document).toContain('<w:pStyle w:val="Quote"/>');
    expect(parts['word/styles.xml']).toContain('<w:lang w:val="ru-RU"');
    expect(parts['word/styles.xml']).toMatch(/w:line="276" w:lineRule="auto"/);
    expect(document).toMatch(/<w:bookmarkStart [^>]*w:name="point_1"/);
    expect(document).toContain('w:anchor="point_1"');
    expect(document).toContain('<w:titlePg/>');
    const first = /<w:footerReference [^>]*w:type="first"[^>]*\/>/.exec(document)?.[0] ?? '';
    const id = /r:id="([^"]+)"/.exec(first)?.[1];
    const target = new RegExp(`Id="${id}"[^>]*Target="([^"]+)"|Target="([^"]+)"[^>]*Id="${id}"`).exec(
      parts['word/_rels/document.xml.rels'] ?? '',
    );
    const footer = parts[`word/${target?.[1] ?? target?.[2]}`];
    expect(footer).toContain('https://docs.example.org/verify/7K2M-9QXA');
    expect(footer).toContain('<wp:docPr');
    expect(Object.values(parts).some((part) => part.includes('PAGE'))).toBe(true);
    expect(parts['word/document.xml']).toMatch(/Лист согласования/);
  });

  it('is the same byte for byte, with the dates of the metadata', async () => {
    const [one, two] = [await renderDocx(papers.resolution()), await renderDocx(papers.resolution())];
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
    expect((await partsOf(papers.resolution()))['docProps/core.xml']).toContain(
      '2023-09-25T12:00:00Z</dcterms:created>',
    );
  });
});

describe('tables, marks, appendices', () => {
  it('repeats header rows, merges cells, keeps tables apart, begins pages', async () => {
    const document = (await partsOf(papers.regulation()))['word/document.xml'] ?? '';
    expect(count(document, /<w:tblHeader\/>/g)).toBe(2);
    expect(document).toContain('<w:gridSpan w:val="2"/>');
    expect(document).toContain('<w:vMerge w:val="restart"/>');
    expect(document).not.toMatch(/<\/w:tbl><w:tbl>/);
    expect(document).toContain('<w:pageBreakBefore/>');
    const marks = document.slice(0, document.indexOf('</w:tbl>'));
    expect(marks).toMatch(/СОГЛАСОВАНО[\s\S]*<\/w:tc>[\s\S]*УТВЕРЖДАЮ/);
  });
});

const soffice = spawnSync('soffice', ['--version']).status === 0;
if (!soffice) console.log('skipped: DOCX through LibreOffice (soffice is not installed here)');

describe.runIf(soffice)('LibreOffice', () => {
  it('prints the same automatic numbers', { timeout: 120_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'khartia-docx-'));
    try {
      for (const [name, make] of Object.entries(papers))
        writeFileSync(join(folder, `${name}.docx`), await renderDocx(make()));
      const names = Object.keys(papers).map((name) => join(folder, `${name}.docx`));
      const profile = `-env:UserInstallation=file://${folder}/profile`;
      execFileSync('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...names], {
        stdio: 'ignore',
      });
      const read = async (name: string) => {
        const pdf = await getDocumentProxy(new Uint8Array(readFileSync(join(folder, `${name}.pdf`))));
        return (await extractText(pdf, { mergePages: true })).text.replace(/\s+/g, ' ');
      };
      const resolution = await read('resolution');
      for (let n = 1; n <= 19; n++) expect(resolution).toMatch(new RegExp(`(^| )${n}\\. ?[А-Я]`));
      expect(await read('regulation')).toMatch(
        /1\. Общие положения 1\.1\. .*2\.1\.1\. Подготовка.*2\.2\..*4\.2\. Настоящее/,
      );
      expect(await read('addressee')).toMatch(
        /1\. Министерству.*1\.1\. создать.*1\.2\..*2\. Некоммерческим.*2\.1\./,
      );
      expect(await read('forum')).toMatch(/– создать совет/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe.runIf(soffice)('a file saved anew by LibreOffice', () => {
  it('has the same comparable words, whatever the numbering and tables', { timeout: 120_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'khartia-resaved-'));
    try {
      for (const [name, make] of Object.entries(papers))
        writeFileSync(join(folder, `${name}.docx`), await renderDocx(make()));
      const names = Object.keys(papers).map((name) => join(folder, `${name}.docx`));
      const out = ['--outdir', join(folder, 'saved')];
      const profile = `-env:UserInstallation=file://${folder}/profile`;
      const to = ['--convert-to', 'docx:MS Word 2007 XML'];
      execFileSync('soffice', [profile, '--headless', ...to, ...out, ...names], { stdio: 'ignore' });
      for (const name of Object.keys(papers)) {
        const [before, after] = [join(folder, `${name}.docx`), join(folder, 'saved', `${name}.docx`)].map(
          (file) => comparableText(readOfficeFile(readFileSync(file))),
        );
        expect(after, name).toBe(before);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('papers without some parts', () => {
  it('make a file all the same', async () => {
    const bare = resolutionPaper({ verification: null, sheet: null, registration: null, adoption: null });
    expect(Object.keys(await partsOf(bare))).toContain('word/document.xml');
  });
});
