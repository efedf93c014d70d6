import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { turns } from './turns';

it('gives turns to work of one key and lets other keys pass', async () => {
  const inTurn = turns();
  const seen: string[] = [];
  const work = (name: string, ms: number) => async () => {
    seen.push(`${name} began`);
    await wait(ms);
    seen.push(`${name} ended`);
    if (name === 'a2') throw new Error('a2 failed');
    return name;
  };
  const all = [
    inTurn('a', work('a1', 20)),
    inTurn('a', work('a2', 1)),
    inTurn('a', work('a3', 1)),
    inTurn('b', work('b1', 1)),
  ];
  expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
  ]);
  expect(seen.filter((one) => one.startsWith('a'))).toEqual(
    ['a1', 'a2', 'a3'].flatMap((name) => [`${name} began`, `${name} ended`]),
  );
  expect(seen.indexOf('b1 ended')).toBeLessThan(seen.indexOf('a1 ended'));
});
