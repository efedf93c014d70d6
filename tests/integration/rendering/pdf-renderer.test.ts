// Real PDFs by a real browser, asserted by pages, text, fonts and structure, never by bytes.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDict, PDFDocument, PDFName, type PDFRawStream } from 'pdf-lib';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentLogger } from '~/platform/log';
import { createPdfRenderer, type PdfRenderer, renderPaperHtml } from '~/platform/rendering/index.server';
import { papers } from './paper-layouts';
import { type resolutionPaper, SHA } from './paper-samples';

let cacheDir: string;
let renderer: PdfRenderer;
beforeAll(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'khartia-pdf-'));
  renderer = createPdfRenderer({ cacheDir, log: silentLogger });
});
afterAll(async () => {
  await renderer.close();
  await rm(cacheDir, { recursive: true, force: true });
});

type Paper = ReturnType<typeof resolutionPaper>;
const render = (paper: Paper) => renderer.render({ html: renderPaperHtml(paper), metadata: paper.metadata });

/** Text of each page with ordinary spaces; words broken at a line end are joined. */
async function pagesOf(pdf: Uint8Array): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: false });
  return text.map((page) => page.replace(/-\s*\n/g, '').replace(/\s+/g, ' '));
}

describe('the 19-point resolution', () => {
  it('has its points, clauses, number, code and sheet on the right pages', async () => {
    const pdf = await render(papers.resolution());
    const pages = await pagesOf(pdf);
    const all = pages.join(' ');
    expect(pages).toHaveLength(4);
    for (let n = 1; n <= 19; n++) expect(all).toMatch(new RegExp(`(^| )${n}\\. ?[А-Я]`));
    expect(all).not.toMatch(/(^| )20\. ?[А-Я]/);
    expect(pages[0]).toContain('Принята участниками круглого стола «Соседский контроль');
    expect(pages[0]).toContain('№ 12-Р');
    expect(pages[0]).toContain('https://docs.example.org/verify/7K2M-9QXA');
    expect(all).toContain('________ (название организации)');
    expect(all).toContain('к пункту 13');
    expect(all).toContain('до 1 марта 2024 г.');
    expect(pages[2]).toContain('Председательствующий');
    expect(pages[3]).toContain('Лист согласования');
    expect(pages[3]?.replace(/ /g, '')).toContain(SHA);
  });

  it('numbers its pages from the second', async () => {
    const pages = await pagesOf(await render(papers.resolution()));
    expect(pages.map((page) => /(^| )([2-9])( |$)/.test(page.slice(0, 4)))).toEqual([
      false,
      true,
      true,
      true,
    ]);
  });

  it('has no invisible characters in its text layer', async () => {
    expect((await pagesOf(await render(papers.resolution()))).join('')).not.toMatch(/[\u00ad\u00a0]/);
  });

  it('is tagged, with outline, language, XMP, fixed dates and embedded fonts', async () => {
    const bytes = await render(papers.resolution());
    const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
    const { catalog, context } = pdf;
    expect(context.lookup(catalog.get(PDFName.of('MarkInfo')), PDFDict).toString()).toContain('/Marked true');
    expect(catalog.get(PDFName.of('StructTreeRoot'))).toBeDefined();
    expect(catalog.get(PDFName.of('Lang'))?.toString()).toContain('ru-RU');
    expect(pdf.getTitle()).toBe('Резолюция круглого стола «Соседский контроль: от жалобы к порядку»');
    expect(pdf.getCreationDate()?.toISOString()).toBe('2023-09-25T12:00:00.000Z');
    const xmp = context.lookup(catalog.get(PDFName.of('Metadata'))) as PDFRawStream;
    const packet = Buffer.from(xmp.getContents()).toString('utf8');
    expect(packet).toContain('<dc:identifier>https://docs.example.org/verify/7K2M-9QXA</dc:identifier>');
    expect(packet).toContain('<xmp:CreateDate>2023-09-25T12:00:00.000Z</xmp:CreateDate>');
    expect(fontNames(pdf).every((name) => /^\/[A-Z]{6}\+Tinos/.test(name))).toBe(true);
  });

  it('keeps the words of the title apart in the outline', async () => {
    const document = await getDocumentProxy(await render(papers.resolution()));
    const [title, sheet] = (await document.getOutline()) ?? [];
    expect(title?.title.replace(/\s+/g, ' ')).toBe(
      'РЕЗОЛЮЦИЯ КРУГЛОГО СТОЛА «СОСЕДСКИЙ КОНТРОЛЬ: ОТ ЖАЛОБЫ К ПОРЯДКУ»',
    );
    expect((sheet ?? title?.items[0])?.title).toBe('Лист согласования');
  });
});

function fontNames(pdf: PDFDocument): string[] {
  return pdf.context
    .enumerateIndirectObjects()
    .flatMap(([, object]) =>
      object instanceof PDFDict && object.get(PDFName.of('Type')) === PDFName.of('FontDescriptor')
        ? [String(object.get(PDFName.of('FontName')))]
        : [],
    );
}

describe('other layouts', () => {
  it('puts the marks of a regulation side by side and its appendix on a new page', async () => {
    const bytes = await render(papers.regulation());
    const pages = await pagesOf(bytes);
    const first = await (await getDocumentProxy(new Uint8Array(bytes))).getPage(1);
    const items = (await first.getTextContent()).items as { str: string; transform: number[] }[];
    const place = (start: string) => items.find((item) => item.str.trim().startsWith(start))?.transform ?? [];
    expect(place('СОГЛАСОВАНО')[5]).toBe(place('УТВЕРЖДАЮ')[5]);
    expect(place('СОГЛАСОВАНО')[4]).toBeLessThan(place('УТВЕРЖДАЮ')[4] ?? 0);
    expect(place('О.С.')[5]).toBe(place('К.К.')[5]);
    const appendix = pages.findIndex((page) => page.includes('Приложение'));
    expect(pages[appendix]).toContain('РЕЕСТР ЧЛЕНОВ');
    expect(pages[appendix + 1]).toContain('Фамилия, имя, отчество');
    expect(pages.slice(1).every((page) => page.includes('ПРОЕКТ, версия 3'))).toBe(true);
  });

  it('prints the three layouts of date and place', async () => {
    const [forum, addressee] = [await render(papers.forum()), await render(papers.addressee())];
    expect((await pagesOf(forum))[0]).toMatch(/г\. Заречный.*№ 12-Р.*30 ноября 2018 г\./);
    expect((await pagesOf(addressee))[0]).toMatch(/Время проведения: 14:00–16:15/);
    expect((await pagesOf(addressee))[0]).toMatch(/1\. Министерству.*1\.1\. создать.*2\. Некоммерческим/);
  });
});
