// A browser's side of autosave for these tests, without a browser: what it knows and what it sends.

import type { DocumentBody } from '~/modules/documents';
import { mapBlocks, mapOwnRuns } from '~/modules/documents/body';
import { applyBodyPatch, makeBodyPatch } from '~/modules/documents/drafting/body-patch';
import type { SaveDraftResult } from '~/modules/documents/drafting/draft-save.schema';
import type { TestApp } from '../../setup/test-app';

export const retext = (body: DocumentBody, id: string, text: string): DocumentBody =>
  mapBlocks(body, (block) => (block.id === id ? mapOwnRuns(block, () => [{ type: 'text', text }]) : block));

export const without = (body: DocumentBody, id: string): DocumentBody =>
  mapBlocks(body, (block) => (block.id === id ? null : block));

export const withParagraph = (body: DocumentBody, id: string, text: string): DocumentBody => ({
  ...body,
  blocks: [...body.blocks, { type: 'paragraph', id, content: [{ type: 'text', text }] }],
});

export type Saved = Extract<SaveDraftResult, { status: 'saved' }>;

export async function openHand(test: TestApp, who: string, documentId: string, client = `tab-${who}-0001`) {
  const { queries, commands } = test.app.services.documents;
  const opened = await queries.getDraftUpdate(test.as(who), { documentId });
  const hand = { body: opened.body as DocumentBody, sha256: opened.sha256, n: 0 };
  const input = (body: DocumentBody, extra: object = {}) => ({
    documentId,
    client,
    n: hand.n + 1,
    baseSha256: hand.sha256,
    patch: makeBodyPatch(hand.body, body),
    ...extra,
  });
  return {
    hand,
    input,
    send: (sent: ReturnType<typeof input>) => commands.saveDraft(test.as(who), sent),
    async save(body: DocumentBody, extra: object = {}): Promise<Saved> {
      const saved = await commands.saveDraft(test.as(who), input(body, extra));
      if (saved.status !== 'saved') throw new Error(saved.status);
      hand.n += 1;
      hand.body = applyBodyPatch(body, saved.patch);
      hand.sha256 = saved.sha256;
      return saved;
    },
  };
}
