// «Что будет, если …»: plays a script of answers through the real engine, timers included. Nothing is stored.
import type { WorkingCalendar } from '~/modules/rules';
import { isAppError } from '~/shared/app-error';
import { type StartRouteInput, startRoute } from './engine/start-route';
import { transition } from './engine/transition';
import type { RouteEffect, RouteEventInput } from './events.schema';
import type { RouteInstance } from './instance.schema';
import type { WorkflowDefinition } from './workflow.schema';

export interface SimulationStep {
  /** Hours after the previous step. */
  readonly afterHours: number;
  readonly event: RouteEventInput;
}
export interface SimulationEntry {
  at: Date;
  /** Type of the event, or `timer`. */
  event: string;
  effects: RouteEffect[];
  status: RouteInstance['status'];
  /** Why the event was refused; null when it was taken. */
  refused: string | null;
}

/** Fires every timer due by `until`, the earliest first. */
export function fireTimers(
  definition: WorkflowDefinition,
  instance: RouteInstance,
  until: Date,
  calendar: WorkingCalendar,
): { instance: RouteInstance; entries: SimulationEntry[] } {
  let current = instance;
  const entries: SimulationEntry[] = [];
  for (let guard = 0; guard < 10_000; guard++) {
    const due = [...current.timers].sort(
      (a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1),
    )[0];
    if (!due || due.at > until) break;
    const next = transition(definition, current, { type: 'timer', timerId: due.id }, due.at, calendar);
    current = next.instance;
    entries.push({
      at: due.at,
      event: 'timer',
      effects: next.effects,
      status: current.status,
      refused: null,
    });
  }
  return { instance: current, entries };
}

/** Plays the script from `now`; a refused event is noted and the play goes on. Throws what {@link startRoute} throws. */
export function simulateRoute(
  definition: WorkflowDefinition,
  input: { start: StartRouteInput; script: readonly SimulationStep[]; runHours?: number },
  now: Date,
  calendar: WorkingCalendar,
): { instance: RouteInstance; entries: SimulationEntry[] } {
  const begun = startRoute(definition, input.start, now, calendar);
  let instance = begun.instance;
  const entries: SimulationEntry[] = [
    { at: now, event: 'start', effects: begun.effects, status: instance.status, refused: null },
  ];
  let clock = now;
  const wait = (hours: number) => {
    clock = new Date(clock.getTime() + hours * 3_600_000);
    const fired = fireTimers(definition, instance, clock, calendar);
    instance = fired.instance;
    entries.push(...fired.entries);
  };
  for (const { afterHours, event } of input.script) {
    wait(afterHours);
    try {
      const next = transition(definition, instance, event, clock, calendar);
      instance = next.instance;
      entries.push({
        at: clock,
        event: event.type,
        effects: next.effects,
        status: instance.status,
        refused: null,
      });
    } catch (error) {
      if (!isAppError(error)) throw error;
      entries.push({
        at: clock,
        event: event.type,
        effects: [],
        status: instance.status,
        refused: error.message,
      });
    }
  }
  if (input.runHours) wait(input.runHours);
  return { instance, entries };
}
