// Handing the events of aggregates to the listeners: in order for each listener and aggregate, a failing one waits and is tried
// again later without holding up the others. What was handed over is remembered until it leaves the outbox.
import { type DomainEvent, type EventListener, listensTo } from '~/shared/domain-event';
import type { Clock } from '../clock';
import type { Logger } from '../log';

export interface StuckDelivery {
  readonly listener: string;
  readonly eventId: string;
  readonly aggregate: string;
  readonly attempts: number;
  readonly notBefore: Date;
  readonly error: string;
}

export interface DeliveryDeps {
  readonly listeners: readonly EventListener[];
  readonly clock: Clock;
  readonly log: Logger;
}

/** What waits in the outbox of one aggregate, in its order. */
export interface EventQueue {
  readonly aggregate: string;
  readonly events: readonly DomainEvent[];
}

export interface Delivery {
  /** Returns for each queue the ids of events that every listener who wants them has. */
  handOver(queues: readonly EventQueue[]): Promise<string[][]>;
  /** They have left the outbox. */
  forget(eventIds: readonly string[]): void;
  stuck(): StuckDelivery[];
}

const FIRST_DELAY_MS = 1000;
const LAST_DELAY_MS = 600_000;

/** The wait after the n-th failure (1-based): 1 s doubled up to 10 minutes. */
function retryDelayMs(attempts: number): number {
  return Math.min(LAST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(attempts - 1, 20));
}

export function createDelivery(deps: DeliveryDeps): Delivery {
  /** event id -> names of listeners that have it. */
  const delivered = new Map<string, Set<string>>();
  /** `listener aggregate` -> its failure. */
  const failures = new Map<string, StuckDelivery>();
  const holdersOf = (event: DomainEvent): Set<string> => {
    const has = delivered.get(event.id) ?? new Set<string>();
    delivered.set(event.id, has);
    return has;
  };
  const handOverOne = async ({ events, aggregate }: EventQueue): Promise<string[]> => {
    const held = new Set<string>();
    const finished: string[] = [];
    for (const event of events) {
      const has = holdersOf(event);
      const wanting = deps.listeners.filter((listener) => listensTo(listener, event.type));
      for (const listener of wanting) {
        if (has.has(listener.name) || held.has(listener.name)) continue;
        if (await deliver(deps, failures, { listener, event, aggregate })) has.add(listener.name);
        else held.add(listener.name);
      }
      if (wanting.every((listener) => has.has(listener.name))) finished.push(event.id);
    }
    return finished;
  };
  /** A refusal is no failure yet: each event is then handed over by itself and the guilty one shows. */
  const handOverTogether = async (listener: EventListener, queues: readonly EventQueue[]): Promise<void> => {
    const wanted = queues
      .filter(({ aggregate }) => !failures.has(`${listener.name} ${aggregate}`))
      .flatMap(({ events }) => events)
      .filter((event) => listensTo(listener, event.type) && !holdersOf(event).has(listener.name));
    if (wanted.length < 2) return;
    try {
      await listener.handleAll?.(wanted);
    } catch {
      return;
    }
    for (const event of wanted) holdersOf(event).add(listener.name);
  };
  return {
    async handOver(queues) {
      for (const listener of deps.listeners) if (listener.handleAll) await handOverTogether(listener, queues);
      const finished: string[][] = [];
      for (const queue of queues) finished.push(await handOverOne(queue));
      return finished;
    },
    forget(eventIds) {
      for (const id of eventIds) delivered.delete(id);
    },
    stuck: () => [...failures.values()],
  };
}

interface Handing {
  readonly listener: EventListener;
  readonly event: DomainEvent;
  readonly aggregate: string;
}

async function deliver(
  { clock, log }: DeliveryDeps,
  failures: Map<string, StuckDelivery>,
  { listener, event, aggregate }: Handing,
): Promise<boolean> {
  const key = `${listener.name} ${aggregate}`;
  const failure = failures.get(key);
  if (failure && failure.notBefore > clock.now()) return false;
  try {
    await listener.handle(event);
    failures.delete(key);
    return true;
  } catch (error) {
    const attempts = (failure?.eventId === event.id ? failure.attempts : 0) + 1;
    const notBefore = new Date(clock.now().getTime() + retryDelayMs(attempts));
    const text = error instanceof Error ? error.message : String(error);
    const { name } = listener;
    failures.set(key, { listener: name, eventId: event.id, aggregate, attempts, notBefore, error: text });
    log.error('outbox: a listener failed', { listener: name, event: event.id, attempts, error });
    return false;
  }
}
