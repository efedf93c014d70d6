// The 19-point resolution to its final files: PDF warm (one after another), PDF by a pool of two, DOCX, and
// LibreOffice converting that DOCX as the peer. Prints JSON; progress goes to stderr.
// Run: npx tsx bench/render.ts [--runs 60]
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger } from '~/platform/log';
import { createPdfRenderer, renderDocx, renderPaperHtml } from '~/platform/rendering/index.server';
import { resolutionPaper } from '../tests/integration/rendering/paper-samples';

const TARGETS = { pdfP50Ms: 100, poolDocumentsPerSecond: 15, docxP50Ms: 40 };
const runsArgument = process.argv.indexOf('--runs');
const runs = runsArgument > 0 ? Number(process.argv[runsArgument + 1]) : 60;
const folder = mkdtempSync(join(tmpdir(), 'khartia-bench-'));
const renderer = createPdfRenderer({ cacheDir: folder, log: silentLogger, pages: 2, queueLimit: 1000 });

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const round = (ms: number): number => Math.round(ms * 10) / 10;

async function measure(times: number, work: () => Promise<unknown>): Promise<{ p50: number; p95: number }> {
  const taken: number[] = [];
  for (let i = 0; i < times; i++) {
    const from = performance.now();
    await work();
    taken.push(performance.now() - from);
  }
  taken.sort((a, b) => a - b);
  const at = (share: number) =>
    round(taken[Math.min(taken.length - 1, Math.floor(taken.length * share))] ?? 0);
  return { p50: at(0.5), p95: at(0.95) };
}

/** From fields to bytes: paper, HTML, print, metadata, code. */
async function toPdf(): Promise<Uint8Array> {
  const paper = resolutionPaper();
  return renderer.render({ html: renderPaperHtml(paper), metadata: paper.metadata });
}

async function pool(times: number): Promise<number> {
  const from = performance.now();
  await Promise.all(Array.from({ length: times }, toPdf));
  return round((times * 1000) / (performance.now() - from));
}

function peer(docx: string): Record<string, unknown> {
  if (spawnSync('soffice', ['--version']).status !== 0) return { skipped: 'soffice is not installed here' };
  const convert = () => {
    const from = performance.now();
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    execFileSync('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, docx], {
      stdio: 'ignore',
    });
    return performance.now() - from;
  };
  convert();
  const taken = [convert(), convert(), convert()].sort((a, b) => a - b);
  return {
    what: 'soffice --convert-to pdf of the same DOCX',
    p50Ms: round(taken[1] ?? 0),
    runs: taken.length,
  };
}

try {
  say('starting the browser');
  const browser = await renderer.selfTest();
  const from = performance.now();
  const first = await toPdf();
  const coldMs = round(performance.now() - from);
  say('warming up');
  await pool(12);
  await measure(10, () => renderDocx(resolutionPaper()));
  say(`PDF, ${runs} runs`);
  const pdf = await measure(runs, toPdf);
  say('pool of two');
  const perSecond = await pool(runs);
  say('DOCX');
  const docx = await measure(runs, () => renderDocx(resolutionPaper()));
  const file = join(folder, 'resolution.docx');
  const bytes = await renderDocx(resolutionPaper());
  writeFileSync(file, bytes);
  say('LibreOffice');
  const report = {
    bench: 'render',
    node: process.version,
    cpus: cpus().length,
    loadAverage: round(loadavg()[0] ?? 0),
    browser: { source: browser.source, startAndSelfTestMs: browser.ms },
    runs,
    pdf: { firstMs: coldMs, p50Ms: pdf.p50, p95Ms: pdf.p95, bytes: first.length },
    pool: { pages: 2, documentsPerSecond: perSecond },
    docx: { p50Ms: docx.p50, p95Ms: docx.p95, bytes: bytes.length },
    peer: peer(file),
    targets: TARGETS,
    met: {
      pdf: pdf.p50 <= TARGETS.pdfP50Ms,
      pool: perSecond >= TARGETS.poolDocumentsPerSecond,
      docx: docx.p50 <= TARGETS.docxP50Ms,
    },
  };
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
} finally {
  await renderer.close();
  rmSync(folder, { recursive: true, force: true });
}
