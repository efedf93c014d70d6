import { describe, expect, it } from 'vitest';
import type { DocumentBody } from '~/modules/documents';
import { registerTestApp } from '../../setup/test-app';
import { createResolution, refusal, submitted } from '../documents/life';

const test = registerTestApp();
const documents = () => test.app.services.documents;
const content = (id: string, who = 'drafter') => documents().queries.getDraftContent(test.as(who), id);

const addParagraph =
  (id: string, text: string) => (now: { body: DocumentBody; fields: Record<string, unknown> }) => ({
    ...now,
    body: {
      ...now.body,
      blocks: [
        ...now.body.blocks,
        { type: 'paragraph' as const, id, content: [{ type: 'text' as const, text }] },
      ],
    },
  });

describe('changing a working copy on the server', () => {
  it('starts from the current version, and leaves the version as it is', async () => {
    const { documentId, versionSha256 } = await createResolution(test);
    const before = await content(documentId);
    expect(before).toMatchObject({
      revision: 0,
      isDraft: false,
      changes: 0,
      versionSha256,
      versionNumber: 1,
    });
    const done = await documents().commands.applyToDraft(test.as('drafter'), {
      documentId,
      change: addParagraph('p-new', 'Новый абзац'),
      reason: 'проверка',
    });
    expect(done.revision).toBe(1);
    const after = await content(documentId);
    expect(after).toMatchObject({ revision: 1, sha256: done.sha256, isDraft: true, changes: 1 });
    expect(after.body.blocks.at(-1)).toMatchObject({ id: 'p-new' });
    expect((await documents().readVersion(documentId)).body).toEqual(before.body);
    expect(await test.auditOf(documentId)).toEqual(['document.created']);
  });

  it('stores nothing when nothing changes', async () => {
    const { documentId } = await createResolution(test);
    const same = {
      documentId,
      change: (now: { body: DocumentBody; fields: Record<string, unknown> }) => now,
      reason: 'x',
    };
    expect(await documents().commands.applyToDraft(test.as('drafter'), same)).toMatchObject({ revision: 0 });
  });

  it('takes twenty changes at once, each into the newest text', async () => {
    const { documentId } = await createResolution(test);
    const all = Array.from({ length: 20 }, (_, i) =>
      documents().commands.applyToDraft(test.as(i % 2 ? 'drafter' : 'secretary'), {
        documentId,
        change: addParagraph(`p-${i}`, `Абзац ${i}`),
        reason: 'сразу',
      }),
    );
    const revisions = (await Promise.all(all)).map(({ revision }) => revision);
    expect(revisions.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    const ids = (await content(documentId)).body.blocks.map(({ id }) => id);
    for (let i = 0; i < 20; i++) expect(ids).toContain(`p-${i}`);
  });

  it('is refused by policy and by state; strangers do not learn that the document exists', async () => {
    const { documentId } = await createResolution(test);
    const change = { documentId, change: addParagraph('p', 'x'), reason: 'x' };
    const apply = documents().commands.applyToDraft;
    expect(await refusal(apply(test.as('chair'), change))).toBe('documents/forbidden');
    expect(await refusal(apply(test.anonymous(), change))).toBe('documents/not-found');
    const sent = await submitted(test);
    expect(await refusal(apply(test.as('drafter'), { ...change, documentId: sent.documentId }))).toBe(
      'documents/wrong-state',
    );
  });

  it('shows who may not revise the version, never the working copy', async () => {
    const { documentId } = await createResolution(test);
    await documents().commands.applyToDraft(test.as('drafter'), {
      documentId,
      change: addParagraph('p', 'тайное'),
      reason: 'x',
    });
    expect(JSON.stringify((await content(documentId, 'chair')).body)).not.toContain('тайное');
  });

  it('is merged with a version that was saved beside it', async () => {
    const { documentId, versionSha256 } = await createResolution(test);
    const { body } = await content(documentId);
    await documents().commands.applyToDraft(test.as('drafter'), {
      documentId,
      change: addParagraph('p-draft', 'черновое'),
      reason: 'x',
    });
    const first = body.blocks[0]!;
    await documents().commands.saveVersion(test.as('secretary'), {
      documentId,
      baseSha256: versionSha256,
      body: {
        ...body,
        blocks: [
          { type: 'paragraph', id: 'p-version', content: [{ type: 'text', text: 'из версии' }] },
          first,
          ...body.blocks.slice(1),
        ],
      },
    });
    const merged = await content(documentId);
    const ids = merged.body.blocks.map(({ id }) => id);
    expect(ids[0]).toBe('p-version');
    expect(ids.at(-1)).toBe('p-draft');
    expect(merged).toMatchObject({ versionNumber: 2, isDraft: true });
  });
});
