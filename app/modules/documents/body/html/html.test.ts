import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { countingIds } from '~/shared/ids';
import { bodyArbitrary, messyBodyArbitrary } from '../../../../../tests/factories/body.arbitrary';
import {
  buildAddresseeResolution,
  buildFlatResolution,
  buildRegulation,
  buildSectionResolution,
} from '../../../../../tests/factories/body.factory';
import { normalizeBody } from '../normalize';
import { computeNumbers } from '../numbering';
import { flattenBlocks } from '../walk';
import { readBodyHtml, readTemplateHtml } from './read-html';
import { writeHtml } from './write-html';

// Properties take seconds on a busy machine; the default of 5 s would fail them for being slow, not wrong.
vi.setConfig({ testTimeout: 60_000 });

const template = (html: string) =>
  readTemplateHtml(html, { template: 'resolution', release: 'r1', newId: countingIds(), file: 'body.hbs' });
const article = (inner: string) => `<article data-numbering="flat">\n${inner}\n</article>`;
const messages = (html: string) => template(html).problems.map((p) => `${p.line}:${p.column} ${p.message}`);

describe('tree -> HTML -> tree', () => {
  it('gives the normalised tree, ids and origins included', () => {
    fc.assert(
      fc.property(bodyArbitrary, (body) => {
        const { body: back, problems } = readBodyHtml(writeHtml(body), { newId: countingIds() });
        expect(problems).toEqual([]);
        expect(back).toEqual(body);
      }),
    );
  });

  it('normalises what was not', () => {
    fc.assert(
      fc.property(messyBodyArbitrary, (messy) => {
        const body = normalizeBody(messy, countingIds());
        expect(readBodyHtml(writeHtml(body), { newId: countingIds() }).body).toEqual(body);
      }),
    );
  });

  it.each([
    ['flat', buildFlatResolution()],
    ['addressee', buildAddresseeResolution()],
    ['section', buildSectionResolution()],
    ['regulation', buildRegulation()],
  ])('holds for the %s paper', (_, body) => {
    expect(readBodyHtml(writeHtml(body), { newId: countingIds() })).toEqual({ body, problems: [] });
  });

  it('lets no markup out of a text', () => {
    const body = normalizeBody(
      {
        schemaVersion: 1,
        numbering: 'flat',
        blocks: [
          {
            type: 'item',
            id: '"><script>',
            content: [{ type: 'text', text: '<script>alert("1")</script>&amp;' }],
            responsible: ['а|б\\', '"'],
            children: [],
          },
        ],
      },
      countingIds(),
    );
    expect(writeHtml(body)).not.toContain('<script');
    expect(readBodyHtml(writeHtml(body), { newId: countingIds() }).body).toEqual(body);
  });
});

