import { describe, expect, it } from 'vitest';
import { tables, translator } from './index';
import { chooseLocale, type Message } from './translate';

const params = (message: Message) =>
  new Set(
    [...(typeof message === 'string' ? message : message.other).matchAll(/\{(\w+)\}/g)].map((m) => m[1]),
  );

describe('message tables', () => {
  it('have the same keys in both languages', () => {
    expect(Object.keys(tables.en).sort()).toEqual(Object.keys(tables.ru).sort());
  });

  it.each(Object.keys(tables.ru) as (keyof typeof tables.ru)[])(
    '%s: same parameters, full plural forms',
    (key) => {
      const ru = tables.ru[key];
      const en = tables.en[key];
      expect(params(en)).toEqual(params(ru));
      expect(typeof en).toBe(typeof ru);
      if (typeof ru === 'string') {
        expect(ru.trim()).not.toBe('');
        return;
      }
      expect(Object.keys(ru).sort()).toEqual(['few', 'many', 'one', 'other']);
      expect(Object.keys(en).sort()).toEqual(['one', 'other']);
    },
  );
});

describe('translator', () => {
  it('chooses the Russian plural form', () => {
    const t = translator('ru');
    const counts = [0, 1, 2, 5, 11, 21, 22, 104, 1000].map((count) => t('documents.count', { count }));
    expect(counts).toEqual([
      '0 документов',
      '1 документ',
      '2 документа',
      '5 документов',
      '11 документов',
      '21 документ',
      '22 документа',
      '104 документа',
      '1\u00a0000 документов',
    ]);
  });

  it('leaves an unknown parameter visible', () => {
    expect(translator('en')('documents.number')).toBe('No. {number}');
  });
});

describe('chooseLocale', () => {
  it('prefers the address, then the cookie, then the header, then Russian', () => {
    expect(chooseLocale({ query: 'en', cookie: 'ru', acceptLanguage: 'ru' })).toBe('en');
    expect(chooseLocale({ query: 'xx', cookie: 'en', acceptLanguage: 'ru' })).toBe('en');
    expect(chooseLocale({ acceptLanguage: 'de-DE,en;q=0.8,ru;q=0.9' })).toBe('ru');
    expect(chooseLocale({ acceptLanguage: 'en-GB,ru;q=0.5' })).toBe('en');
    expect(chooseLocale({ acceptLanguage: 'de, fr' })).toBe('ru');
    expect(chooseLocale({})).toBe('ru');
  });
});
