// Autosave of a draft of 300 pages: two people take turns, so that every save is a merge as well. Beside it in the same
// run: the plain write of the whole body under the same compare-and-set, which any design that stores bodies must pay.
// Prints JSON. Run: npx tsx bench/draft-save.ts [saves]
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { loadSamplePeople } from '~/bootstrap/sample-data.server';
import { bootstrap } from '~/bootstrap.server';
import { applyBodyPatch, type Block, type DocumentBody, makeBodyPatch } from '~/modules/documents';
import { sampleOrganisationId, sampleUserId } from '~/modules/identity';
import { loadConfig } from '~/platform/config/load-config.server';
import type { Context } from '~/shared/context';
import { newId } from '~/shared/ids';

const SAVES = Number(process.argv[2] ?? 200);
/** A page of A4 in 14-point type holds about so many characters. */
const PAGE = 2300;
const PAGES = 300;

const SENTENCE =
  'Рекомендовать управляющим организациям ежеквартально публиковать отчёт о содержании общего имущества дома и о ходе работ по обращениям жителей. ';

function bookOf(pages: number): DocumentBody {
  const text = SENTENCE.repeat(3).trim();
  const items = Math.round((pages * PAGE) / text.length);
  const blocks: Block[] = Array.from({ length: items / 30 }, (_, s) => ({
    type: 'section',
    id: `s${s}`,
    title: [{ type: 'text', text: `Раздел ${s}` }],
    children: Array.from({ length: 30 }, (_, i) => ({
      type: 'item' as const,
      id: `s${s}i${i}`,
      content: [{ type: 'text' as const, text: `${text} (${s}.${i})` }],
      children: [],
    })),
  }));
  return { schemaVersion: 1, numbering: 'section', blocks };
}

const quantile = (sorted: number[], q: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;
const figures = (times: number[]) => {
  const sorted = [...times].sort((a, b) => a - b);
  const round = (n: number) => Math.round(n * 10) / 10;
  return {
    p50Ms: round(quantile(sorted, 0.5)),
    p95Ms: round(quantile(sorted, 0.95)),
    maxMs: round(sorted.at(-1) ?? 0),
  };
};

const folder = await mkdtemp(join(tmpdir(), 'khartia-bench-'));
const load = loadavg()[0];
const config = loadConfig({ DATA_DIR: folder, LOG_LEVEL: 'error', NODE_ENV: 'test', PATH: process.env.PATH });
const app = await bootstrap({ config, root: resolve(import.meta.dirname, '..') });
await app.whenReady();
await loadSamplePeople(app.samples, app.system('bench'));
const people = await app.services.identity.listPeople({});
const as = (key: string): Context => {
  const { id, displayName: name, memberships } = people.find((one) => one.id === sampleUserId(key))!;
  return {
    actor: { type: 'user', id, name, memberships },
    now: () => new Date(),
    newId,
    requestId: 'bench',
    locale: 'ru',
  };
};
const { commands, queries } = app.services.documents;
const template = await app.templates.getCurrentTemplate('resolution/flat');
const { documentId } = await commands.createDocument(as('drafter'), {
  templateId: 'resolution/flat',
  owner: sampleOrganisationId('dvor'),
  fields: structuredClone(template.sample ?? {}) as Record<string, unknown>,
});
const book = bookOf(PAGES);
await commands.applyToDraft(as('drafter'), {
  documentId,
  reason: 'bench',
  change: (now) => ({ ...now, body: book }),
});

const hands = await Promise.all(
  ['drafter', 'secretary'].map(async (who) => {
    const opened = await queries.getDraftUpdate(as(who), { documentId });
    return {
      ctx: as(who),
      client: `bench-${who}`,
      n: 0,
      body: structuredClone(opened.body) as DocumentBody,
      sha256: opened.sha256,
    };
  }),
);

/** Processor time of the whole process, the store's thread included: what remains true on a busy machine. */
const cpuMs = (since: NodeJS.CpuUsage, turns: number) => {
  const { user, system } = process.cpuUsage(since);
  return Math.round((user + system) / 100 / turns) / 10;
};
const saving: number[] = [];
const saveCpu = process.cpuUsage();
let sentBytes = 0;
for (let turn = 0; turn < SAVES + 10; turn++) {
  const hand = hands[turn % 2]!;
  const section = (turn * 7) % book.blocks.length;
  const typed: DocumentBody = {
    ...hand.body,
    blocks: hand.body.blocks.map((block, s) =>
      s === section && 'children' in block
        ? {
            ...block,
            children: block.children.map((item, i) =>
              i === turn % 30 && item.type === 'item'
                ? { ...item, content: [{ type: 'text', text: `${SENTENCE}${turn}` }] }
                : item,
            ),
          }
        : block,
    ),
  };
  const input = {
    documentId,
    client: hand.client,
    n: ++hand.n,
    baseSha256: hand.sha256,
    patch: makeBodyPatch(hand.body, typed),
  };
  const wire = JSON.stringify(input);
  sentBytes += wire.length;
  const began = performance.now();
  const answer = await commands.saveDraft(hand.ctx, JSON.parse(wire));
  JSON.stringify(answer);
  if (turn >= 10) saving.push(performance.now() - began);
  if (answer.status !== 'saved') throw new Error(answer.status);
  hand.body = applyBodyPatch(typed, answer.patch);
  hand.sha256 = answer.sha256;
}

const saveCpuMs = cpuMs(saveCpu, SAVES + 10);
const bytes = Buffer.from(JSON.stringify(hands[0]!.body));
const peer = app.storage.connection.db!.collection<{ _id: string }>('benchPeer');
await peer.insertOne({ _id: 'x', revision: 0, bytes } as never);
const writing: number[] = [];
const writeCpu = process.cpuUsage();
for (let turn = 0; turn < SAVES; turn++) {
  const began = performance.now();
  await peer.updateOne(
    { _id: 'x', revision: turn } as never,
    { $set: { bytes, revision: turn + 1 } } as never,
  );
  writing.push(performance.now() - began);
}

process.stdout.write(
  `${JSON.stringify(
    {
      bench: 'draft-save',
      at: new Date().toISOString(),
      node: process.version,
      machine: { cores: cpus().length, loadBefore: load },
      pages: PAGES,
      blocks: book.blocks.length * 31,
      bodyBytes: bytes.length,
      patchBytes: Math.round(sentBytes / (SAVES + 10)),
      saves: SAVES,
      save: { ...figures(saving), cpuMs: saveCpuMs },
      peerWholeBodyWrite: { ...figures(writing), cpuMs: cpuMs(writeCpu, SAVES) },
    },
    null,
    2,
  )}\n`,
);
await app.close();
await rm(folder, { recursive: true, force: true });
