import { expect, it } from 'vitest';
import { formatDay, formatMoment, formatSize } from './format';

it('writes days without a zone and moments in Moscow time', () => {
  expect(formatDay('2023-09-25', 'ru')).toBe('25\u00a0сентября\u00a02023\u00a0г.');
  expect(formatDay('2023-09-25', 'en')).toBe('25\u00a0September\u00a02023');
  expect(formatDay('2026-11-20T22:30:00Z', 'ru')).toContain('21\u00a0ноября');
  expect(formatMoment('2026-11-20T22:30:00Z', 'ru')).toMatch(/^21\u00a0ноября\u00a02026\u00a0г\., 01:30$/);
  expect(formatDay('нет даты', 'ru')).toBe('нет даты');
});

it('writes sizes as people read them', () => {
  expect([900, 184_320, 5_242_880].map((bytes) => formatSize(bytes, 'ru'))).toEqual([
    '900\u00a0Б',
    '180\u00a0КБ',
    '5\u00a0МБ',
  ]);
});
