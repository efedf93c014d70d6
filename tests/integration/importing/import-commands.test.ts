// From a file to a document through the real commands: kept for its person, made once, told in the audit chain.
import { describe, expect, it } from 'vitest';
import { bodyToText } from '~/modules/documents';
import { OWNER, registerTestApp } from '../../setup/test-app';
import { refusal, sampleFields } from '../documents/life';

const test = registerTestApp();
const TEXT = 'Решили:\n1. Одобрить копeрацию домов.\n2. Провести учёбу:\n- для советов;\n- для жильцов.';
const file = (text = TEXT) => ({
  kind: 'file' as const,
  name: 'папка/Резолюция.txt',
  bytes: new TextEncoder().encode(text),
});
const documents = () => test.app.services.documents;

describe('starting from a ready text', () => {
  it('stages a file for its person alone, with its original by hash', async () => {
    const staged = await documents().commands.stageImport(test.as('drafter'), file());
    expect(staged.source).toMatchObject({ name: 'Резолюция.txt', format: 'txt' });
    expect(staged.stats).toMatchObject({ items: 2, lost: [] });
    const again = await documents().queries.getImport(test.as('drafter'), { importId: staged._id });
    expect(again.body).toEqual(staged.body);
    expect(await refusal(documents().queries.getImport(test.as('chair'), { importId: staged._id }))).toBe(
      'documents/import-not-found',
    );
    expect((await documents().queries.listImports(test.as('drafter'))).map(({ _id }) => _id)).toContain(
      staged._id,
    );
  });

  it('makes a document of it once, with the mendings taken, and tells the audit chain', async () => {
    const ctx = test.as('drafter');
    const staged = await documents().commands.stageImport(ctx, file());
    const fixes = staged.doubts.filter(({ fix }) => fix).map(({ id }) => id);
    expect(fixes).toHaveLength(1);
    const input = {
      importId: staged._id,
      templateId: 'resolution/flat',
      owner: OWNER,
      fields: await sampleFields(test),
      fixes,
    };
    const made = await documents().commands.createFromImport(ctx, input);
    const content = await documents().readVersion(made.documentId);
    expect(bodyToText(content.body)).toBe(
      'Решили:\n1. Одобрить коперацию домов.\n2. Провести учёбу:\n– для советов;\n– для жильцов.',
    );
    expect(await refusal(documents().commands.createFromImport(ctx, input))).toBe(
      'documents/import-not-found',
    );
    expect(await test.auditOf(made.documentId)).toEqual(['document.created', 'document.imported']);
  });

  it('keeps the import when the fields are refused, and refuses who may not draft', async () => {
    const ctx = test.as('drafter');
    const staged = await documents().commands.stageImport(ctx, { kind: 'text', text: TEXT });
    const input = { importId: staged._id, templateId: 'resolution/flat', owner: OWNER, fields: {} };
    expect(await refusal(documents().commands.createFromImport(ctx, input))).toBe('documents/invalid-fields');
    expect((await documents().queries.getImport(ctx, { importId: staged._id }))._id).toBe(staged._id);
    const reader = { ...ctx, actor: { ...ctx.actor, memberships: [] } };
    expect(await refusal(documents().commands.stageImport(reader, file()))).toBe('documents/forbidden');
    expect(await refusal(documents().commands.stageImport(ctx, { kind: 'html', html: ' ' }))).toBe(
      'documents/import-empty',
    );
    await documents().commands.discardImport(ctx, { importId: staged._id });
    expect(await refusal(documents().queries.getImport(ctx, { importId: staged._id }))).toBe(
      'documents/import-not-found',
    );
  });
});
