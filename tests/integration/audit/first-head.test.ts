// The very first sheet of a new site: nothing is sealed yet, and the sheet carries the journal's head all the same.
import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { registerTestApp } from '../../setup/test-app';
import { submitted } from '../documents/life';

const test = registerTestApp();

it('is sealed for the sheet that is to carry it', async () => {
  const { documentId } = await submitted(test);
  await test.db.collection('audit').deleteMany({});
  expect(await test.app.audit.headHash()).toBeNull();
  const sheet = await test.app.services.documents.queries.getRoutePaper(test.as('drafter'), {
    documentId,
    name: 'sheet',
    format: 'docx',
  });
  const xml = new TextDecoder().decode(unzipSync(sheet.bytes)['word/document.xml']);
  expect(xml.replace(/<[^>]+>/g, '')).toMatch(/Журнал событий на момент печати.*\d+:[0-9a-f]{64}/);
  expect((await test.app.audit.headHash())?.seq).toBeGreaterThan(0);
});
