// The page of a read text: what it proposes from the text, and a document made of the proposals.
import { describe, expect, it } from 'vitest';
import { prefillFields } from '~/modules/documents';
import { readFieldsForm, typedOf, validateFields } from '~/modules/templates';
import { OWNER, registerTestApp } from '../../setup/test-app';
import { refusal } from '../documents/life';

const test = registerTestApp();
const documents = () => test.app.services.documents;

const BY_ADDRESSEES = `РЕЗОЛЮЦИЯ
круглого стола «Двор без барьеров»
25 сентября 2026 г.
г. Светлореченск
В работе приняли участие 39 человек из двенадцати домов.
Участники круглого стола считают необходимым рекомендовать:
1. Администрации города:
1.1. Провести осмотр подъездов до начала зимы.
1.2. Опубликовать план работ на своём сайте.
2. Советам домов:
2.1. Собрать предложения жителей о пандусах.`;

async function start(text: string, templateId?: string) {
  const ctx = test.as('drafter');
  const { _id } = await documents().commands.stageImport(ctx, { kind: 'text', text });
  const page = await documents().queries.getImportStart(ctx, { importId: _id, templateId });
  const organisation = { name: 'АНО «Добрый двор»', shortName: 'АНО «Добрый двор»' };
  const own = prefillFields(page.fields, { organisation, person: null });
  const typed = typedOf(page.fields, { ...own, ...page.proposed });
  return { ctx, importId: _id, page, values: readFieldsForm(page.fields, typed).values };
}

describe('the page of a read text', () => {
  it('recognises the template and proposes what the text says, so that a document can be made at once', async () => {
    const { ctx, importId, page, values } = await start(BY_ADDRESSEES);
    expect(page.template.id).toBe('resolution/addressee');
    expect(page.preview.stats.lost).toEqual([]);
    expect(page.preview.blocks.map(({ number }) => number)).toEqual(
      expect.arrayContaining(['1.', '1.1.', '1.2.', '2.', '2.1.']),
    );
    expect(values).toMatchObject({
      event: { form: 'roundTable', title: 'Двор без барьеров', date: '2026-09-25' },
      participants: { count: 39 },
      formula: 'Участники круглого стола считают необходимым рекомендовать:',
      groups: [
        { addressees: ['Администрации города'], items: [{ key: 'n1' }, { key: 'n2' }] },
        { addressees: ['Советам домов'], items: [{ key: 'n1' }] },
      ],
    });
    expect(validateFields(page.fields, values)).toEqual([]);
    const { documentId } = await documents().commands.createFromImport(ctx, {
      importId,
      templateId: page.template.id,
      owner: OWNER,
      fields: values,
    });
    const form = await documents().queries.getFieldsForm(ctx, { documentId });
    expect(form.mayRebuild).toBe(false);
  });

  it('takes another template when asked, and tells nothing of another person’s text', async () => {
    const { importId } = await start(BY_ADDRESSEES);
    const { page } = await start(BY_ADDRESSEES, 'regulation/case-club');
    expect(page.template.id).toBe('regulation/case-club');
    expect(await refusal(documents().queries.getImportStart(test.as('secretary'), { importId }))).toBe(
      'documents/import-not-found',
    );
  });
});
