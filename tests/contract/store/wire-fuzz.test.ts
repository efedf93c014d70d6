// A smoke of the wire fuzz; the full one runs in tests/proof/store/wire-fuzz.proof.ts.
import { expect, it } from 'vitest';
import { fuzzWire } from './wire-fuzz';

it('nonsense on the wire stops nobody', async () => {
  const report = await fuzzWire({ messages: 200, connections: 200, commands: 400, seed: 3 });
  expect(report.unforeseen).toEqual([]);
  expect(report.goodAnswers).toBe(4);
}, 60_000);
