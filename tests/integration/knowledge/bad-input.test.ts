// What is no act, is hostile or is badly made: refused or told, and nothing is half-saved.
import { strToU8, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
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

  it('leaves nothing visible of an import that was never published', async () => {
    await stage(encode(LAW));
    const list = await knowledge().queries.listActs(test.anonymous(), { page: 1, q: '902' });
    expect(JSON.stringify(list)).not.toContain('902-ФЗ');
  });
});
