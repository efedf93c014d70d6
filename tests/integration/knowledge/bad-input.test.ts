// What is no act, is hostile or is badly made: refused or told, and nothing is half-saved.
import { strToU8, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { describe, expect, it, vi } from 'vitest';
import { registerTestApp } from '../../setup/test-app';

const test = registerTestApp();
const encode = (text: string) => new TextEncoder().encode(text);
const knowledge = () => test.app.services.knowledge;
const stage = (bytes: Uint8Array, name = 'akt.txt') =>
  knowledge().commands.stageAct(test.app.system('test'), { name, bytes });
const preview = async (bytes: Uint8Array) => {
  const { importId } = await stage(bytes);
  return knowledge().queries.getImport(test.app.system('test'), importId);
};

const LAW = `ФЕДЕРАЛЬНЫЙ ЗАКОН
О дворовых площадках
от 3 марта 2015 г. N 902-ФЗ
Статья 1. Основные понятия
1. Площадка открыта для всех жителей дома.
Статья 2. Уход за площадкой
1. Уход ведёт тот, кто её содержит.
`;

const CARD = {
  card: {
    kind: 'federal-law',
    number: '902-ФЗ',
    date: '2015-03-03',
    title: 'О дворовых площадках',
    issuer: null,
    shortName: 'Закон о площадках',
  },
  validFrom: '2015-04-01',
  revisedOn: null,
} as const;

/** Records of editions that no act points to. */
async function leftovers(actId: string): Promise<number> {
  const act = await test.db.collection('acts').findOne({ _id: actId as never });
  const visible = ((act?.editions ?? []) as { id: string }[]).map(({ id }) => id);
  const editions = test.db
    .collection('editions')
    .countDocuments({ actId, _id: { $nin: visible as never[] } });
  const provisions = test.db.collection('provisions').countDocuments({ actId, editionId: { $nin: visible } });
  return (await editions) + (await provisions);
}

/** One page with nothing but a drawn rectangle: a scan as a program sees it. */
function scannedPdf(): Uint8Array {
  const parts = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>',
    '<</Length 21>>stream\n10 10 200 200 re f   \nendstream',
  ];
  let body = '%PDF-1.4\n';
  const places = parts.map((part, index) => {
    const at = body.length;
    body += `${index + 1} 0 obj${part}endobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 5\n0000000000 65535 f \n${places.join('')}`;
  return encode(`${body}${table}trailer<</Size 5/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF`);
}

const docx = (files: Record<string, string>) =>
  zipSync({
    '[Content_Types].xml': strToU8(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    ),
    ...Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])),
  });

