import { describe, expect, it } from 'vitest';
import { flattenBlocks } from '~/modules/documents/body';
import { documentModels } from '~/modules/documents/documents.model.server';
import { createDraftsRepository } from '~/modules/documents/drafting/drafts.repository.server';
import { sampleUserId } from '~/modules/identity';
import type { FeedState } from '~/platform/realtime';
import { registerTestApp } from '../../setup/test-app';
import { createResolution, refusal } from '../documents/life';
import { openHand, retext, withParagraph } from './hands';

const test = registerTestApp();
const documents = () => test.app.services.documents;
const rows = (name: string) => test.app.storage.connection.db!.collection<Record<string, unknown>>(name);

/** Two sections, the first given to a moderator of another organisation. */
async function inSections() {
  const made = await createResolution(test);
  const { documentId } = made;
  await documents().commands.applyToDraft(test.as('drafter'), {
    documentId,
    reason: 'разделы',
    change: (now) => ({
      ...now,
      body: {
        ...now.body,
        blocks: ['s1', 's2'].map((id) => ({
          type: 'section' as const,
          id,
          title: [{ type: 'text' as const, text: `Раздел ${id}` }],
          children: [
            {
              type: 'item' as const,
              id: `${id}-i`,
              content: [{ type: 'text' as const, text: 'пункт' }],
              children: [],
            },
          ],
        })),
      },
    }),
  });
  const subject = `user:${sampleUserId('approver-houses')}`;
  await rows('documents').updateOne({ _id: documentId as never }, {
    $push: { participants: { subject, role: 'moderator', sections: ['s1'] }, acl: subject },
  } as never);
  return documentId;
}

describe('a moderator of a section', () => {
  it('changes his section, and nothing outside of it; his text is told to stay', async () => {
    const documentId = await inSections();
    const hand = await openHand(test, 'approver-houses', documentId);
    await hand.save(retext(hand.hand.body, 's1-i', 'его слова'));
    const outside = hand.send(hand.input(retext(hand.hand.body, 's2-i', 'чужой раздел')));
    await expect(outside).rejects.toMatchObject({
      code: 'drafting/outside-section',
      message: expect.stringContaining('текст не потерян'),
    });
    const moved = { ...hand.hand.body, blocks: [...hand.hand.body.blocks].reverse() };
    expect(await refusal(hand.send(hand.input(moved)))).toBe('drafting/outside-section');
    const now = await documents().queries.getDraftContent(test.as('drafter'), documentId);
    expect(JSON.stringify(now.body)).toContain('его слова');
    expect(JSON.stringify(now.body)).not.toContain('чужой раздел');
  });

  it('may not go round it by another way of changing the text or the fields', async () => {
    const documentId = await inSections();
    const ctx = test.as('approver-houses');
    const apply = documents().commands.applyToDraft;
    const text = apply(ctx, {
      documentId,
      reason: 'x',
      change: (now) => ({ ...now, body: withParagraph(now.body, 'p', 'x') }),
    });
    expect(await refusal(text)).toBe('drafting/outside-section');
    const fields = apply(ctx, {
      documentId,
      reason: 'x',
      change: (now) => ({ ...now, fields: { ...now.fields, city: 'x' } }),
    });
    expect(await refusal(fields)).toBe('drafting/outside-section');
  });
});

describe('what a crash leaves over', () => {
  it('a revision without its head is reached by nobody', async () => {
    const { documentId } = await createResolution(test);
    const one = await openHand(test, 'drafter', documentId);
    const old = { ...one.hand };
    await one.save(withParagraph(one.hand.body, 'p-1', 'первый'));
    // Killed between the revision and the head: an orphan of the next number.
    const orphan = await rows('draftRevisions').findOne({ documentId, revision: 1 });
    await rows('draftRevisions').insertOne({
      ...orphan,
      _id: `${documentId}:2:orphan` as never,
      revision: 2,
      sha256: 'e'.repeat(64),
    });
    await one.save(withParagraph(one.hand.body, 'p-2', 'второй'));
    const late = await openHand(test, 'secretary', documentId, 'tab-late-0001');
    late.hand.sha256 = old.sha256;
    late.hand.body = old.body;
    const saved = await late.save(withParagraph(old.body, 'p-3', 'третий'));
    expect(saved.conflicts).toEqual([]);
    const ids = flattenBlocks(
      (await documents().queries.getDraftContent(test.as('drafter'), documentId)).body,
    ).map(({ block }) => block.id);
    expect(ids).toEqual(expect.arrayContaining(['p-1', 'p-2', 'p-3']));
  });
});

describe('the live feed of a text', () => {
  it('tells revisions and who is where, to those who may edit', async () => {
    const { documentId } = await createResolution(test);
    const { commands, queries } = documents();
    const heard: FeedState[] = [];
    const told = (holds: (state: FeedState) => boolean) =>
      expect.poll(() => heard.some(holds), { timeout: 10_000 }).toBe(true);
    const stop = (await queries.followDraft(test.as('secretary'), { documentId }))((state) =>
      heard.push(state),
    );
    await commands.announcePresence(test.as('drafter'), {
      documentId,
      client: 'tab-presence-1',
      block: 'i-7',
    });
    await told(({ presence }) =>
      presence.some(({ at, name }) => at === 'i-7' && name === test.as('drafter').actor.name),
    );
    const one = await openHand(test, 'drafter', documentId);
    await one.save(withParagraph(one.hand.body, 'p', 'x'));
    await told(({ revision }) => revision === 1);
    test.clock.advance(31_000);
    await told(({ presence, revision }) => revision === 1 && presence.length === 0);
    stop();
    expect(await refusal(queries.followDraft(test.as('chair'), { documentId }))).toBe('documents/forbidden');
    expect(await refusal(queries.followDraft(test.anonymous(), { documentId }))).toBe('documents/not-found');
    expect(await test.auditOf(documentId)).toEqual(['document.created']);
  });
});

describe('a working copy in the store', () => {
  it('is read whole by a process that remembers nothing, through many patches and whole bodies', async () => {
    const { documentId } = await createResolution(test);
    const one = await openHand(test, 'drafter', documentId);
    for (let i = 0; i < 90; i++) await one.save(withParagraph(one.hand.body, `p-${i}`, `абзац ${i}`));
    const { db } = test.app.storage.connection;
    const cold = createDraftsRepository(documentModels(test.app.storage.connection));
    const stored = await cold.find(documentId);
    expect(stored?.body).toEqual(one.hand.body);
    expect(stored?.head.revision).toBe(90);
    expect(await db!.collection('draftBodies').countDocuments({ documentId })).toBe(1);
    // A body from long ago is walked back to by its hash.
    const revisions = await db!.collection('draftRevisions').find({ documentId, revision: 5 }).toArray();
    const old = await cold.findBody(documentId, revisions[0]?.sha256, {
      sha256: stored!.head.sha256,
      body: stored!.body,
    });
    expect(old?.blocks.at(-1)?.id).toBe('p-4');
  });
});
