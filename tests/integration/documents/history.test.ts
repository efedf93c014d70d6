// The history of a document: pages of it, who takes it as a file, and the note of that.
import { describe, expect, it } from 'vitest';
import type { Context } from '~/shared/context';
import { registerTestApp } from '../../setup/test-app';
import { createResolution, refusal } from './life';

const test = registerTestApp();
const queries = () => test.app.services.documents.queries;

/** A document with `count` more entries than its creation. */
async function told(count: number): Promise<string> {
  const { documentId } = await createResolution(test);
  for (let n = 0; n < count; n += 1) {
    for await (const _ of (
      await queries().exportHistory(test.as('drafter'), { id: documentId, format: 'csv' })
    ).chunks);
  }
  await test.app.settle();
  return documentId;
}

describe('the history of a document', () => {
  it('is read page by page to its first entry, each once', async () => {
    const id = await told(120);
    const seen: number[] = [];
    let before: number | undefined;
    let pages = 0;
    do {
      const { entries, nextBefore } = await queries().getHistory(test.as('drafter'), { id, before });
      seen.push(...entries.map(({ seq }) => seq));
      before = nextBefore ?? undefined;
      pages += 1;
    } while (before !== undefined);
    expect(pages).toBe(3);
    expect(seen).toHaveLength(121);
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => b - a));
  });

  it('is not there for who may not read the document', async () => {
    const id = await told(0);
    const input = { id, visibility: 'participants' as const };
    const { stamp } = await queries().getSharing(test.as('drafter'), { id });
    await test.app.services.documents.commands.changeVisibility(test.as('drafter'), {
      documentId: input.id,
      visibility: input.visibility,
      stamp,
    });
    for (const ctx of [test.as('approver-houses'), test.anonymous()]) {
      expect(await refusal(queries().getHistory(ctx, { id }))).toBe('documents/not-found');
      expect(await refusal(queries().exportHistory(ctx, { id, format: 'json' }))).toBe('documents/not-found');
    }
    expect(await test.auditOf(id)).toEqual(['document.created', 'document.visibility-changed']);
  });

  it('as a file is for the owner’s people; a reader sees the page only; the file is noted', async () => {
    const id = await told(0);
    await test.app.services.documents.commands.addParticipant(test.as('drafter'), {
      documentId: id,
      subject: `user:${test.as('approver-houses').actor.id}`,
      role: 'reader',
    });
    const reader = test.as('approver-houses');
    await test.app.settle();
    const shown = await queries().getHistory(reader, { id });
    expect(shown.canExport).toBe(false);
    expect(shown.entries).toHaveLength(2);
    expect(await refusal(queries().exportHistory(reader, { id, format: 'csv' }))).toBe('documents/forbidden');
    const file = JSON.parse(await text(test.as('drafter'), id));
    expect(file.aggregate).toEqual({ type: 'document', id });
    expect(file.entries.map(({ text }: { text: string }) => text)[0]).toContain('создал(а) документ');
    const { entries } = await queries().getHistory(test.as('drafter'), { id });
    expect(entries[0]?.text).toBe('выгрузил(а) историю документа (JSON)');
    expect((await test.app.audit.verify()).ok).toBe(true);
  });
});

async function text(ctx: Context, id: string): Promise<string> {
  let all = '';
  for await (const chunk of (await queries().exportHistory(ctx, { id, format: 'json' })).chunks) all += chunk;
  await test.app.settle();
  return all;
}
