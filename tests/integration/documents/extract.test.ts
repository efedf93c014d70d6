import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { registerTestApp } from '../../setup/test-app';
import { adopted, refusal, submitted } from './life';

const test = registerTestApp();
const commands = () => test.app.services.documents.commands;
const queries = () => test.app.services.documents.queries;

describe('an extract of an adopted document', () => {
  it('is made by the owner’s people as a file, and its history says so', async () => {
    const { documentId } = await adopted(test);
    const ctx = test.as('secretary');
    const { possible, points, storage } = await queries().getExtract(ctx, { documentId });
    expect(possible).toBe(true);
    expect(storage).toContain('Добрый двор');
    const chosen = points.filter(({ label }) => /^п\.\u00a0(3|7)$/.test(label)).map(({ id }) => id);
    expect(chosen).toHaveLength(2);
    for (const format of ['pdf', 'docx'] as const) {
      const file = await commands().makeExtract(ctx, { documentId, points: chosen, format });
      expect(file.name).toMatch(new RegExp(`^vypiska-.*\\.${format}$`));
      expect(file.bytes.length).toBeGreaterThan(5000);
      if (process.env.LOOK) await writeFile(`${process.env.LOOK}/extract.${format}`, file.bytes);
    }
    expect((await test.auditOf(documentId)).slice(-2)).toEqual([
      'document.extract-made',
      'document.extract-made',
    ]);
    expect((await queries().getDocumentHead(ctx, { id: documentId })).can.extract).toBe(true);
  });

  it('is refused without points of this text, to strangers, and before the adoption', async () => {
    const { documentId } = await adopted(test);
    const points = ['no-such-point'];
    const make = (who: string, id = documentId) =>
      refusal(commands().makeExtract(test.as(who), { documentId: id, points, format: 'pdf' }));
    expect(await make('secretary')).toBe('documents/extract-points');
    expect(await make('approver-houses')).toBe('documents/forbidden');
    const { documentId: waiting } = await submitted(test);
    expect(await make('secretary', waiting)).toBe('documents/wrong-state');
    expect((await queries().getExtract(test.as('secretary'), { documentId: waiting })).possible).toBe(false);
  });
});
