import { describe, expect, it } from 'vitest';
import { planUpgrade, type UpgradeInput } from './seed-upgrade';

const plan = (input: Partial<UpgradeInput>) => planUpgrade({ seeds: {}, taken: {}, current: {}, ...input });
const NOTHING = { take: [], drop: [], offer: [] };
const A = 'workflows/a.yaml';
const YAML = 'templates/resolution/flat/template.yaml';
const BODY = 'templates/resolution/flat/body.hbs';

describe('the upgrade of seeds', () => {
  it('takes everything at first', () => {
    expect(plan({ seeds: { [A]: '1' } })).toEqual({ ...NOTHING, take: [A], taken: { [A]: '1' } });
  });

  it('takes the new seed of an untouched entry', () => {
    const upgrade = plan({ seeds: { [A]: '2' }, taken: { [A]: '1' }, current: { [A]: '1' } });
    expect(upgrade).toEqual({ ...NOTHING, take: [A], taken: { [A]: '2' } });
  });

  it('leaves a touched entry alone, and offers the seed only when that is new', () => {
    const touched = { taken: { [A]: '1' }, current: { [A]: 'own' } };
    expect(plan({ ...touched, seeds: { [A]: '1' } })).toMatchObject(NOTHING);
    const offered = plan({ ...touched, seeds: { [A]: '2' } });
    expect(offered).toMatchObject({ ...NOTHING, offer: [{ entry: A, files: [A] }], taken: { [A]: '1' } });
  });

  it('treats the folder of a template as one', () => {
    const taken = { [YAML]: '1', [BODY]: '1' };
    const upgrade = plan({
      taken,
      current: { [YAML]: '1', [BODY]: 'own' },
      seeds: { [YAML]: '2', [BODY]: '1' },
    });
    expect(upgrade).toMatchObject({
      ...NOTHING,
      offer: [{ entry: 'templates/resolution/flat', files: [YAML] }],
    });
  });

  it('drops a file that left an untouched template', () => {
    const taken = { [YAML]: '1', [BODY]: '1' };
    expect(plan({ taken, current: taken, seeds: { [YAML]: '2' } })).toMatchObject({
      take: [YAML],
      drop: [BODY],
    });
  });

  it('takes deletion for a touch: what was removed does not come back by itself', () => {
    expect(plan({ seeds: { [A]: '1' }, taken: { [A]: '1' } })).toMatchObject(NOTHING);
    expect(plan({ seeds: { [A]: '2' }, taken: { [A]: '1' } }).offer).toEqual([{ entry: A, files: [A] }]);
  });

  it('does not overwrite an own file of the same name, and keeps what is no longer shipped', () => {
    expect(plan({ seeds: { [A]: '1' }, current: { [A]: 'own' } }).offer).toEqual([{ entry: A, files: [A] }]);
    expect(plan({ taken: { [A]: '1' }, current: { [A]: '1' } })).toEqual({ ...NOTHING, taken: {} });
  });

  it('is done after one application', () => {
    const seeds = { [A]: '2', [YAML]: '1' };
    const first = plan({ seeds, taken: { [A]: '1' }, current: { [A]: '1' } });
    expect(plan({ seeds, taken: first.taken, current: seeds })).toEqual({ ...NOTHING, taken: first.taken });
  });
});
