import { describe, expect, it } from 'vitest';
import type { FieldMap } from '../field.schema';
import { foreignAccounts, withoutAccounts } from './accounts';
import type { TypedMap } from './typed';

const base = { label: 'x', hint: 'y', required: false, privacy: 'public', check: {} } as const;
const card = {
  person: { ...base, type: 'person' },
  userId: { ...base, type: 'text' },
};
const FIELDS = {
  official: { ...base, type: 'group', fields: card },
  parties: { ...base, type: 'list', entryLabel: 'сторона', repeat: { min: 0, max: 9 }, fields: card },
} as unknown as FieldMap;
const ACCOUNTS = [
  { id: 'usr_1', label: 'С. Орехов, Двор', value: { surname: 'Орехов', name: 'Семён', patronymic: 'Ильич' } },
];
const official = (person: TypedMap, userId = 'usr_1'): TypedMap => ({ official: { person, userId } });
const paths = (typed: TypedMap) => foreignAccounts(FIELDS, typed, ACCOUNTS).map(({ path }) => path);

describe('the account beside a name', () => {
  it.each([
    [{ surname: 'Орехов', name: 'Семён', patronymic: 'Ильич' }],
    [{ surname: ' орехов ', name: 'Семен', patronymic: '' }],
    [{ surname: 'Орехов', name: 'С.', patronymic: 'И.' }],
    [{ surname: '', name: '', patronymic: '' }],
  ])('%j is its owner, or nobody yet', (person) => {
    expect(paths(official(person))).toEqual([]);
  });

  it.each([
    [{ surname: 'Липов', name: 'Семён', patronymic: 'Ильич' }],
    [{ surname: 'Орехов', name: 'Степан', patronymic: '' }],
    [{ surname: 'Орехов', name: 'С', patronymic: 'Петрович' }],
  ])('%j is somebody else', (person) => {
    expect(foreignAccounts(FIELDS, official(person), ACCOUNTS)).toEqual([
      { path: 'official.userId', people: ['official.person'], label: 'С. Орехов, Двор' },
    ]);
  });

  it('an unknown account and none are left', () => {
    const person = { surname: 'Липов' };
    expect(paths(official(person, 'usr_9'))).toEqual([]);
    expect(paths(official(person, ''))).toEqual([]);
  });

  it('entries of a list: only the foreign one goes', () => {
    const entry = (key: string, surname: string) => ({
      key,
      value: { person: { surname }, userId: 'usr_1' },
    });
    const typed: TypedMap = {
      official: { person: {}, userId: '' },
      parties: { next: 3, entries: [entry('n1', 'Орехов'), entry('n2', 'Липов')] },
    };
    expect(paths(typed)).toEqual(['parties.n2.userId']);
    const left = withoutAccounts(FIELDS, typed, paths(typed));
    expect(left).toMatchObject({
      parties: { next: 3, entries: [{ value: { userId: 'usr_1' } }, { value: { userId: '' } }] },
    });
    expect(paths(left)).toEqual([]);
  });
});
