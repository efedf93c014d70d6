// The engine's laws over long random lives of a route; a smoke of them runs with the spec tests.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { actionArbitrary, definitionArbitrary, walk } from '../../spec/routes/random-walk';
import { keepProof } from '../store/report';

const RUNS = Number(process.env.ROUTE_WALKS ?? 10_000);

it(`${RUNS} walks: the rule met on the very hash, no deadlock, nothing lost, every effect once`, () => {
  const began = Date.now();
  const sum = { walks: 0, actions: 0 };
  const seed = Number(process.env.ROUTE_SEED ?? 20_261_126);
  fc.assert(
    fc.property(
      definitionArbitrary,
      fc.array(actionArbitrary, { minLength: 15, maxLength: 40, size: 'max' }),
      fc.constantFrom(null, 'письмо от 20.11.2026 № 5'),
      (definition, actions, silence) => {
        sum.actions += walk(definition, actions, silence);
        sum.walks += 1;
      },
    ),
    { numRuns: RUNS, seed },
  );
  keepProof('walks', { ...sum, seed, seconds: (Date.now() - began) / 1000 }, 'routes');
  expect(sum.walks).toBeGreaterThanOrEqual(RUNS);
}, 1_800_000);
