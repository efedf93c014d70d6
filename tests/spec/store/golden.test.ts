// The golden set: what a real MongoDB answers, in our own words and data, each case with its source.
import { beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '../../setup/store';
import { readGoldenCases } from './golden-case';
import { type Filled, runGoldenCase } from './run-golden-case';

const CASES = readGoldenCases();
const AT_ONCE = 24;
const failures = new Map<number, unknown>();

beforeAll(async () => {
  const { db } = await testDatabase();
  const filled: Filled = new Map();
  let next = 0;
  const work = async () => {
    while (next < CASES.length) {
      const at = next++;
      const given = CASES[at];
      if (given) await runGoldenCase(db, filled, given).catch((error: unknown) => failures.set(at, error));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}, 120_000);

describe.each([...new Set(CASES.map((each) => each.topic))])('golden set: %s', (topic) => {
  const own = CASES.map((given, at) => ({ given, at })).filter((each) => each.given.topic === topic);
  it.each(own.map(({ given, at }) => [`${given.group}: ${given.name}`, at]))('%s', (_name, at) => {
    if (failures.has(at)) throw failures.get(at);
  });
});

it('has at least 600 cases, no two of one name, each with a source', () => {
  expect(CASES.length).toBeGreaterThanOrEqual(600);
  const names = CASES.map((each) => `${each.topic}/${each.group}/${each.name}`);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  expect(CASES.filter((each) => each.source.length < 10)).toEqual([]);
});
