// Suggestions and remarks out as DOCX and back in, to the letter; also through another word processor.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  type Block,
  bodyToText,
  type DocumentBody,
  mapBlocks,
  normalizeBody,
} from '~/modules/documents/body';
import { expectedParagraphs } from '~/modules/documents/remarks/exchange/expected-paragraphs';
import type { TrackedOp, WorkingCopyComment } from '~/modules/documents/remarks/exchange/working-copy';
import { applyOps } from '~/modules/documents/remarks/suggestions/apply-ops';
import { diffBodies } from '~/modules/documents/remarks/suggestions/diff-bodies';
import { paragraphsOf, textOf } from '~/platform/office';
import { readOfficeFile } from '~/platform/office/index.server';
import { countingIds } from '~/shared/ids';
import {
  buildAddresseeResolution,
  buildFlatResolution,
  buildItem,
  buildRegulation,
  buildSectionResolution,
} from '../../factories/body.factory';
import { contextOf, readCopy, renderCopy } from './working-copies';

const run = promisify(execFile);
const BODIES: [string, () => DocumentBody][] = [
  ['flat resolution', buildFlatResolution],
  ['resolution by addressees', buildAddresseeResolution],
  ['resolution by sections', buildSectionResolution],
  ['regulation', buildRegulation],
];

const author = (n: number) => `Участник ${n} (Организация ${n})`;
const track = (ops: ReturnType<typeof diffBodies>): TrackedOp[] =>
  ops.map((op, i) => ({
    id: `s${String(i).padStart(3, '0')}`,
    op,
    author: author(i % 10),
    date: '2026-09-21T10:00:00Z',
  }));

const isLeaf = (block: Block) => block.type === 'item' && block.children.length === 0;

/** Rewords, deletes and adds points. */
function suggested(base: DocumentBody): DocumentBody {
  let count = 0;
  const changed = mapBlocks(base, (block) => {
    if (block.type !== 'item' && block.type !== 'paragraph') return block;
    count += 1;
    const reworded = {
      ...block,
      content: [
        { type: 'text' as const, text: 'В первую очередь ' },
        ...block.content,
        { type: 'text' as const, text: ' и доложить об исполнении' },
      ],
    };
    if (count % 4 === 1) return reworded;
    if (count % 4 === 2 && isLeaf(block)) return null;
    if (count % 4 === 3)
      return [block, buildItem(`new-${count}`, 'Создать рабочую группу № 1 и провести сверку')];
    return block;
  });
  return normalizeBody(changed, countingIds());
}

const bodyLines = (bytes: Uint8Array, side: 'accepted' | 'original') =>
  [...paragraphsOf(readOfficeFile(bytes).blocks)]
    .map((one) => textOf(one, side))
    .filter((text) => text.trim());

describe('working copy', () => {
  it.each(BODIES)(
    '%s: rejecting all gives the original to the letter, accepting all the new text',
    async (_, make) => {
      const base = normalizeBody(make(), countingIds());
      const next = suggested(base);
      const copy = await renderCopy(base, track(diffBodies(base, next)));
      const clean = await renderCopy(base);
      expect(bodyLines(copy, 'original')).toEqual(bodyLines(clean, 'accepted'));
      expect(bodyLines(copy, 'accepted')).toEqual(bodyLines(await renderCopy(next), 'accepted'));
    },
  );

  it.each(BODIES)(
    '%s: an untouched file brings nothing back, and every text finds its block',
    async (_, make) => {
      const base = normalizeBody(make(), countingIds());
      const clean = await renderCopy(base);
      expect(await readCopy(base, clean)).toEqual({ suggestions: [], remarks: [], lost: [] });
      const found = expectedParagraphs(readOfficeFile(clean), base, contextOf(base));
      const ids = new Set(found.map(({ blockId }) => blockId).filter(Boolean));
      mapBlocks(base, (block) => {
        if (block.type === 'item' || block.type === 'paragraph') expect(ids).toContain(block.id);
        return block;
      });
    },
  );

  it.each(BODIES)('%s: suggestions come back on their blocks under their names', async (_, make) => {
    const base = normalizeBody(make(), countingIds());
    const next = suggested(base);
    const ops = track(diffBodies(base, next));
    const back = await readCopy(base, await renderCopy(base, ops));
    expect(back.lost).toEqual([]);
    const taken = back.suggestions.map(({ op }, i) => ({ id: `b${String(i).padStart(3, '0')}`, op }));
    const { body, skipped } = applyOps(base, taken);
    expect([...skipped]).toEqual([]);
    expect(bodyToText(body)).toBe(bodyToText(next));
    expect(back.suggestions).toHaveLength(ops.length);
    expect(new Set(back.suggestions.map((one) => one.author))).toEqual(new Set(ops.map((one) => one.author)));
  });
});

