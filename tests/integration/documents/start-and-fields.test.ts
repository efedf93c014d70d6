// Beginning a document and changing its fields: unfinished forms, preview, saving of fields, rebuilding.
import { describe, expect, it } from 'vitest';
import { readFieldsForm, readTyped, writeTyped } from '~/modules/templates';
import { OWNER, registerTestApp } from '../../setup/test-app';
import { createResolution, refusal, submitted } from './life';

const test = registerTestApp();
const documents = () => test.app.services.documents;
const TEMPLATE = 'resolution/flat';
const typed = { event: { title: 'Двор без барьеров' } };
const keep = (as: string, more: Record<string, unknown> = {}) =>
  documents().commands.keepForm(test.as(as), {
    templateId: TEMPLATE,
    owner: OWNER,
    typed,
    draft: null,
    ...more,
  });

describe('unfinished forms', () => {
  it('are kept for their author alone, under the first title typed', async () => {
    const kept = await keep('drafter');
    const { queries } = documents();
    expect(await queries.listFormDrafts(test.as('drafter'))).toMatchObject([
      { id: kept.id, title: 'Двор без барьеров', templateId: TEMPLATE },
    ]);
    expect(await queries.listFormDrafts(test.as('secretary'))).toEqual([]);
    expect(await refusal(queries.getFormDraft(test.as('secretary'), { id: kept.id }))).toBe(
      'documents/form-not-found',
    );
    expect(await refusal(documents().commands.discardForm(test.as('secretary'), { id: kept.id }))).toBe(
      'documents/form-not-found',
    );
    await documents().commands.discardForm(test.as('drafter'), { id: kept.id });
    expect(await queries.listFormDrafts(test.as('drafter'))).toEqual([]);
  });

  it('are saved again in place; a page that knows an older one makes a copy, so nothing is overwritten', async () => {
    const first = await keep('drafter');
    const second = await keep('drafter', { draft: { id: first.id, revision: first.revision } });
    expect(second).toEqual({ id: first.id, revision: 2, copied: false });
    const stale = await keep('drafter', { draft: { id: first.id, revision: first.revision } });
    expect(stale).toMatchObject({ revision: 1, copied: true });
    expect(stale.id).not.toBe(first.id);
    for (const { id } of [first, stale]) await documents().commands.discardForm(test.as('drafter'), { id });
  });

  it('are refused to who may not draft for the organisation, and for an unknown template', async () => {
    expect(await refusal(keep('approver-houses'))).toBe('documents/forbidden');
    expect(await refusal(keep('drafter', { templateId: 'resolution/none' }))).toBe('templates/not-found');
  });

  it('end after 90 days', async () => {
    const { id } = await keep('drafter');
    test.clock.advance(91 * 86_400_000);
    expect(await documents().queries.listFormDrafts(test.as('drafter'))).toEqual([]);
    expect(await refusal(documents().queries.getFormDraft(test.as('drafter'), { id }))).toBe(
      'documents/form-not-found',
    );
  });
});

describe('the way in', () => {
  it('offers templates with what they are for, and finds them by words', async () => {
    const { queries } = documents();
    const all = await queries.listStartTemplates(test.as('drafter'));
    expect(all.length).toBeGreaterThan(10);
    const found = await queries.listStartTemplates(test.as('drafter'), { q: 'протокол совета' });
    expect(found.map(({ id }) => id)).toEqual(['protocol/council']);
    expect(await refusal(queries.listStartTemplates(test.anonymous()))).toBe('documents/forbidden');
  });

  it('shows the paper of an empty form and of a half-filled one, with the gaps named', async () => {
    const { queries } = documents();
    for (const { id: templateId } of await queries.listStartTemplates(test.as('drafter'))) {
      const { html } = await queries.previewTemplate(test.as('drafter'), {
        templateId,
        owner: OWNER,
        fields: {},
      });
      expect(html, templateId).toContain('[');
    }
    const { html } = await queries.previewTemplate(test.as('drafter'), {
      templateId: TEMPLATE,
      owner: OWNER,
      fields: { event: { title: 'Двор без барьеров' } },
    });
    expect(html?.replace(/\u00ad/g, '')).toContain('Двор без барьеров');
  });
});