describe('readTemplateHtml', () => {
  const RESOLUTION = article(`
    <p data-slot="intro">Участники <strong>решили</strong>:</p>
    <div data-block="item" data-slot="support" data-due-kind="date" data-due-date="2026-12-01"
         data-responsible="Совет|Правление" data-verb="recommend">
      <p>Поддержать <span data-citation data-act="zhk" data-path="st-44">ст. 44 ЖК</span>,
         см. <span data-ref="form" data-prefix="приложение"></span>&nbsp;и <span data-field="event.date" data-format="date-long"></span></p>
      <blockquote><p>«Образец»</p></blockquote>
    </div>
    <div data-block="addressees" data-slot="to:a1"><p data-addressee>Совету</p>
      <div data-block="item"><p>Учесть</p></div>
    </div>
    <table data-slot="t" data-header-rows="1"><caption>Сроки</caption><tr><th>Что</th></tr><tr><td colspan="2"><p>а</p><p>б</p></td></tr></table>
    <aside data-block="appendix" data-slot="form" data-caption="к резолюции"><h2>Форма</h2><ol><li>раз<ol><li>два</li></ol></li></ol></aside>`);

  it('reads the whole vocabulary; ids are the slots', () => {
    const { body, problems } = template(RESOLUTION);
    expect(problems).toEqual([]);
    const placed = flattenBlocks(body!);
    expect(placed.map(({ block }) => block.id)).toEqual([
      'intro',
      'support',
      'support~1',
      'to:a1',
      'to:a1~1',
      't',
      'form',
      'form~1',
    ]);
    expect(placed[1]!.block).toMatchObject({
      origin: { template: 'resolution', release: 'r1', slot: 'support' },
      due: { kind: 'date', date: '2026-12-01' },
      responsible: ['Совет', 'Правление'],
      verbKind: 'recommend',
      content: [
        { type: 'text', text: 'Поддержать ' },
        { type: 'citation', text: 'ст. 44 ЖК', act: 'zhk', path: 'st-44' },
        { type: 'text', text: ', см. ' },
        { type: 'crossRef', targetId: 'form', prefix: 'приложение' },
        { type: 'text', text: '\u00a0и ' },
        { type: 'field', path: 'event.date', format: 'date-long' },
      ],
    });
    expect(computeNumbers(body!).get('to:a1~1')?.label).toBe('2.');
  });

  it('gives the same tree every time', () => {
    expect(template(RESOLUTION)).toEqual(template(RESOLUTION));
  });

  it('tells unknown tags and attributes with their place', () => {
    const found = messages(article('<p>а</p>\n  <marquee>б</marquee>\n<p onclick="x">в</p>'));
    expect(found).toHaveLength(2);
    expect(found[0]).toMatch(/^3:3 неизвестный тег <marquee>/);
    expect(found[1]).toMatch(/^4:1 неизвестный атрибут «onclick»/);
  });

  it.each([
    ['text outside a paragraph', article('слово'), /текст вне абзаца/],
    ['an unclosed tag', article('<section><h2>а</h2>'), /не закрыт|ошибка разметки/],
    ['a stray end tag', article('<p>а</p></div>'), /ошибка разметки/],
    ['a section without a title', article('<section><p>а</p></section>'), /заголовка <h2>/],
    ['an item without its text', article('<div data-block="item"></div>'), /начинаться с <p>/],
    ['a repeated slot', article('<p data-slot="a">а</p><p data-slot="a">б</p>'), /повторяется/],
    ['a script', article('<script>alert(1)</script>'), /неизвестный тег <script>/],
    ['an unsafe link', article('<p><a href="javascript:alert(1)">а</a></p>'), /не принят/],
    ['an unknown numbering', '<article data-numbering="abc"></article>', /неизвестно/],
    [
      'a due without its date',
      article('<div data-block="item" data-due-kind="date"><p>а</p></div>'),
      /data-due-date/,
    ],
    [
      'a wrong date',
      article('<div data-block="item" data-due-kind="date" data-due-date="1.2.26"><p>а</p></div>'),
      /ГГГГ/,
    ],
    [
      'a section in an item',
      article('<div data-block="item"><p>а</p><section><h2>б</h2></section></div>'),
      /внутри <item>/,
    ],
    ['no article', '<p>а</p>', /<article/],
    ['an id of the stored form', article('<p data-id="x">а</p>'), /data-id/],
    ['a bare span', article('<p><span>а</span></p>'), /<span> должен/],
  ])('refuses %s', (_, html, reason) => {
    const { body, problems } = template(html);
    expect(body).toBeNull();
    expect(problems.map(({ message }) => message).join('\n')).toMatch(reason);
  });

  it('warns of a reference to a slot that is not there', () => {
    const { body, problems } = template(article('<p><span data-ref="gone"></span></p>'));
    expect(body).not.toBeNull();
    expect(problems).toMatchObject([{ severity: 'warning' }]);
  });

  it('refuses depth 10,000 and 5 MB as problems', () => {
    const deep = '<section><h2>а</h2>'.repeat(10_000) + '</section>'.repeat(10_000);
    expect(messages(article(deep))).toEqual([expect.stringMatching(/вложенность/)]);
    expect(messages(article(`<p>${'ж'.repeat(2_500_000)}</p>`))).toEqual([expect.stringMatching(/объём/)]);
  });
});

describe('hostile markup', () => {
  it.each([
    ['comments that never end', '<!--'.repeat(200_000)],
    ['end tags that never end', '</a'.repeat(200_000)],
    ['end tags of nothing in comments', '<!--</p>-->'.repeat(20_000)],
    ['attributes', `<p ${'a '.repeat(200_000)}>`],
    ['unclosed paragraphs', '<p>'.repeat(50_000)],
  ])(
    'takes linear time: %s',
    (_, html) => {
      expect(template(article(html)).body === null || html.startsWith('<!--</')).toBe(true);
    },
    15_000,
  );
});
