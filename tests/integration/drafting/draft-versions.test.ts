import { describe, expect, it } from 'vitest';
import { sampleUserId } from '~/modules/identity';
import { registerTestApp } from '../../setup/test-app';
import { CO_ORGANISERS, createResolution, refusal } from '../documents/life';
import { openHand, retext, withParagraph } from './hands';

const test = registerTestApp();
const documents = () => test.app.services.documents;
const head = (id: string) => documents().queries.getDocumentHead(test.as('drafter'), { id });

async function edited() {
  const made = await createResolution(test);
  const one = await openHand(test, 'drafter', made.documentId);
  await one.save(withParagraph(one.hand.body, 'p-new', 'Новый абзац'));
  return { ...made, one };
}

describe('a version of the working copy', () => {
  it('is made by name; who edited goes to the audit in one line', async () => {
    const { documentId, one } = await edited();
    const saved = await documents().commands.saveDraftAsVersion(test.as('drafter'), {
      documentId,
      note: 'после совещания',
      draftSha256: one.hand.sha256,
    });
    expect(saved.number).toBe(2);
    expect((await documents().readVersion(documentId)).body).toEqual(one.hand.body);
    expect(await head(documentId)).toMatchObject({ versionNumber: 2, draft: { changes: 0 } });
    expect(await test.auditOf(documentId)).toEqual(['document.created', 'document.version-saved']);
    const { entries } = await documents().queries.getHistory(test.as('drafter'), { id: documentId });
    expect(entries[0]?.text).toContain('сохранил(а) версию 2: после совещания (правили: 1');
    // Nothing more to save: the same version again.
    expect(await documents().commands.saveDraftAsVersion(test.as('drafter'), { documentId })).toEqual(saved);
    // The browser goes on where it was.
    await one.save(withParagraph(one.hand.body, 'p-more', 'Ещё'));
    expect(await head(documentId)).toMatchObject({ versionNumber: 2, draft: { changes: 1, conflicts: 0 } });
  });

  it('is refused when somebody has edited since, by policy and by state', async () => {
    const { documentId } = await edited();
    const save = documents().commands.saveDraftAsVersion;
    expect(await refusal(save(test.as('drafter'), { documentId, draftSha256: '0'.repeat(64) }))).toBe(
      'drafting/moved-on',
    );
    expect(await refusal(save(test.as('chair'), { documentId }))).toBe('documents/forbidden');
    expect(await refusal(save(test.anonymous(), { documentId }))).toBe('documents/not-found');
  });

  it('is made by itself before approval, and what is approved is that text', async () => {
    const { documentId, versionSha256, one } = await edited();
    await documents().commands.submitDocument(test.as('drafter'), {
      documentId,
      versionSha256,
      bindings: bindings(),
    });
    const now = await head(documentId);
    expect(now).toMatchObject({ state: 'in-approval', versionNumber: 2 });
    expect((await documents().readVersion(documentId)).body).toEqual(one.hand.body);
    expect(await test.auditOf(documentId)).toEqual(
      expect.arrayContaining(['document.version-saved', 'document.submitted']),
    );
    const late = one.send(one.input(withParagraph(one.hand.body, 'p-late', 'Поздно')));
    expect(await refusal(late)).toBe('drafting/closed');
  });

  it('does not go to approval while a wording waits for a choice', async () => {
    const { documentId, versionSha256 } = await createResolution(test);
    const [one, two] = [
      await openHand(test, 'drafter', documentId),
      await openHand(test, 'secretary', documentId),
    ];
    const id = one.hand.body.blocks[0]!.id;
    await one.save(retext(one.hand.body, id, 'Первый'));
    await two.save(retext(two.hand.body, id, 'Второй'));
    const submit = documents().commands.submitDocument(test.as('drafter'), {
      documentId,
      versionSha256,
      bindings: bindings(),
    });
    expect(await refusal(submit)).toBe('drafting/open-conflicts');
  });

  it('stands after a crash between the pointer and the draft', async () => {
    const { documentId, one } = await edited();
    const saved = await documents().commands.saveDraftAsVersion(test.as('drafter'), { documentId });
    const { db } = { db: test.app.storage.connection.db! };
    const rows = db.collection<{ _id: string }>('drafts');
    // As if the last write had not happened: the draft still stands on version 1.
    const before = (await rows.findOne({ _id: documentId })) as unknown as { base: object; saving: object };
    await rows.updateOne(
      { _id: documentId },
      { $set: { base: { ...before.base, sha256: 'a'.repeat(64), number: 1 } } },
    );
    expect(await head(documentId)).toMatchObject({
      versionNumber: saved.number,
      draft: { changes: 0, conflicts: 0 },
    });
    await one.save(withParagraph(one.hand.body, 'p-after', 'После'));
    expect(await head(documentId)).toMatchObject({ draft: { changes: 1, conflicts: 0 } });
  });
});

describe('giving up unsaved changes', () => {
  it('returns to the version; the history says so; browsers learn it as a change', async () => {
    const { documentId, one } = await edited();
    await documents().commands.discardDraft(test.as('secretary'), {
      documentId,
      draftSha256: one.hand.sha256,
    });
    const content = await documents().queries.getDraftContent(test.as('drafter'), documentId);
    expect(content).toMatchObject({ isDraft: false, changes: 0 });
    expect(content.body).toEqual((await documents().readVersion(documentId)).body);
    expect(await test.auditOf(documentId)).toEqual(['document.created', 'document.draft-discarded']);
    const update = await documents().queries.getDraftUpdate(test.as('drafter'), {
      documentId,
      since: one.hand.sha256,
    });
    expect(update.patch?.removed).toEqual(['p-new']);
  });

  it('is refused when somebody has edited since, and by policy', async () => {
    const { documentId } = await edited();
    const discard = documents().commands.discardDraft;
    const input = { documentId, draftSha256: '0'.repeat(64) };
    expect(await refusal(discard(test.as('drafter'), input))).toBe('drafting/moved-on');
    expect(await refusal(discard(test.as('chair'), input))).toBe('documents/forbidden');
  });
});

function bindings() {
  return Object.fromEntries(
    CO_ORGANISERS.map((key) => [`coOrganisers.${key}`, { userId: sampleUserId(`approver-${key}`) }]),
  );
}