describe('fields of a document', () => {
  /** What a form sends: the fields as stored, with a change, and what the person had seen. */
  async function formOf(documentId: string, change: (values: Record<string, unknown>) => void) {
    const form = await documents().queries.getFieldsForm(test.as('drafter'), { documentId });
    const data = new FormData();
    for (const [name, value] of writeTyped(form.fields, form.typed)) data.append(name, value);
    const values = readFieldsForm(form.fields, readTyped(form.fields, data)).values as Record<
      string,
      unknown
    >;
    change(values);
    return { documentId, values, seen: form.seen, mode: 'values' as const, choices: {} };
  }
  const textNow = async (documentId: string) => {
    const { body, fields } = await documents().queries.getDraftContent(test.as('drafter'), documentId);
    return {
      text: JSON.stringify(body),
      body,
      fields: fields as Record<string, { city?: string; title?: string }>,
    };
  };
  const setCity = (city: string) => (values: Record<string, unknown>) => {
    values.event = { ...(values.event as object), city };
  };

  it('change the living fields of the text and nothing else', async () => {
    const { documentId } = await createResolution(test);
    const before = await textNow(documentId);
    const input = await formOf(documentId, setCity('г. Новоозёрск'));
    const review = await documents().queries.reviewFields(test.as('drafter'), input);
    expect(review.changedFields).toEqual(['Мероприятие']);
    expect(review.changes.length).toBeGreaterThan(0);
    expect(review.changes.flatMap(({ words }) => words)).toContainEqual(
      expect.objectContaining({ kind: 'added', text: expect.stringContaining('Новоозёрск') }),
    );
    expect(await documents().commands.saveFields(test.as('drafter'), input)).toEqual({ changed: true });
    const after = await textNow(documentId);
    expect(after.text).toBe(before.text);
    expect(after.fields.event?.city).toBe('г. Новоозёрск');
    expect(await documents().commands.saveFields(test.as('drafter'), input)).toEqual({ changed: false });
  });

  it('brought back untouched change nothing', async () => {
    const { documentId } = await createResolution(test);
    const input = await formOf(documentId, () => undefined);
    expect(await documents().commands.saveFields(test.as('drafter'), input)).toEqual({ changed: false });
  });

  it('of two people: different fields both stand, the same field is a conflict that is told', async () => {
    const { documentId } = await createResolution(test);
    const mine = await formOf(documentId, setCity('г. Мой'));
    const other = await formOf(documentId, setCity('г. Чужой'));
    const third = await formOf(documentId, (values) => {
      values.formula = 'Участники решили рекомендовать:';
    });
    await documents().commands.saveFields(test.as('secretary'), other);
    await documents().commands.saveFields(test.as('drafter'), third);
    const refused = await documents()
      .commands.saveFields(test.as('drafter'), mine)
      .catch((error: { code: string; details: { seen: Record<string, string> } }) => error);
    expect(refused).toMatchObject({ code: 'documents/fields-changed', details: { paths: ['event'] } });
    const { seen } = (refused as { details: { seen: Record<string, string> } }).details;
    await documents().commands.saveFields(test.as('drafter'), { ...mine, seen });
    const { fields } = await textNow(documentId);
    expect(fields.event?.city).toBe('г. Мой');
  });

  it('are refused: by policy, by state, and with all faults at once', async () => {
    const { documentId } = await createResolution(test);
    const input = await formOf(documentId, setCity('г. Новоозёрск'));
    expect(await refusal(documents().commands.saveFields(test.as('approver-houses'), input))).toBe(
      'documents/not-found',
    );
    expect(await refusal(documents().commands.saveFields(test.as('editor'), input))).toBe(
      'documents/forbidden',
    );
    const wrong = await formOf(documentId, (values) => {
      values.event = {};
      delete values.organiser;
    });
    const faults = await documents()
      .commands.saveFields(test.as('drafter'), wrong)
      .catch((error: { details: { errors: unknown[] } }) => error.details.errors.length);
    expect(faults).toBeGreaterThan(3);
    const sent = await submitted(test);
    const late = await formOf(sent.documentId, setCity('г. Новоозёрск'));
    expect(await refusal(documents().commands.saveFields(test.as('drafter'), late))).toBe(
      'documents/wrong-state',
    );
    const readable = await documents().queries.getFieldsForm(test.as('drafter'), sent);
    expect(readable.mayRevise).toBe(false);
    expect(JSON.stringify(readable.typed)).not.toContain('@');
  });

  it('rebuild the text: new items come in, the hand-written stays, a conflict is chosen', async () => {
    const { documentId } = await createResolution(test);
    const ctx = test.as('drafter');
    const before = await textNow(documentId);
    const items = before.body.blocks.filter((block) => block.type === 'item');
    const [first, second] = items;
    await documents().commands.applyToDraft(ctx, {
      documentId,
      reason: 'правка рукой',
      change: (content) => ({
        ...content,
        body: {
          ...content.body,
          blocks: content.body.blocks.map((block) =>
            block.id === first?.id || block.id === second?.id
              ? { ...block, content: [{ type: 'text' as const, text: 'Написано рукой.' }] }
              : block,
          ) as never,
        },
      }),
    });
    const input = await formOf(documentId, (values) => {
      const list = values.items as { text: string; key?: string }[];
      const [one, ...rest] = list;
      values.items = [
        { ...one, text: 'Рекомендовать иное по первому пункту.' },
        ...rest,
        { text: 'Провести проверку ещё раз.' },
      ];
    });
    const rebuild = { ...input, mode: 'rebuild' as const };
    const review = await documents().queries.reviewFields(ctx, rebuild);
    expect(review.conflicts).toEqual([
      expect.objectContaining({
        key: `changed:${first?.id}`,
        current: 'Написано рукой.',
        made: 'Рекомендовать иное по первому пункту.',
      }),
    ]);
    const choices = { [`changed:${first?.id}`]: 'right' as const };
    await documents().commands.saveFields(ctx, { ...rebuild, choices });
    const { text } = await textNow(documentId);
    expect(text).toContain('Рекомендовать иное по первому пункту.');
    expect(text).toContain('Написано рукой.');
    expect(text).toContain('Провести проверку ещё раз.');
  });

  it('saved first and rebuilt later still find the text they were made from', async () => {
    const { documentId } = await createResolution(test);
    const ctx = test.as('drafter');
    const change = (values: Record<string, unknown>) => {
      const [one, ...rest] = values.items as { text: string }[];
      values.items = [{ ...one, text: 'Одобрить новый порядок осмотров.' }, ...rest];
    };
    await documents().commands.saveFields(ctx, await formOf(documentId, change));
    expect((await textNow(documentId)).text).not.toContain('Одобрить новый порядок');
    const again = { ...(await formOf(documentId, () => undefined)), mode: 'rebuild' as const };
    expect((await documents().queries.reviewFields(ctx, again)).conflicts).toEqual([]);
    await documents().commands.saveFields(ctx, again);
    expect((await textNow(documentId)).text).toContain('Одобрить новый порядок');
  });
});
