// A partner's file through the real store: kept, shown, taken over once.
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { RemarksView } from '~/modules/documents';
import { registerTestApp } from '../../setup/test-app';
import { createResolution, refusal } from '../documents/life';

const test = registerTestApp();
const module = () => test.app.services.documents;
const page = (id: string): Promise<RemarksView> =>
  module().queries.getRemarks(test.as('drafter'), { id, status: 'all' });

/** What a person does in another program, by hand in the XML. */
function edit(bytes: Uint8Array, change: (xml: string) => string): Uint8Array {
  const files = unzipSync(bytes);
  const xml = change(strFromU8(files['word/document.xml'] ?? new Uint8Array()));
  return zipSync({ ...files, 'word/document.xml': strToU8(xml) });
}

async function setUp() {
  const { documentId, versionSha256 } = await createResolution(test);
  const { bytes } = await module().queries.exportWorkingCopy(test.as('drafter'), { id: documentId });
  const item = (await page(documentId)).blocks.find(({ type }) => type === 'item')!;
  const words = item.lines[0]!.map(({ text }) => text).join('');
  return { documentId, versionSha256, bytes, item, words };
}
type SetUp = Awaited<ReturnType<typeof setUp>>;

const receive = ({ documentId }: SetUp, bytes: Uint8Array, name = 'правки.docx') =>
  module().commands.receiveFile(test.as('secretary'), { documentId, name, bytes });

const tracked = (text: string) =>
  `<w:ins w:id="7001" w:author="П. П. Партнёров" w:date="2026-09-20T10:00:00Z"><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:ins>`;
/** Puts something after the first run that begins with these words. */
const afterRunOf = (words: string, addition: string) => (xml: string) => {
  const at = xml.indexOf(words.slice(0, 12));
  const end = xml.indexOf('</w:r>', at) + '</w:r>'.length;
  expect(at).toBeGreaterThan(0);
  return xml.slice(0, end) + addition + xml.slice(end);
};

describe('a file that comes back', () => {
  it('untouched brings nothing', async () => {
    const made = await setUp();
    const { fileId } = await receive(made, made.bytes);
    const view = await module().queries.getReturnedFile(test.as('drafter'), { id: made.documentId, fileId });
    expect(view.counts).toEqual({ suggestions: 0, remarks: 0, untracked: 0, lost: 0, known: 0 });
    expect(view.base.guessed).toBe(false);
    expect(
      await refusal(module().commands.takeFile(test.as('drafter'), { documentId: made.documentId, fileId })),
    ).toBe('documents/file-empty');
  });

  it('with a tracked and an unmarked change: each under its name, taken over once, the audit knows', async () => {
    const made = await setUp();
    const marked = edit(made.bytes, afterRunOf(made.words, tracked(' в кратчайший срок')));
    const changed = edit(marked, (xml) =>
      xml.replace(made.words.slice(0, 12), `Незамедлительно ${made.words.slice(0, 12)}`),
    );
    const { fileId } = await receive(made, changed);
    const at = { documentId: made.documentId, fileId };
    const preview = await module().queries.getReturnedFile(test.as('drafter'), {
      id: made.documentId,
      fileId,
    });
    expect(preview.counts).toMatchObject({ suggestions: 2, untracked: 1, lost: 0 });
    expect(preview.groups.map(({ name }) => name)).toContain('П. П. Партнёров');
    expect(await module().commands.takeFile(test.as('secretary'), at)).toEqual({
      suggestions: 2,
      remarks: 0,
    });
    expect(await refusal(module().commands.takeFile(test.as('secretary'), at))).toBe('documents/file-taken');
    const view = await page(made.documentId);
    expect(view.groups).toHaveLength(2);
    const partner = view.groups.find(({ name }) => name === 'П. П. Партнёров');
    expect(partner).toMatchObject({ block: made.item.id, source: expect.stringContaining('правки.docx') });
    const ids = view.groups.flatMap(({ openIds }) => openIds);
    await module().commands.decideSuggestions(test.as('drafter'), {
      documentId: made.documentId,
      ids,
      outcome: 'accepted',
    });
    expect((await page(made.documentId)).groups[0]?.now).toBe(
      `Незамедлительно ${made.words} в кратчайший срок`,
    );
    expect(await test.auditOf(made.documentId)).toEqual([
      'document.created',
      'document.file-received',
      'document.file-taken',
      'document.suggestions-decided',
    ]);
  });

  it('our own suggestions and remarks in it are not taken again', async () => {
    const made = await setUp();
    const { documentId, versionSha256, item, words } = made;
    const secretary = test.as('secretary');
    await module().commands.makeRemark(secretary, { documentId, block: item.id, text: 'Проверить срок' });
    await module().commands.suggestChange(secretary, {
      change: 'rewrite',
      documentId,
      baseSha256: versionSha256,
      block: item.id,
      text: `${words} Доложить.`,
    });
    await module().commands.suggestChange(secretary, {
      change: 'insert',
      documentId,
      baseSha256: versionSha256,
      block: item.id,
      text: 'Создать рабочую группу.',
    });
    const { bytes } = await module().queries.exportWorkingCopy(secretary, { id: documentId });
    const { fileId } = await receive(made, bytes);
    const view = await module().queries.getReturnedFile(secretary, { id: documentId, fileId });
    expect(view.counts).toEqual({ suggestions: 0, remarks: 0, untracked: 0, lost: 0, known: 3 });
  });

  it('of another kind or broken is refused in words; strangers bring nothing', async () => {
    const made = await setUp();
    const bytes = (text: string) => new TextEncoder().encode(text);
    expect(await refusal(receive(made, bytes('Просто текст')))).toBe('documents/file-not-docx');
    expect(await refusal(receive(made, bytes('%PDF-1.7 …')))).toBe('office/pdf-given');
    expect(await refusal(receive(made, new Uint8Array()))).toBe('office/empty');
    expect(await refusal(receive(made, made.bytes.slice(0, 2000)))).toMatch(/^office\//);
    const stranger = module().commands.receiveFile(test.as('approver-houses'), {
      documentId: made.documentId,
      name: 'x.docx',
      bytes: made.bytes,
    });
    expect(await refusal(stranger)).toBe('documents/not-found');
    const other = await setUp();
    const { fileId } = await receive(made, made.bytes);
    expect(
      await refusal(module().queries.getReturnedFile(test.as('drafter'), { id: other.documentId, fileId })),
    ).toBe('documents/file-unknown');
  });
});
