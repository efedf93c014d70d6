import { describe, expect, it } from 'vitest';
import type { DocumentBody } from '~/modules/documents';
import { flattenBlocks } from '~/modules/documents/body';
import { registerTestApp } from '../../setup/test-app';
import { createResolution, refusal, submitted } from '../documents/life';
import { openHand, retext, without, withParagraph } from './hands';

const test = registerTestApp();
const documents = () => test.app.services.documents;
const textOf = (body: DocumentBody, id: string) =>
  JSON.stringify(flattenBlocks(body).find(({ block }) => block.id === id)?.block);
const itemsOf = (body: DocumentBody) =>
  flattenBlocks(body)
    .filter(({ block }) => block.type === 'item')
    .map(({ block }) => block.id);
const newest = async (id: string) => (await documents().queries.getDraftContent(test.as('drafter'), id)).body;

describe('autosave', () => {
  it('stores a patch and answers with the revision; no audit entry', async () => {
    const { documentId } = await createResolution(test);
    const one = await openHand(test, 'drafter', documentId);
    const [first = ''] = itemsOf(one.hand.body);
    const saved = await one.save(retext(one.hand.body, first, 'Иной текст пункта'));
    expect(saved).toMatchObject({
      revision: 1,
      changes: 1,
      conflicts: [],
      patch: { blocks: [], removed: [] },
    });
    expect(textOf(await newest(documentId), first)).toContain('Иной текст пункта');
    expect(await test.auditOf(documentId)).toEqual(['document.created']);
    const { draft } = await documents().queries.getDocumentHead(test.as('secretary'), { id: documentId });
    expect(draft).toMatchObject({ revision: 1, changes: 1, conflicts: 0 });
  });

  it('merges two people who write in different points; each receives the words of the other', async () => {
    const { documentId } = await createResolution(test);
    const [one, two] = [
      await openHand(test, 'drafter', documentId),
      await openHand(test, 'secretary', documentId),
    ];
    const [a = '', b = ''] = itemsOf(one.hand.body);
    await one.save(retext(one.hand.body, a, 'Слова первого'));
    const saved = await two.save(retext(two.hand.body, b, 'Слова второго'));
    expect(saved.conflicts).toEqual([]);
    expect(saved.patch.blocks.map(({ id }) => id)).toEqual([a]);
    expect(textOf(two.hand.body, a)).toContain('Слова первого');
    expect(two.hand.body).toEqual(await newest(documentId));
  });

  it('keeps both wordings of one point until somebody chooses', async () => {
    const { documentId } = await createResolution(test);
    const [one, two] = [
      await openHand(test, 'drafter', documentId),
      await openHand(test, 'secretary', documentId),
    ];
    const [a = ''] = itemsOf(one.hand.body);
    await one.save(retext(one.hand.body, a, 'Слова первого'));
    const saved = await two.save(retext(two.hand.body, a, 'Слова второго'));
    expect(saved.conflicts).toHaveLength(1);
    expect(saved.conflicts[0]).toMatchObject({
      leftName: test.as('secretary').actor.name,
      rightName: test.as('drafter').actor.name,
    });
    expect(JSON.stringify(saved.conflicts[0]?.conflict)).toContain('Слова первого');
    expect(textOf(await newest(documentId), a)).toContain('Слова второго');
    const settled = await two.save(retext(two.hand.body, a, 'Слова первого и второго'), {
      resolved: [saved.conflicts[0]?.id],
    });
    expect(settled.conflicts).toEqual([]);
    const head = await documents().queries.getDocumentHead(test.as('drafter'), { id: documentId });
    expect(head.draft?.conflicts).toBe(0);
  });

  it('keeps a section that one deletes while another writes in it', async () => {
    const { documentId } = await createResolution(test);
    const [one, two] = [
      await openHand(test, 'drafter', documentId),
      await openHand(test, 'secretary', documentId),
    ];
    const [a = ''] = itemsOf(one.hand.body);
    await one.save(without(one.hand.body, a));
    const saved = await two.save(retext(two.hand.body, a, 'Дописано в удалённом'));
    expect(saved.conflicts.map(({ conflict }) => conflict.kind)).toEqual(['removed-changed']);
    expect(textOf(await newest(documentId), a)).toContain('Дописано в удалённом');
  });

  it('does nothing when a save is sent again after a lost answer', async () => {
    const { documentId } = await createResolution(test);
    const one = await openHand(test, 'drafter', documentId);
    const input = one.input(withParagraph(one.hand.body, 'p-new', 'Однажды'));
    await one.send(input);
    const two = await openHand(test, 'secretary', documentId);
    await two.save(without(two.hand.body, 'p-new'));
    const again = await one.send(input);
    expect(again).toMatchObject({ status: 'saved' });
    expect(textOf(await newest(documentId), 'p-new')).toBeUndefined();
  });

  it('takes the whole text, and a base that is no longer kept when it comes along', async () => {
    const { documentId } = await createResolution(test);
    const one = await openHand(test, 'drafter', documentId);
    const unknown = 'f'.repeat(64);
    const body = withParagraph(one.hand.body, 'p-whole', 'Целиком');
    const input = { documentId, client: 'tab-whole-1', n: 1, baseSha256: unknown, body };
    expect(await documents().commands.saveDraft(test.as('drafter'), input)).toEqual({
      status: 'base-unknown',
    });
    const saved = await documents().commands.saveDraft(test.as('drafter'), {
      ...input,
      baseBody: one.hand.body,
    });
    expect(saved).toMatchObject({ status: 'saved', revision: 1 });
    expect(await newest(documentId)).toEqual(body);
  });

  it('loses nothing of twenty hands at once', async () => {
    const { documentId } = await createResolution(test);
    const hands = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        openHand(test, i % 2 ? 'drafter' : 'secretary', documentId, `tab-hand-${i}`),
      ),
    );
    const ids = itemsOf(hands[0]!.hand.body);
    const answers = await Promise.all(
      hands.map((one, i) => one.save(retext(one.hand.body, ids[i % 5]!, `рука${i} писала`))),
    );
    const last = await documents().queries.getDraftUpdate(test.as('drafter'), { documentId });
    const kept = JSON.stringify([last.body, last.conflicts]);
    for (let i = 0; i < 20; i++) expect(kept).toContain(`рука${i} писала`);
    expect(new Set(answers.map(({ revision }) => revision)).size).toBe(20);
  });

  it('is refused by policy and by state, and says that the text stays in the browser', async () => {
    const { documentId } = await createResolution(test);
    const one = await openHand(test, 'drafter', documentId);
    const input = one.input(withParagraph(one.hand.body, 'p', 'x'));
    const save = documents().commands.saveDraft;
    expect(await refusal(save(test.as('chair'), input))).toBe('documents/forbidden');
    expect(await refusal(save(test.anonymous(), input))).toBe('documents/not-found');
    expect(
      await refusal(
        save(test.as('drafter'), {
          ...input,
          patch: { blocks: [], order: [{ parentId: '', children: ['none'] }], removed: [] },
        }),
      ),
    ).toBe('drafting/patch-invalid');
    const sent = await submitted(test);
    const other = await openHand(test, 'drafter', sent.documentId);
    const refused = save(test.as('drafter'), other.input(withParagraph(other.hand.body, 'p', 'x')));
    await expect(refused).rejects.toMatchObject({
      code: 'drafting/closed',
      message: expect.stringContaining('хранится в этом браузере'),
    });
  });
});
