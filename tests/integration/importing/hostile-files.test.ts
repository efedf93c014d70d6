// What people really upload: broken, hostile, mistaken files are refused with words on what to do; odd ones are read
// whole, with everything that was doubtful told.
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { bodyToText, type ImportedText, importOfficeDocument, readPastedHtml } from '~/modules/documents';
import { textOf } from '~/platform/office';
import { readOfficeFile } from '~/platform/office/index.server';
import { countingIds } from '~/shared/ids';

const W =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const run = (text: string, properties = '') =>
  `<w:r>${properties}<w:t xml:space="preserve">${text}</w:t></w:r>`;
const p = (inside: string, properties = '') => `<w:p>${properties}${inside}</w:p>`;
const listed = (numId: string, level = 0) =>
  `<w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${numId}"/></w:numPr></w:pPr>`;

function docx(body: string, parts: Record<string, string> = {}): Uint8Array {
  const rels = Object.keys(parts)
    .filter((name) => name.startsWith('word/'))
    .map(
      (name, i) =>
        `<Relationship Id="p${i}" Type="${R}/${/(\w+)\.xml$/.exec(name)?.[1]}" Target="${name.slice(5)}"/>`,
    );
  const relations = (inside: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inside}</Relationships>`;
  const all: Record<string, string> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relations(`<Relationship Id="m" Type="${R}/officeDocument" Target="word/document.xml"/>`),
    'word/document.xml': `<w:document ${W}><w:body>${body}</w:body></w:document>`,
    'word/_rels/document.xml.rels': relations(rels.join('')),
    ...parts,
  };
  return zipSync(Object.fromEntries(Object.entries(all).map(([name, xml]) => [name, strToU8(xml)])));
}

const NUMBERING = `<w:numbering ${W}><w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="russianLower"/><w:lvlText w:val="%3)"/></w:lvl>
</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="8"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num></w:numbering>`;

const read = (bytes: Uint8Array): ImportedText =>
  importOfficeDocument(readOfficeFile(bytes), { newId: countingIds() });
const kinds = (result: ImportedText) => new Set(result.doubts.map(({ kind }) => kind));

describe('files that are refused', () => {
  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document ${W}><w:body>&b;</w:body></w:document>`;
  const ole = (stream: string) =>
    new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Buffer.from(stream, 'utf16le')]);
  const cases: [string, Uint8Array, string][] = [
    ['an empty file', new Uint8Array(), 'empty'],
    ['a PDF called .docx', strToU8('%PDF-1.7 ...'), 'pdf-given'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]), 'image-given'],
    ['old Word', ole('WordDocument'), 'old-word'],
    ['old Excel', ole('Workbook'), 'spreadsheet-given'],
    ['a file with a password', ole('EncryptedPackage'), 'encrypted'],
    ['bytes of nothing', new Uint8Array(400).map((_, i) => (i * 7) % 32), 'unknown-format'],
    ['an archive', zipSync({ 'a.txt': strToU8('a') }), 'unknown-format'],
    ['half of a document', docx(p(run('слово'))).slice(0, 300), 'damaged'],
    ['a document without its text', zipSync({ '[Content_Types].xml': strToU8('<Types/>') }), 'damaged'],
    ['broken markup', docx('<w:p><w:r></w:p>'), 'damaged'],
    ['Excel', docx('', { 'xl/workbook.xml': '<x/>' }), 'spreadsheet-given'],
    ['macros', docx(p(run('а')), { 'word/vbaProject.bin': 'x' }), 'macros'],
    ['an entity bomb', docx('', { 'word/document.xml': bomb }), 'hostile'],
    ['a path out of the archive', docx(p(run('а')), { '../../etc/passwd': 'x' }), 'hostile'],
    [
      'a zip bomb',
      zipSync(
        { '[Content_Types].xml': strToU8('<T/>'), 'word/document.xml': new Uint8Array(64_000_000) },
        { level: 9 },
      ),
      'hostile',
    ],
    ['nesting without end', docx('<w:sdt>'.repeat(400) + '</w:sdt>'.repeat(400)), 'hostile'],
    ['only blank lines', docx(p('') + p(run('  '))), 'no-text'],
    ['more than 20 MB', new Uint8Array(21 * 1024 * 1024), 'too-large'],
  ];
  it.each(cases)('%s', (_, bytes, code) => {
    try {
      readOfficeFile(bytes);
      expect.unreachable('it was read');
    } catch (error) {
      expect((error as { code: string }).code).toBe(`office/${code}`);
      expect((error as Error).message).toMatch(/[а-яё].*\./i);
    }
  });
});

