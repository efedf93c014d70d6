// A file held against the issued ones: re-saved, changed, hostile; and kinds that tell nothing.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { codeInFile } from '~/modules/documents/index.server';
import { sha256Hex } from '~/shared/sha256.server';
import { OWNER, registerTestApp } from '../../setup/test-app';
import { adopted } from './life';

const test = registerTestApp();
const soffice = spawnSync('soffice', ['--version']).status === 0;
if (!soffice) console.log('skipped: a DOCX re-saved by LibreOffice (soffice is not installed here)');

let code: string;
let name: string;
let docx: Uint8Array;

beforeAll(async () => {
  const made = await adopted(test);
  const { commands, queries } = test.app.services.documents;
  await commands.issueDocument(test.as('chair'), made);
  const view = await queries.getDocument(test.as('drafter'), { id: made.documentId });
  code = view.verifyUrl!.split('/').at(-1)!;
  const file = view.files.find(({ format }) => format === 'docx')!;
  name = file.name;
  docx = (await queries.getIssuedFile(test.as('drafter'), { sha256: file.sha256 })).bytes;
}, 120_000);

const compare = (bytes: Uint8Array, of = code) =>
  test.app.services.documents.queries.compareFile(test.anonymous(), { code: of, bytes });

/** The same package packed anew, after `change`. */
function repacked(change: (parts: Zippable & Record<string, Uint8Array>) => void = () => {}): Uint8Array {
  const parts = unzipSync(docx);
  change(parts);
  return zipSync(parts, { level: 1, mtime: new Date('2026-10-01T00:00:00Z') });
}
const edited = (part: string, from: RegExp | string, to: string) =>
  repacked((parts) => {
    const before = strFromU8(parts[part]!);
    const after = before.replace(from, to);
    if (after === before) throw new Error(`nothing to change in ${part}`);
    parts[part] = strToU8(after);
  });
const inBody = (from: RegExp | string, to: string) => edited('word/document.xml', from, to);
const beforeEnd = (xml: string) => inBody(/<w:sectPr(?![\s\S]*<w:sectPr)/, `${xml}<w:sectPr`);

