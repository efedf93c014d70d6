// One pass at a time: polls by a timer, looks at once when nudged, and never overlaps itself.
import { mutex } from '~/shared/turns';
import type { Logger } from '../log';

export interface Poller {
  /** Runs a pass now, after the one in work. Rejects when the pass fails. */
  run(): Promise<number>;
  /** Other work that no pass may overlap. */
  alone(work: () => Promise<number>): Promise<number>;
  nudge(): void;
  start(): void;
  stop(): Promise<void>;
}

/**
 * A failing pass is logged and tried again at the next poll. The timer keeps no process alive. However many nudges come
 * during a pass, one pass follows it, not sooner than `gapMs`: what comes thick is then done together.
 */
export function createPoller(pass: () => Promise<number>, pollMs: number, log: Logger, gapMs = 0): Poller {
  let running = false;
  let isBusy = false;
  let isNudged = false;
  let endedAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;

  const alone = mutex();
  const run = () => alone(pass);
  const schedule = (ms: number) => {
    if (!running) return;
    clearTimeout(timer);
    timer = setTimeout(tick, ms);
    timer.unref();
  };
  const scheduleSoon = () => schedule(Math.max(0, endedAt + gapMs - performance.now()));
  const tick = () => {
    isBusy = true;
    isNudged = false;
    run()
      .catch((error: unknown) => log.error('a polling pass failed', { error }))
      .finally(() => {
        isBusy = false;
        endedAt = performance.now();
        if (isNudged) scheduleSoon();
        else schedule(pollMs);
      });
  };
  return {
    run,
    alone,
    nudge() {
      isNudged = true;
      if (!isBusy) scheduleSoon();
    },
    start() {
      if (running) return;
      running = true;
      schedule(0);
    },
    async stop() {
      running = false;
      clearTimeout(timer);
      await alone(async () => undefined);
    },
  };
}
