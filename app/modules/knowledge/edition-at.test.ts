import { expect, it } from 'vitest';
import { editionAt } from './edition-at';

const editions = ['2025-01-01', '2026-10-01'].map((validFrom) => ({
  id: validFrom,
  validFrom,
  revisedOn: validFrom,
  importedAt: new Date(0),
}));
const idAt = (on: string | undefined, today: string) => editionAt(editions, { on, today })?.id ?? null;

it('without a named day is the edition of today, not one that has yet to begin', () => {
  expect(idAt(undefined, '2026-09-30')).toBe('2025-01-01');
  expect(idAt(undefined, '2026-10-01')).toBe('2026-10-01');
  expect(idAt(undefined, '2020-01-01')).toBe('2025-01-01');
});

it('of a named day is the one that held then; of a day before all of them there is none', () => {
  expect(idAt('2026-10-05', '2026-01-01')).toBe('2026-10-01');
  expect(idAt('2024-12-31', '2026-10-05')).toBeNull();
});
