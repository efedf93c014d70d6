import { describe, expect, it } from 'vitest';
import { formDirectory } from './form-directory';
import type { OrganisationView, PersonView } from './identity.present';

const organisation = {
  id: 'org_1',
  name: 'Ассоциация «Дома»',
  shortName: 'Дома',
  cases: null,
} as OrganisationView;
const person = (id: string, more: Partial<PersonView> = {}): PersonView => ({
  id,
  email: `${id}@proba.example`,
  surname: 'Образцова',
  name: 'Марина',
  displayName: 'М. Образцова',
  memberships: [{ organisationId: 'org_1', roles: [], position: 'председатель' }] as never,
  active: true,
  sample: false,
  forms: null,
  ...more,
});

describe('directory of a form', () => {
  it('gives namesakes labels of their own and leaves out who may not act', () => {
    const { people, formerPeople } = formDirectory(
      [person('a'), person('b'), person('c', { active: false })],
      [organisation],
    );
    expect(people.map(({ id, label }) => [id, label])).toEqual([
      ['a', 'М. Образцова, Дома'],
      ['b', 'М. Образцова, Дома (2)'],
    ]);
    expect(formerPeople.map(({ id }) => id)).toEqual(['c']);
  });

  it('carries confirmed forms only', () => {
    const cases = { genitive: 'Образцовой Марины' } as never;
    const forms = { gender: 'female' as const, name: cases, short: cases, positions: [] };
    const { people, organisations } = formDirectory([person('a'), person('b', { forms })], [organisation]);
    expect(people[0]?.value).toEqual({ surname: 'Образцова', name: 'Марина', position: 'председатель' });
    expect(people[1]?.value).toMatchObject({ gender: 'female', cases: { genitive: 'Образцовой Марины' } });
    expect(organisations[0]?.value).toEqual({ name: 'Ассоциация «Дома»', shortName: 'Дома' });
  });
});
