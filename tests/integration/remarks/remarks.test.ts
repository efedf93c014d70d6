import { describe, expect, it } from 'vitest';
import type { RemarksView } from '~/modules/documents';
import type { Context } from '~/shared/context';
import { registerTestApp } from '../../setup/test-app';
import { agreeAll, CO_ORGANISERS, createResolution, decision, refusal, submitted } from '../documents/life';

const test = registerTestApp();
const commands = () => test.app.services.documents.commands;
const page = (ctx: Context, id: string, filter: object = {}): Promise<RemarksView> =>
  test.app.services.documents.queries.getRemarks(ctx, { id, ...filter });

const itemOf = (view: RemarksView) => view.blocks.find(({ type }) => type === 'item')!;
const textOf = (block: RemarksView['blocks'][number]) =>
  block.lines.map((line) => line.map(({ text }) => text).join('')).join('\n');

describe('threads of remarks', () => {
  it('open on a quoted stretch, are answered and opened again, and the audit knows', async () => {
    const { documentId } = await createResolution(test);
    const drafter = test.as('drafter');
    const item = itemOf(await page(drafter, documentId));
    const quote = textOf(item).split(' ').slice(1, 3).join(' ');
    const { remarkId } = await commands().makeRemark(drafter, {
      documentId,
      block: item.id,
      quote,
      text: 'Уточнить срок',
    });
    await commands().replyRemark(test.as('secretary'), { documentId, remarkId, text: 'Согласен' });
    await commands().answerRemark(drafter, {
      documentId,
      remarkId,
      outcome: 'partly',
      text: 'Срок добавлен',
    });
    const answered = await page(drafter, documentId, { status: 'all' });
    expect(answered.threads[0]).toMatchObject({
      quote,
      place: 'ok',
      point: item.number,
      status: 'partly',
      replies: [{ text: 'Согласен' }],
    });
    expect((await page(drafter, documentId)).threads).toEqual([]);
    await commands().reopenRemark(drafter, { documentId, remarkId });
    expect((await page(drafter, documentId)).threads[0]).toMatchObject({ status: 'open', answer: null });
    expect((await page(drafter, documentId)).threads[0]?.replies.map(({ text }) => text)).toEqual([
      'Согласен',
      'Учтено частично. Срок добавлен',
    ]);
    await commands().resolveRemark(drafter, { documentId, remarkId });
    expect(await test.auditOf(documentId)).toEqual([
      'document.created',
      'document.remark-made',
      'document.remark-replied',
      'document.remark-answered',
      'document.remark-reopened',
      'document.remark-resolved',
    ]);
  });

  it('are changed and taken back by their author for a short time only', async () => {
    const { documentId } = await createResolution(test);
    const drafter = test.as('drafter');
    const make = (text: string) => commands().makeRemark(drafter, { documentId, block: null, text });
    const { remarkId } = await make('На весь документ');
    await commands().editRemark(drafter, { documentId, remarkId, text: 'На весь текст' });
    expect((await page(drafter, documentId)).threads[0]).toMatchObject({
      text: 'На весь текст',
      place: 'document',
    });
    expect(await refusal(commands().deleteRemark(test.as('secretary'), { documentId, remarkId }))).toBe(
      'documents/remark-late',
    );
    await commands().deleteRemark(drafter, { documentId, remarkId });
    expect((await page(drafter, documentId, { status: 'all' })).threads).toEqual([]);
    const second = await make('Ещё одно');
    test.clock.advance(16 * 60_000);
    expect(await refusal(commands().deleteRemark(drafter, { documentId, remarkId: second.remarkId }))).toBe(
      'documents/remark-late',
    );
  });

  it('refuse words that are not in the point, a point that is not there, and people who may not speak', async () => {
    const { documentId } = await createResolution(test);
    const drafter = test.as('drafter');
    const item = itemOf(await page(drafter, documentId));
    const at = (change: object) =>
      refusal(commands().makeRemark(drafter, { documentId, block: item.id, text: 'Т', ...change }));
    expect(await at({ quote: 'таких слов тут нет совсем' })).toBe('documents/remark-quote');
    expect(await at({ block: 'no-such-block' })).toBe('documents/remark-block');
    expect(
      await refusal(commands().makeRemark(test.anonymous(), { documentId, block: null, text: 'Т' })),
    ).toBe('documents/not-found');
    const guest: Context = {
      ...drafter,
      actor: { type: 'guest', id: 'lnk_1', name: 'Гость', memberships: [] },
    };
    expect(await refusal(commands().makeRemark(guest, { documentId, block: null, text: 'Т' }))).toBe(
      'documents/not-found',
    );
  });

  it('are refused once the document is adopted; remarks of the route keep their way', async () => {
    const made = await submitted(test);
    await commands().decideDocument(test.as(`approver-${CO_ORGANISERS[0]}`), {
      ...decision(made, CO_ORGANISERS[0]),
      decision: 'agree-with-remarks',
      remark: 'Поправить п. 1',
    });
    const view = await page(test.as('drafter'), made.documentId);
    expect(view.threads[0]).toMatchObject({ onRoute: true, can: { answer: true, resolve: false } });
    const { id: remarkId } = view.threads[0]!;
    const at = { documentId: made.documentId, remarkId };
    expect(await refusal(commands().resolveRemark(test.as('drafter'), at))).toBe('documents/remark-route');
    await commands().answerRemark(test.as('drafter'), { ...at, outcome: 'accepted', text: 'Поправлено' });
    const other = await submitted(test);
    await agreeAll(test, other);
    const asked = await commands().makeRemark(test.as('secretary'), {
      documentId: other.documentId,
      block: null,
      text: 'Нет приложения',
    });
    const adoption = { ...other, date: '2026-09-25' };
    expect(await refusal(commands().adoptDocument(test.as('chair'), adoption))).toBe(
      'documents/open-remarks',
    );
    const head = await test.app.services.documents.queries.getDocumentHead(test.as('drafter'), {
      id: other.documentId,
    });
    expect(head.next).toMatchObject({ name: 'revise', label: 'Ответить на замечания', enabled: true });
    await commands().answerRemark(test.as('drafter'), {
      documentId: other.documentId,
      remarkId: asked.remarkId,
      outcome: 'declined',
      text: 'Приложение не предусмотрено.',
    });
    await commands().adoptDocument(test.as('chair'), { ...other, date: '2026-09-25' });
    const late = commands().makeRemark(test.as('drafter'), { ...other, block: null, text: 'Поздно' });
    expect(await refusal(late)).toBe('documents/wrong-state');
  });
});