describe('a file held against the issued ones', () => {
  it('is the same byte for byte', async () => {
    expect(await compare(docx)).toEqual({ outcome: 'same-bytes', name });
  });

  it('was packed anew: the text is the same', async () => {
    expect(await compare(repacked())).toEqual({ outcome: 'same-text', name });
    expect(await compare(repacked(), code.toLowerCase())).toEqual({ outcome: 'same-text', name });
  });

  it.runIf(soffice)(
    'was saved by LibreOffice: the text is the same, a changed word is seen',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'khartia-resaved-'));
      try {
        writeFileSync(join(folder, 'one.docx'), docx);
        writeFileSync(join(folder, 'other.docx'), inBody('Приозёрской', 'Заозёрской'));
        execFileSync(
          'soffice',
          [
            `-env:UserInstallation=file://${folder}/profile`,
            '--headless',
            '--convert-to',
            'docx:MS Word 2007 XML',
            '--outdir',
            join(folder, 'saved'),
            join(folder, 'one.docx'),
            join(folder, 'other.docx'),
          ],
          { stdio: 'ignore' },
        );
        const saved = (file: string) => new Uint8Array(readFileSync(join(folder, 'saved', file)));
        expect(Buffer.from(saved('one.docx')).equals(Buffer.from(docx))).toBe(false);
        expect(await compare(saved('one.docx'))).toEqual({ outcome: 'same-text', name });
        expect(await compare(saved('other.docx'))).toEqual({ outcome: 'other-text' });
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    120_000,
  );

  it.each<[string, () => Uint8Array]>([
    ['one letter', () => inBody('Приозёрской', 'Приозёрскoй')],
    ['a paragraph more', () => beforeEnd('<w:p><w:r><w:t>И ещё.</w:t></w:r></w:p>')],
    [
      'a tracked insertion',
      () => beforeEnd('<w:p><w:ins w:id="900" w:author="x"><w:r><w:t>Вставка</w:t></w:r></w:ins></w:p>'),
    ],
    [
      'a tracked deletion that still shows',
      () =>
        beforeEnd(
          '<w:p><w:del w:id="901" w:author="x"><w:r><w:delText>Снято</w:delText></w:r></w:del></w:p>',
        ),
    ],
    [
      'an automatic number',
      () => edited('word/numbering.xml', /(<w:start(?:Override)? w:val=)"1"/g, '$1"5"'),
    ],
    [
      'the foot of the page',
      () =>
        repacked((parts) => {
          for (const part of Object.keys(parts).filter((one) => /footer\d*\.xml$/.test(one)))
            parts[part] = strToU8(strFromU8(parts[part]!).replaceAll('подлинность', 'подлинности'));
        }),
    ],
    [
      'a note',
      () =>
        edited(
          'word/footnotes.xml',
          /<\/w:footnotes>/,
          '<w:footnote w:id="7"><w:p><w:r><w:t>Кроме п. 3</w:t></w:r></w:p></w:footnote></w:footnotes>',
        ),
    ],
  ])('differs by %s, and nothing of the text is told', async (_, make) => {
    expect(await compare(make())).toEqual({ outcome: 'other-text' });
  });

  it('with another file put into it is not called the same', async () => {
    const answer = await compare(beforeEnd('<w:altChunk r:id="rId99"/>'));
    expect(answer).toMatchObject({ outcome: 'unread' });
  });

  it.each<[string, () => Uint8Array, RegExp]>([
    ['nothing', () => new Uint8Array(), /пуст/],
    ['a PDF', () => strToU8('%PDF-1.7\n'), /не DOCX/],
    ['a program', () => new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 1]), /не DOCX/],
    ['an archive that is no document', () => zipSync({ 'a.txt': strToU8('текст') }), /архив/],
    ['half a file', () => docx.slice(0, docx.length / 2), /повреждён/],
    ['too many bytes', () => Buffer.concat([docx, new Uint8Array(5 * 1024 * 1024)]), /велик/],
    [
      'a bomb',
      () =>
        repacked((parts) => {
          parts['word/document.xml'] = new Uint8Array(40 * 1024 * 1024).fill(32);
        }),
      /не принят/,
    ],
    ['entities', () => inBody('<w:document', '<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document'), /не принят/],
    [
      'a path that leaves the archive',
      () =>
        repacked((parts) => {
          parts['../../etc/passwd'] = strToU8('x');
        }),
      /не принят/,
    ],
    [
      'macros',
      () =>
        repacked((parts) => {
          parts['word/vbaProject.bin'] = strToU8('x');
        }),
      /макрос/,
    ],
  ])('cannot be read: %s', async (_, make, reason) => {
    expect(await compare(make())).toEqual({ outcome: 'unread', reason: expect.stringMatching(reason) });
  });

  it('says nothing for a kind that is never published, whatever file is held against it', async () => {
    const template = await test.app.templates.getCurrentTemplate('mediation-agreement/settlement');
    const { commands, queries } = test.app.services.documents;
    const secret = await commands.createDocument(test.as('drafter'), {
      templateId: 'mediation-agreement/settlement',
      owner: OWNER,
      fields: template.sample ?? {},
    });
    // As if it had been issued with these very files.
    const stored = test.app.storage.connection.collection<{ _id: string; issued: unknown[] }>('documents');
    const { issued } = (await stored.findOne({ verifyCode: code }))!;
    await stored.updateOne({ _id: secret.documentId }, { $set: { issued, verifyCode: '7777777777' } });
    for (const bytes of [docx, repacked(), strToU8('%PDF-1.7')])
      expect(await compare(bytes, '7777777777')).toBeNull();
    const shown = await queries.verifyDocument(test.anonymous(), { code: '7777777777' });
    expect(shown).toMatchObject({ found: true, title: null, kindName: null, files: [] });
    expect(shown.status).toMatch(/^подлинник, /);
    // Two documents never have the same file: the next test asks whose it is.
    await stored.updateOne({ _id: secret.documentId }, { $set: { issued: [] } });
  });

  it('tells its document by its bytes, or by the code at its foot', async () => {
    const { findCodeOfFile } = test.app.services.documents.queries;
    const codeOf = (sha256: string) => findCodeOfFile(test.anonymous(), { sha256 });
    expect(await codeOf(sha256Hex(docx))).toBe(code);
    expect(await codeOf(sha256Hex(repacked()))).toBeNull();
    expect(await codeOf('$ne')).toBeNull();
    expect(codeInFile(repacked())).toBe(code);
    expect(codeInFile(strToU8('нет'))).toBeNull();
  });

  it('says nothing for a code that is not there', async () => {
    expect(await compare(docx, 'ZZZZ99ZZZZ')).toBeNull();
    expect(await compare(docx, '')).toBeNull();
  });
});