describe('odd files that are read whole', () => {
  it('numbers are counted as Word counts them; broken numbering is told', () => {
    const result = read(
      docx(
        [
          p(run('Первый'), listed('7')),
          p(run('Подпункт'), listed('7', 1)),
          p(run('литера'), listed('7', 2)),
          p(run('Второй'), listed('7')),
          p(run('Пятый'), listed('8')),
          p(run('Чужой'), listed('99')),
        ].join(''),
        { 'word/numbering.xml': NUMBERING },
      ),
    );
    expect(bodyToText(result.body)).toBe('1. Первый\n1.1. Подпункт\nа) литера\n2. Второй\n3. Пятый\nЧужой');
    expect(result.doubts.map(({ message }) => message)).toContain('Номер 5 вычисляется заново: станет 3');
    expect(result.doubts.some(({ message }) => message.startsWith('Нумерация в файле нарушена'))).toBe(true);
    expect(result.stats.lost).toEqual([]);
  });

  it('nested tables, pictures, notes, comments of ten authors, tracked changes: nothing is lost', () => {
    const cell = (inside: string) => `<w:tc>${inside}</w:tc>`;
    const inner = `<w:tbl><w:tr>${cell(p(run('внутри')))}</w:tr></w:tbl>`;
    const table = `<w:tbl><w:tr>${cell(p(run('снаружи')) + inner + p(''))}${cell(p(run('рядом')))}</w:tr></w:tbl>`;
    const who = (i: number) =>
      `w:id="${i}" w:author="Рецензент ${i}" w:date="2026-09-0${(i % 9) + 1}T10:00:00Z"`;
    const comments = Array.from(
      { length: 10 },
      (_, i) => `<w:comment ${who(i)}>${p(run(`примечание ${i}`))}</w:comment>`,
    );
    const changed = p(
      `${run('Было ')}<w:del ${who(1)}><w:r><w:delText>старое</w:delText></w:r></w:del><w:ins ${who(2)}>${run('новое')}</w:ins>`,
    );
    const noted = p(
      `${run('Слово')}<w:r><w:footnoteReference w:id="2"/></w:r>${run(' дальше.')}<w:r><w:drawing/></w:r>`,
    );
    const document = readOfficeFile(
      docx(table + changed + noted, {
        'word/comments.xml': `<w:comments ${W}>${comments.join('')}</w:comments>`,
        'word/footnotes.xml': `<w:footnotes ${W}><w:footnote w:id="2">${p(run('текст сноски'))}</w:footnote></w:footnotes>`,
      }),
    );
    expect(document.comments.map(({ author }) => author)).toHaveLength(10);
    const paragraph = document.blocks[1];
    expect(paragraph?.type === 'paragraph' && [textOf(paragraph), textOf(paragraph, 'original')]).toEqual([
      'Было новое',
      'Было старое',
    ]);
    const result = importOfficeDocument(document, { newId: countingIds() });
    expect(bodyToText(result.body)).toBe(
      'снаружи внутри\tрядом\nБыло новое\nСлово[1] дальше.\n[1] текст сноски',
    );
    expect(result.stats).toMatchObject({ images: 1, notes: 1, comments: 10, revisions: 2, lost: [] });
    for (const kind of ['table', 'image', 'note', 'comment', 'revision'] as const)
      expect(kinds(result)).toContain(kind);
  });

  it.each(['utf-8', 'utf-16le', 'windows-1251', 'koi8-r', 'cp866'])('a text in %s', async (encoding) => {
    const { default: iconv } = await import('iconv-lite');
    const text = 'РЕЗОЛЮЦИЯ\nкруглого стола\n\n1. Одобрить практику домов.\n2. Продолжить её.';
    const result = read(iconv.encode(text, encoding));
    expect(bodyToText(result.body)).toBe('1. Одобрить практику домов.\n2. Продолжить её.');
    expect(result.title).toBe('РЕЗОЛЮЦИЯ круглого стола');
  });

  it('RTF: code page, unicode, marks, a note, a table', () => {
    const rtf = String.raw`{\rtf1\ansi\ansicpg1251{\fonttbl{\f0\fcharset204 Times;}}\f0 \'d0\'e5\'f8\'e8\'eb\'e8:\par 1. \b \u1054?\'e4\'ee\'e1\'f0\'e8\'f2\'fc\b0 .{\footnote \'f1\'ed\'ee\'f1\'ea\'e0}\par\trowd\intbl \'e0\cell \'e1\cell\row\pard \'ea\'ee\'ed\'e5\'f6\par}`;
    const result = read(strToU8(rtf));
    expect(bodyToText(result.body)).toBe('Решили:\n1. Одобрить.[1]\n[1] сноска\nа\tб\nконец');
    expect(JSON.stringify(result.body)).toContain('"strong"');
    expect(result.stats.lost).toEqual([]);
  });

  it('a page of the web and a spreadsheet pasted: megabytes are read or refused in words, never cut', () => {
    const page = `<div><nav>меню</nav>${'<p>Абзац страницы о делах дома и двора.</p>'.repeat(20_000 / 4)}</div>`;
    expect(readPastedHtml(page, { newId: countingIds() }).body.blocks).toHaveLength(5001);
    const sheet = `<table>${'<tr><td>12</td><td>рублей</td></tr>'.repeat(3000)}</table>`;
    expect(readPastedHtml(sheet, { newId: countingIds() }).body.blocks).toMatchObject([
      { type: 'table' },
      { type: 'table' },
    ]);
    expect(() => readPastedHtml(`<p>${'ж'.repeat(2_600_000)}</p>`, { newId: countingIds() })).toThrow(
      /велик|предел|больш/i,
    );
  });
});
