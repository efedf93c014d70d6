// A DOCX of 300 pages as a document's text: reading and recognising, p50 and p95; LibreOffice converting the same file
// to plain text as the peer, in the same run. Prints JSON; progress goes to stderr.
// Run: npx tsx bench/import.ts [--runs 7]
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { importOfficeDocument } from '~/modules/documents';
import { readOfficeFile } from '~/platform/office/index.server';
import { renderDocx } from '~/platform/rendering/index.server';
import { newId } from '~/shared/ids';
import { item, paragraph, resolutionPaper, text } from '../tests/integration/rendering/paper-samples';

const TARGET_MS = 1500;
const PAGES = 300;
/** At 14 pt and one and a half lines a page holds about so many signs. */
const SIGNS_A_PAGE = 1900;
const runsArgument = process.argv.indexOf('--runs');
const runs = runsArgument > 0 ? Number(process.argv[runsArgument + 1]) : 7;
const folder = mkdtempSync(join(tmpdir(), 'khartia-bench-'));
const round = (ms: number): number => Math.round(ms);
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const WORDS =
  'рекомендовать советам многоквартирных домов обсудить с жильцами порядок учёта обращений и сообщать о решениях не реже одного раза в квартал';

function bookPaper() {
  const count = Math.ceil((PAGES * SIGNS_A_PAGE) / (WORDS.length * 4));
  const points = Array.from({ length: count }, (_, i) =>
    item(text(`Пункт ${i + 1}: ${[WORDS, WORDS, WORDS, WORDS].join('; ')}.`)),
  );
  return resolutionPaper({
    body: { schemaVersion: 1, numbering: 'flat', blocks: [paragraph('Участники решили:'), ...points] },
  });
}

function spread(taken: number[]): { p50Ms: number; p95Ms: number } {
  taken.sort((a, b) => a - b);
  const at = (share: number) =>
    round(taken[Math.min(taken.length - 1, Math.floor(taken.length * share))] ?? 0);
  return { p50Ms: at(0.5), p95Ms: at(0.95) };
}

function peer(docx: string): Record<string, unknown> {
  if (spawnSync('soffice', ['--version']).status !== 0) return { skipped: 'soffice is not installed here' };
  const profile = `-env:UserInstallation=file://${folder}/profile`;
  const convert = () => {
    const from = performance.now();
    execFileSync('soffice', [profile, '--headless', '--convert-to', 'txt:Text', '--outdir', folder, docx], {
      stdio: 'ignore',
    });
    return performance.now() - from;
  };
  convert();
  return { what: 'soffice --convert-to txt of the same DOCX', ...spread([convert(), convert(), convert()]) };
}

say('writing 300 pages');
const bytes = await renderDocx(bookPaper());
const path = join(folder, 'book.docx');
writeFileSync(path, bytes);
const reading: number[] = [];
const whole: number[] = [];
let items = 0;
let lost = 0;
for (let i = 0; i < runs; i++) {
  const from = performance.now();
  const document = readOfficeFile(bytes);
  const read = performance.now();
  const result = importOfficeDocument(document, { newId });
  reading.push(read - from);
  whole.push(performance.now() - from);
  items = result.stats.items;
  lost = result.stats.lost.length;
  say(`run ${i + 1}: ${round(performance.now() - from)} ms`);
}
const other = peer(path);
const own = spread(whole);
console.log(
  JSON.stringify(
    {
      bench: 'import',
      at: new Date().toISOString(),
      node: process.version,
      cpus: cpus().length,
      load: loadavg()[0],
      pages: PAGES,
      kilobytes: round(bytes.length / 1024),
      items,
      lost,
      read: spread(reading),
      readAndRecognise: own,
      peer: other,
      fasterThanPeer:
        typeof other.p50Ms === 'number' ? Math.round((other.p50Ms / own.p50Ms) * 10) / 10 : null,
      targetMs: TARGET_MS,
      ok: own.p50Ms <= TARGET_MS && lost === 0,
    },
    null,
    2,
  ),
);
rmSync(folder, { recursive: true });
