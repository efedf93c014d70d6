import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cssString, escapeHtml } from '../html/escape-html';
import { cleanText, safeHref } from './clean-text';
import { hyphenateRussian } from './hyphenate';
import { keepRunsTogether, keepTogether } from './keep-together';

const visible = (text: string) => text.replaceAll('\u00a0', '_').replaceAll('\u00ad', '|');

describe('keepTogether', () => {
  it.each([
    ['по ст. 44 ЖК РФ', 'по_ст._44 ЖК РФ'],
    ['п. 4.1 ч. 2 ст. 44', 'п._4.1 ч._2 ст._44'],
    ['от 25 сентября 2023 г. № 5', 'от_25_сентября_2023_г. №_5'],
    ['И. О. Фамилия и О.С. Образцова', 'И._О._Фамилия и_О.С._Образцова'],
    ['Образцова О.С. и другие', 'Образцова_О.С. и_другие'],
    ['слово — слово', 'слово_— слово'],
    ['г. Заречный, ул. Мира, д. 11', 'г._Заречный, ул._Мира, д._11'],
    ['приложение № 2 к положению', 'приложение_№_2 к_положению'],
    ['1 302 569 рублей', '1_302_569_рублей'],
  ])('%s', (input, expected) => {
    expect(visible(keepTogether(input))).toBe(expected);
  });

  it('leaves short words alone where spaces do not stretch', () => {
    expect(visible(keepTogether('в доме по ст. 44', { shortWords: false }))).toBe('в доме по ст._44');
  });

  it('works over runs and never changes anything but spaces', () => {
    const runs = keepRunsTogether([{ text: 'по ст. ' }, { text: '44', href: 'https://a.example' }]);
    expect(runs.map((run) => visible(run.text))).toEqual(['по_ст._', '44']);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const kept = keepTogether(text);
        expect(kept.length).toBe(text.length);
        expect(kept.replaceAll('\u00a0', ' ')).toBe(text.replaceAll('\u00a0', ' '));
        expect(keepTogether(kept)).toBe(kept);
      }),
    );
  });
});

describe('hyphenateRussian', () => {
  it('breaks long Russian words only', () => {
    expect(visible(hyphenateRussian('общественных'))).toBe('об|ще|ствен|ных');
    for (const word of ['дом', 'МИНИСТЕРСТВО', 'example', 'https://пример.рф/реестр', 'abc123']) {
      expect(hyphenateRussian(word)).toBe(word);
    }
  });

  it('gives the text back when soft hyphens are removed', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[а-яё -]{0,60}$/), (text) => {
        expect(hyphenateRussian(text).replaceAll('\u00ad', '')).toBe(text);
      }),
    );
  });
});

describe('cleanText and escaping', () => {
  it('removes what no sheet can hold', () => {
    expect(cleanText('а\u0000б\u202eв\ud800г\nд')).toBe('абв\ufffdг д');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(cleanText(cleanText(text))).toBe(cleanText(text));
      }),
    );
  });

  it('lets no text become markup or style', () => {
    expect(escapeHtml(`<script>"'&`)).toBe('&lt;script&gt;&quot;&#39;&amp;');
    expect(cssString('"}</style><script>')).not.toMatch(/[<>]|"}/);
  });

  it('links web and mail addresses only', () => {
    expect(safeHref('https://a.example')).toBe('https://a.example');
    for (const bad of ['javascript:alert(1)', 'data:text/html,x', 'java\nscript:x', ' file:///etc/passwd']) {
      expect(safeHref(bad)).toBeNull();
    }
  });
});
