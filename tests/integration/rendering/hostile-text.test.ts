// Texts that people paste by mistake or on purpose: every format stays whole, nothing of them acts.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Block } from '~/modules/documents/body/body.schema';
import { silentLogger } from '~/platform/log';
import {
  createPdfRenderer,
  type PdfRenderer,
  renderDocx,
  renderPaperHtml,
} from '~/platform/rendering/index.server';
import { item, paragraph, resolutionPaper, text } from './paper-samples';

const HOSTILE = `<script>alert(1)</script><img src=x onerror=alert(2)>{{constructor}}{{{x}}}</style></title>]]>--> "'&\u0000\u0008\u202eабв\u2066\ud800 \uffff עברית العربية 😀 ₽ Ђ`;
const link = (href: string) => [
  { type: 'text' as const, text: 'ссылка', marks: [{ type: 'link' as const, href }] },
];

let cacheDir: string;
let renderer: PdfRenderer;
beforeAll(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'khartia-hostile-'));
  // A short deadline: what is too much must be refused soon, not printed at any price.
  renderer = createPdfRenderer({ cacheDir, log: silentLogger, deadlineMs: 5_000 });
});
afterAll(async () => {
  await renderer.close();
  await rm(cacheDir, { recursive: true, force: true });
});

function paperOf(value: string) {
  const blocks: Block[] = [
    paragraph(value),
    item(value, [{ type: 'quote', id: 'q', paragraphs: [text(value)] }]),
    item(link('javascript:alert(1)')),
    item(link('https://example.org/?a=1&b="><script>')),
    { type: 'section', id: `s"><script>`, title: text(value), children: [] },
    {
      type: 'table',
      id: 't',
      caption: value,
      headerRows: 1,
      rows: [{ cells: [{ content: [text(value)] }] }],
    },
    { type: 'appendix', id: 'x', title: text(value), caption: value, children: [] },
  ];
  return resolutionPaper({
    body: { schemaVersion: 1, numbering: 'flat', blocks },
    card: {
      heading: value,
      headerLines: [value],
      titleLines: [value],
      datePlace: { layout: 'labelled', lines: [{ label: value, value }] },
      signatories: [{ role: value, name: value }],
    },
    marks: [
      {
        kind: 'viza',
        side: 'left',
        word: value,
        lines: [value],
        person: value,
        date: value,
        signatureLine: true,
      },
    ],
    stamp: value,
    adoption: value,
    organisation: value,
    keywords: [value],
    registration: { number: value },
  });
}

describe('hostile text', () => {
  it('cannot become markup in HTML', () => {
    const html = renderPaperHtml(paperOf(HOSTILE));
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    expect(html).not.toMatch(/<script|<img src=x|javascript:/);
    expect(html).toContain('{{constructor}}');
  });

  it('prints as text in the PDF', async () => {
    const paper = paperOf(HOSTILE);
    const pdf = await renderer.render({ html: renderPaperHtml(paper), metadata: paper.metadata });
    const { text: printed } = await extractText(await getDocumentProxy(pdf), { mergePages: true });
    expect(printed).toContain('<script>alert(1)</script>');
    expect(printed).toContain('{{constructor}}');
  });

  it('makes well-formed XML in the DOCX', async () => {
    const parts = Object.entries(unzipSync(await renderDocx(paperOf(HOSTILE)))).filter(([path]) =>
      /\.(xml|rels)$/.test(path),
    );
    for (const [path, bytes] of parts) {
      const xml = strFromU8(bytes);
      expect(xml, path).not.toMatch(/<script|javascript:/);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids these characters
      expect(xml, path).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
      expect(xml.replace(/&(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);/gi, ''), path).not.toContain('&');
    }
  });
});

describe('very much text', () => {
  it.each([
    ['one word of a million letters', 'а'.repeat(1_000_000)],
    ['five megabytes of words in one paragraph', 'слово за словом, '.repeat(160_000)],
  ])('%s is printed or refused with a limit, and DOCX is made', { timeout: 120_000 }, async (_, value) => {
    const paper = resolutionPaper({
      body: { schemaVersion: 1, numbering: 'flat', blocks: [paragraph(value)] },
    });
    const html = renderPaperHtml(paper);
    const outcome = await renderer.render({ html, metadata: paper.metadata }).then(
      (pdf) => (pdf.length > 10_000 ? 'printed' : 'empty'),
      (error: { kind?: string }) => error.kind,
    );
    expect(['printed', 'limit']).toContain(outcome);
    expect((await renderDocx(paper)).length).toBeGreaterThan(10_000);
  });
});
