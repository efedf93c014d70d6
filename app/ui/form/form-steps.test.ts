import { describe, expect, it } from 'vitest';
import type { FieldMap, TypedMap } from '~/modules/templates';
import { runFormStep } from './form-steps.server';

const base = { label: 'x', hint: 'y', required: false, privacy: 'public', check: {} } as const;
const FIELDS = {
  official: {
    ...base,
    type: 'group',
    fields: { person: { ...base, type: 'person' }, userId: { ...base, type: 'text' } },
  },
} as unknown as FieldMap;
const owner = { id: 'usr_1', label: 'С. Орехов, Двор', value: { surname: 'Орехов', name: 'Семён' } };
const NONE = { people: [], formerPeople: [], organisations: [] };

const press = (intent: string, surname: string, directory: object = { people: [owner] }) => {
  const form = new FormData();
  form.set('intent', intent);
  const typed: TypedMap = { official: { person: { surname }, userId: 'usr_1' } };
  return runFormStep({
    request: new Request('http://localhost/'),
    form,
    fields: FIELDS,
    typed,
    directory: async () => ({ ...NONE, ...directory }),
  });
};

describe('an account of somebody else', () => {
  it.each(['create', 'save', 'review', 'rebuild-save'])(
    'is not sent by %s: it comes back taken out',
    async (intent) => {
      const step = await press(intent, 'Липов');
      expect(step).toMatchObject({
        typed: { official: { person: { surname: 'Липов' }, userId: '' } },
        dropped: ['official.userId'],
      });
      expect(step?.errors['official.userId']?.[0]).toContain('«С. Орехов, Двор»');
    },
  );

  it('of a closed account too', async () => {
    expect(await press('create', 'Липов', { formerPeople: [owner] })).toMatchObject({
      dropped: ['official.userId'],
    });
  });

  it('one’s own goes on; an unfinished form is kept as it is', async () => {
    expect(await press('create', 'Орехов')).toBeNull();
    expect(await press('keep', 'Липов')).toBeNull();
    expect(await press('preview', 'Липов')).toBeNull();
  });
});