describe('suggestions', () => {
  const setUp = async () => {
    const { documentId, versionSha256 } = await createResolution(test);
    const drafter = test.as('drafter');
    const item = itemOf(await page(drafter, documentId));
    return { documentId, baseSha256: versionSha256, drafter, item, words: textOf(item).split(' ') };
  };
  const draftText = async (documentId: string) =>
    (await page(test.as('drafter'), documentId, { status: 'all' })).groups.map(({ now }) => now);

  it('are taken one by one into the draft, and the rest still fit', async () => {
    const { documentId, baseSha256, drafter, item, words } = await setUp();
    const wanted = ['НОВОЕ', ...words.slice(1, -1), 'конец.'].join(' ');
    const { ids } = await commands().suggestChange(test.as('secretary'), {
      change: 'rewrite',
      documentId,
      baseSha256,
      block: item.id,
      text: wanted,
      comment: 'Так точнее',
    });
    expect(ids.length).toBeGreaterThan(1);
    const shown = itemOf(await page(drafter, documentId));
    expect(shown.lines[0]?.map(({ kind }) => kind)).toContain('ins');
    await commands().decideSuggestions(drafter, { documentId, ids: [ids[0]!], outcome: 'accepted' });
    const middle = await page(drafter, documentId);
    expect(middle.groups[0]).toMatchObject({ unfit: false, openIds: ids.slice(1), comment: 'Так точнее' });
    expect((await draftText(documentId))[0]).toBe(['НОВОЕ', ...words.slice(1)].join(' '));
    await commands().decideSuggestions(drafter, { documentId, ids: ids.slice(1), outcome: 'accepted' });
    expect((await draftText(documentId))[0]).toBe(wanted);
    expect((await test.auditOf(documentId)).slice(-3)).toEqual([
      'document.suggestions-made',
      'document.suggestions-decided',
      'document.suggestions-decided',
    ]);
  });

  it('a rejected one leaves no trace in the text; a decided one is decided once', async () => {
    const { documentId, baseSha256, drafter, item, words } = await setUp();
    const { ids } = await commands().suggestChange(test.as('secretary'), {
      change: 'delete',
      documentId,
      baseSha256,
      block: item.id,
    });
    expect(
      await refusal(
        commands().decideSuggestions(test.as('approver-houses'), { documentId, ids, outcome: 'rejected' }),
      ),
    ).toBe('documents/not-found');
    await commands().decideSuggestions(drafter, { documentId, ids, outcome: 'rejected', reason: 'Нужен' });
    expect((await draftText(documentId))[0]).toBe(words.join(' '));
    const again = commands().decideSuggestions(drafter, { documentId, ids, outcome: 'accepted' });
    expect(await refusal(again)).toBe('documents/suggestion-decided');
    expect((await page(drafter, documentId, { status: 'all' })).groups[0]?.items[0]).toMatchObject({
      status: 'rejected',
      decision: { reason: 'Нужен' },
    });
  });

  it('says «the text has changed» where it has, with both texts, and stays open', async () => {
    const { documentId, baseSha256, drafter, item, words } = await setUp();
    const rewrite = (last: string) =>
      commands().suggestChange(test.as('secretary'), {
        change: 'rewrite',
        documentId,
        baseSha256,
        block: item.id,
        text: [...words.slice(0, -1), last].join(' '),
      });
    const first = await rewrite('раз.');
    const second = await rewrite('два.');
    await commands().decideSuggestions(drafter, { documentId, ids: first.ids, outcome: 'accepted' });
    const view = await page(drafter, documentId);
    expect(view.groups[0]).toMatchObject({ unfit: true, openIds: second.ids });
    expect(view.groups[0]?.now).toContain('раз.');
    const late = commands().decideSuggestions(drafter, { documentId, ids: second.ids, outcome: 'accepted' });
    expect(await refusal(late)).toBe('documents/suggestion-unfit');
  });

  it('new points, moves and withdrawal', async () => {
    const { documentId, baseSha256, drafter, item } = await setUp();
    const base = { documentId, baseSha256, block: item.id };
    const empty = commands().suggestChange(drafter, { ...base, change: 'rewrite', text: textOf(item) });
    expect(await refusal(empty)).toBe('documents/suggestion-empty');
    const inserted = await commands().suggestChange(drafter, {
      ...base,
      change: 'insert',
      text: 'Создать рабочую группу.',
    });
    const own = commands().suggestChange(drafter, { ...base, change: 'move', after: item.id });
    expect(await refusal(own)).toBe('documents/suggestion-place');
    expect(
      await refusal(
        commands().decideSuggestions(test.as('secretary'), {
          documentId,
          ids: inserted.ids,
          outcome: 'withdrawn',
        }),
      ),
    ).toBe('documents/forbidden');
    await commands().decideSuggestions(drafter, { documentId, ids: inserted.ids, outcome: 'accepted' });
    const { body } = await test.app.services.documents.queries.getDraftContent(drafter, documentId);
    expect(JSON.stringify(body)).toContain('Создать рабочую группу.');
  });
});