describe('a moved point', () => {
  it('goes out as a move and comes back as one', async () => {
    const base = normalizeBody(buildFlatResolution(), countingIds());
    const items = base.blocks.filter(isLeaf);
    const [first, last] = [items[0], items.at(-1)];
    if (!first || !last) throw new Error('the sample has no points');
    const rest = base.blocks.filter(({ id }) => id !== last.id);
    const at = rest.findIndex(({ id }) => id === first.id);
    const next = { ...base, blocks: rest.toSpliced(at, 0, last) };
    const copy = await renderCopy(base, track(diffBodies(base, next)));
    expect(bodyLines(copy, 'original')).toEqual(bodyLines(await renderCopy(base), 'accepted'));
    // Printed references keep the numbers of the version that went out; the product counts them anew.
    const plain = (lines: string[]) => lines.map((line) => line.replace(/пункте\s\d+/, 'пункте N'));
    expect(plain(bodyLines(copy, 'accepted'))).toEqual(plain(bodyLines(await renderCopy(next), 'accepted')));
    const back = await readCopy(base, copy);
    expect(back.suggestions.map(({ op }) => op.kind)).toEqual(['move-block']);
    const taken = back.suggestions.map(({ op }, i) => ({ id: `b${i}`, op }));
    expect(bodyToText(applyOps(base, taken).body)).toBe(bodyToText(next));
  });
});

describe('comments', () => {
  const comments = (base: DocumentBody): WorkingCopyComment[] =>
    Array.from({ length: 10 }, (_, i) => ({
      author: author(i),
      date: '2026-09-21T10:00:00Z',
      text: `Замечание ${i}\nвторой строкой`,
      block: i === 9 ? null : (base.blocks[0] as Block).id,
      quote: null,
      replies: i === 0 ? [{ author: 'Составитель', date: '2026-09-21T11:00:00Z', text: 'Учтём' }] : [],
    }));

  it('of ten authors come back under their names, with replies, on the right places', async () => {
    const base = normalizeBody(buildFlatResolution(), countingIds());
    const back = await readCopy(base, await renderCopy(base, [], comments(base)));
    expect(back.remarks.map((one) => one.author)).toEqual(
      expect.arrayContaining(comments(base).map((one) => one.author)),
    );
    expect(back.remarks).toHaveLength(10);
    expect(back.remarks[0]?.replies).toMatchObject([{ author: 'Составитель', text: 'Учтём' }]);
    expect(back.remarks.filter(({ block }) => block === null)).toHaveLength(1);
    expect(back.suggestions).toEqual([]);
  });
});

async function soffice(): Promise<string | null> {
  return run('soffice', ['--version']).then(
    ({ stdout }) => stdout.trim(),
    () => null,
  );
}

describe('through another word processor', () => {
  it('LibreOffice: the same round trip, and the comments of ten authors', {
    timeout: 240_000,
  }, async (context) => {
    if (!(await soffice()))
      return context.skip('soffice is not installed: the trip through LibreOffice is not checked');
    const base = normalizeBody(buildSectionResolution(), countingIds());
    const next = suggested(base);
    const ops = track(diffBodies(base, next));
    const comments: WorkingCopyComment[] = Array.from({ length: 10 }, (_, i) => ({
      author: author(i),
      date: '2026-09-21T10:00:00Z',
      text: `Замечание ${i}`,
      block: (base.blocks[0] as Block).id,
      quote: null,
      replies: [],
    }));
    const folder = await mkdtemp(join(tmpdir(), 'khartia-soffice-'));
    try {
      await writeFile(join(folder, 'copy.docx'), await renderCopy(base, ops, comments));
      await run(
        'soffice',
        [
          `-env:UserInstallation=file://${folder}/profile`,
          '--headless',
          '--convert-to',
          'docx',
          '--outdir',
          `${folder}/out`,
          join(folder, 'copy.docx'),
        ],
        { timeout: 200_000 },
      );
      const bytes = new Uint8Array(await readFile(join(folder, 'out/copy.docx')));
      expect(bodyLines(bytes, 'original')).toEqual(bodyLines(await renderCopy(base), 'accepted'));
      expect(bodyLines(bytes, 'accepted')).toEqual(bodyLines(await renderCopy(next), 'accepted'));
      const back = await readCopy(base, bytes);
      expect(back.lost).toEqual([]);
      const taken = back.suggestions.map(({ op }, i) => ({ id: `b${String(i).padStart(3, '0')}`, op }));
      expect(bodyToText(applyOps(base, taken).body)).toBe(bodyToText(next));
      expect(back.remarks.map((one) => one.author).sort()).toEqual(comments.map((one) => one.author).sort());
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    return undefined;
  });
});
