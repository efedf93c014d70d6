import { expect, it } from 'vitest';
import { silentLogger } from '../log';
import { createPoller } from './poller.server';

it('answers many nudges during a pass with one more pass', async () => {
  let passes = 0;
  let finish: () => void = () => undefined;
  let begun: () => void = () => undefined;
  const begin = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const pass = async () => {
    passes += 1;
    begun();
    if (passes === 1) await new Promise<void>((resolve) => (finish = resolve));
    return 0;
  };
  const poller = createPoller(pass, 60_000, silentLogger);
  poller.start();
  await begin;
  for (let n = 0; n < 50; n++) poller.nudge();
  finish();
  await expect.poll(() => passes).toBe(2);
  await poller.run();
  await poller.stop();
  expect(passes).toBe(3);
});