describe('bad input of the knowledge base', () => {
  it('keeps a repeated article and says so', async () => {
    const found = await preview(encode(LAW.replace('Статья 2. Уход', 'Статья 1. Уход')));
    expect(found.doubts.map(({ rule }) => rule)).toContain('repeated-number');
  });

  it('tells of a missing number', async () => {
    const found = await preview(encode(`${LAW}2. Второй пункт.\n4. Четвёртый пункт.\n`));
    expect(found.doubts.map(({ rule }) => rule)).toContain('number-skipped');
  });

  it('takes an article whose word has a Latin letter, with a doubt', async () => {
    const found = await preview(encode(LAW.replace('Статья 2', 'Cтатья 2')));
    expect(found.counts.st).toBe(2);
    expect(found.doubts.map(({ rule }) => rule)).toContain('look-alike-letters');
  });

  it.each(['koi8-r', 'win1251', 'cp866', 'utf16le'])('reads %s', async (encoding) => {
    const bytes = iconv.encode(LAW, encoding, { addBOM: encoding === 'utf16le' });
    const found = await preview(new Uint8Array(bytes));
    expect(found.card.number).toBe('902-ФЗ');
    expect(found.counts.st).toBe(2);
  });

  it('refuses fifty megabytes before reading them', async () => {
    await expect(stage(new Uint8Array(50 * 1024 * 1024).fill(0x61))).rejects.toMatchObject({
      code: 'knowledge/file-too-big',
    });
  });

  it('refuses a zip bomb and XML entities in a DOCX', async () => {
    const bomb = docx({ 'word/document.xml': `<w:document>${' '.repeat(80 * 1024 * 1024)}</w:document>` });
    expect(bomb.length).toBeLessThan(2 * 1024 * 1024);
    await expect(stage(bomb, 'akt.docx')).rejects.toMatchObject({ code: expect.stringMatching(/^office/) });
    const entities = docx({
      'word/document.xml':
        '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>',
    });
    await expect(stage(entities, 'akt.docx')).rejects.toBeTruthy();
  });

  it('refuses a DOCX with macros, a broken archive and an encrypted one, and says what to do', async () => {
    const body =
      '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>1. Пункт</w:t></w:r></w:p></w:body></w:document>';
    const macros = docx({ 'word/document.xml': body, 'word/vbaProject.bin': 'x' });
    await expect(stage(macros, 'akt.docm')).rejects.toMatchObject({
      code: 'office/macros',
      message: expect.stringContaining('без макросов'),
    });
    const whole = docx({ 'word/document.xml': body });
    await expect(stage(whole.slice(0, whole.length - 40), 'akt.docx')).rejects.toMatchObject({
      code: 'office/damaged',
    });
    const ole = new Uint8Array([
      ...[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
      ...iconv.encode('EncryptedPackage', 'utf16le'),
    ]);
    await expect(stage(ole, 'akt.docx')).rejects.toMatchObject({ code: 'office/encrypted' });
  });

  it('refuses an empty file and a PDF without a text layer with advice', async () => {
    for (const bytes of [new Uint8Array(), encode('  \n\t\n'), scannedPdf()])
      await expect(stage(bytes, 'скан.pdf')).rejects.toMatchObject({
        code: 'knowledge/no-text',
        message: expect.stringContaining('Распознайте'),
      });
  });

  it('refuses what is no act, and binary noise under the name of a text', async () => {
    const letter = await stage(encode('Дорогие соседи!\nПриходите на субботник.\n'));
    await expect(
      knowledge().commands.publishAct(test.app.system('test'), { ...letter, ...CARD }),
    ).rejects.toMatchObject({ code: 'knowledge/not-an-act' });
    const noise = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251);
    await expect(stage(noise, 'zakon.txt')).rejects.toMatchObject({
      code: expect.stringMatching(/^(?:office|knowledge)\//),
    });
  });

  it('is not misled by a wrong declared encoding or by letters broken twice', async () => {
    const lying = `<html><head><meta charset="utf-8"></head><body>${LAW.split('\n')
      .map((line) => `<p>${line}</p>`)
      .join('')}</body></html>`;
    const found = await preview(new Uint8Array(iconv.encode(lying, 'win1251')));
    expect(found.card.number).toBe('902-ФЗ');
    const twice = iconv.decode(Buffer.from(LAW, 'utf8'), 'win1251');
    await expect(stage(encode(twice))).rejects.toMatchObject({ code: 'knowledge/letters-broken' });
  });

  it('tells of look-alike letters anywhere in a word, and keeps the text to the letter', async () => {
    const found = await preview(encode(LAW.replace('Площадка открыта', 'Плoщадкa открыта')));
    expect(found.doubts.map(({ rule }) => rule)).toContain('look-alike-letters');
    expect(found.provisions.some(({ text }) => text.startsWith('Плoщадкa'))).toBe(true);
  });

  it('tells of a point outside any article and of an article that goes back', async () => {
    const found = await preview(encode(LAW.replace('Статья 2. Уход', 'Статья 0. Уход')));
    expect(found.doubts.map(({ rule }) => rule)).toContain('number-goes-back');
    const points = await preview(encode(LAW.replace('1. Уход ведёт', '1) Уход ведёт')));
    expect(points.doubts.map(({ rule }) => rule)).toContain('level-skipped');
  });

  it('refuses two editions of one day, also when both are published at once', async () => {
    const ctx = test.app.system('test');
    const card = { ...CARD, card: { ...CARD.card, number: '903-ФЗ' } };
    const both = await Promise.all([stage(encode(LAW)), stage(encode(`${LAW}Статья 3. Ещё\n`))]);
    const done = await Promise.allSettled(
      both.map(({ importId }) => knowledge().commands.publishAct(ctx, { importId, ...card })),
    );
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = done.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(refused.reason).toMatchObject({ code: 'knowledge/edition-exists' });
    const { act } = await knowledge().queries.getActContents(test.anonymous(), { actId: 'fz-903-2015' });
    expect(act.editions).toHaveLength(1);
  });

  it('publishes beside the request: once however often asked, told how far, a late refusal kept', async () => {
    const ctx = test.app.system('test');
    const { commands, queries } = knowledge();
    const input = { ...CARD, card: { ...CARD.card, number: '906-ФЗ' } };
    const first = await stage(encode(LAW));
    const asked = await Promise.all(
      [1, 2].map(() => commands.startPublishing(ctx, { ...first, ...input }, 0)),
    );
    expect(asked.map(({ actId }) => actId)).toEqual(['fz-906-2015', 'fz-906-2015']);
    expect(asked.some(({ isDone }) => !isDone)).toBe(true);
    await vi.waitFor(() =>
      expect(queries.getPublishing(ctx, first.importId)).rejects.toMatchObject({
        code: 'knowledge/import-not-found',
      }),
    );
    const { act } = await queries.getActContents(test.anonymous(), { actId: 'fz-906-2015' });
    expect(act.editions).toHaveLength(1);

    const second = await stage(encode(`${LAW}Статья 3. Ещё\n`));
    await expect(commands.startPublishing(ctx, { ...second, ...input })).rejects.toMatchObject({
      code: 'knowledge/edition-exists',
    });
    const kept = await queries.getPublishing(ctx, second.importId);
    expect(kept).toMatchObject({ isGoingOn: false, failure: expect.stringContaining('уже загружена') });
    const other = { ...second, ...input, validFrom: '2020-01-01' };
    expect(await commands.startPublishing(ctx, other)).toEqual({ actId: 'fz-906-2015', isDone: true });
  });

  it('tells a publishing whose process was killed from one that goes on, and takes it up again', async () => {
    const ctx = test.app.system('test');
    const { commands, queries } = knowledge();
    const { importId } = await stage(encode(LAW));
    const publishing = { actId: 'fz-908-2015', at: ctx.now(), done: 5, total: 9, failure: null };
    await test.db.collection('actImports').updateOne({ _id: importId as never }, { $set: { publishing } });
    expect(await queries.getPublishing(ctx, importId)).toMatchObject({ isGoingOn: true, done: 5, total: 9 });
    test.clock.advance(2 * 60_000);
    expect(await queries.getPublishing(ctx, importId)).toMatchObject({ isGoingOn: false, failure: null });
    const input = { importId, ...CARD, card: { ...CARD.card, number: '908-ФЗ' } };
    expect(await commands.startPublishing(ctx, input)).toEqual({ actId: 'fz-908-2015', isDone: true });
  });

  it('refuses more text than a staged import can hold', async () => {
    const line = `${'Двор общий. '.repeat(40)}\n`;
    await expect(stage(encode(`${LAW}${line.repeat(18_000)}`))).rejects.toMatchObject({
      code: 'knowledge/file-kind',
    });
  });

  it('shows nothing of an import that failed half-way, and takes the act again', async () => {
    const ctx = test.app.system('test');
    const card = { ...CARD, card: { ...CARD.card, number: '904-ФЗ' } };
    const { importId } = await stage(encode(LAW));
    const killed = knowledge().commands.publishAct(ctx, { importId, ...card }, () => {
      throw new Error('killed');
    });
    await expect(killed).rejects.toThrow('killed');
    await expect(
      knowledge().queries.getActContents(test.anonymous(), { actId: 'fz-904-2015' }),
    ).rejects.toMatchObject({ code: 'knowledge/act-not-found' });
    expect(await leftovers('fz-904-2015')).toBe(0);
    // The staged import is still there: the same button finishes the work.
    await knowledge().commands.publishAct(ctx, { importId, ...card });
    const found = await knowledge().queries.getProvision(test.anonymous(), {
      actId: 'fz-904-2015',
      path: 'st-2',
    });
    expect(found.unit.title).toContain('Уход');
  });

  it('clears away what a process killed in the middle of an import left, and nothing else', async () => {
    const ctx = test.app.system('test');
    const [whole] = await test.db.collection('editions').find({ actId: 'fz-904-2015' }).toArray();
    const [unit] = await test.db.collection('provisions').find({ actId: 'fz-904-2015' }).toArray();
    const half = { editionId: 'edn_half', actId: 'fz-904-2015' };
    await test.db.collection('editions').insertOne({ ...whole, _id: 'edn_half' as never });
    await test.db.collection('provisions').insertOne({ ...unit, ...half, _id: 'edn_half:0' as never });
    const before = await leftovers('fz-904-2015');
    expect(before).toBeGreaterThan(0);
    test.clock.advance(2 * 3_600_000);
    const other = { ...CARD, card: { ...CARD.card, number: '905-ФЗ' } };
    await knowledge().commands.publishAct(ctx, { ...(await stage(encode(LAW))), ...other });
    expect(await leftovers('fz-904-2015')).toBe(0);
    const kept = await knowledge().queries.getActContents(test.anonymous(), { actId: 'fz-904-2015' });
    expect(kept.rows).toHaveLength(2);
  });

  it('leaves nothing visible of an import that was never published', async () => {
    await stage(encode(LAW));
    const list = await knowledge().queries.listActs(test.anonymous(), { page: 1, q: '902' });
    expect(JSON.stringify(list)).not.toContain('902-ФЗ');
  });
});
