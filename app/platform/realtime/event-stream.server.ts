// Server-sent events as a Response: heartbeats, an end after a while (rights are checked again when the browser comes
// back), and a limit of connections. `no-transform` keeps the compression away, which would hold events back.

export interface StreamLimits {
  readonly total: number;
  readonly perPerson: number;
}

/** Opens a stream for a person; null when there are too many. */
export type OpenStream = (
  signal: AbortSignal,
  person: string,
  start: (send: (event: StreamEvent) => void) => () => void,
) => Response | null;

export interface StreamEvent {
  readonly id: string;
  readonly event: string;
  readonly data: unknown;
}

const HEARTBEAT_MS = 15_000;
/** A connection ends by itself; the browser reconnects, with its session as it is then. */
const LIFE_MS = 10 * 60_000;
const RETRY_MS = 3000;

const text = ({ id, event, data }: StreamEvent) =>
  `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/** Counts the open streams of a process and ends them all when it stops. */
export function createStreams(limits: StreamLimits): { open: OpenStream; close(): void } {
  const held = new Map<string, number>();
  const stopping = new AbortController();
  let total = 0;
  return {
    open(signal, person, start) {
      const own = held.get(person) ?? 0;
      if (total >= limits.total || own >= limits.perPerson || stopping.signal.aborted) return null;
      total += 1;
      held.set(person, own + 1);
      return eventStream(signal, stopping.signal, start, () => {
        total -= 1;
        const rest = (held.get(person) ?? 1) - 1;
        if (rest > 0) held.set(person, rest);
        else held.delete(person);
      });
    },
    close: () => stopping.abort(),
  };
}

/**
 * A stream that lives until the browser leaves (`signal`), its time is over, or the process stops. `start` gets the
 * sender and returns what ends the subscription; `onEnd` runs once, whatever ended it.
 */
function eventStream(
  signal: AbortSignal,
  stopping: AbortSignal,
  start: (send: (event: StreamEvent) => void) => () => void,
  onEnd: () => void,
): Response {
  const encoder = new TextEncoder();
  let end: () => void = () => undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let open = true;
      const put = (chunk: string) => {
        if (open) controller.enqueue(encoder.encode(chunk));
      };
      const beat = setInterval(() => put(': \n\n'), HEARTBEAT_MS);
      const life = setTimeout(() => end(), LIFE_MS);
      beat.unref();
      life.unref();
      put(`retry: ${RETRY_MS}\n\n`);
      const stop = start((event) => put(text(event)));
      end = () => {
        if (!open) return;
        open = false;
        clearInterval(beat);
        clearTimeout(life);
        stopping.removeEventListener('abort', end);
        stop();
        onEnd();
        // The browser may have cancelled the stream already.
        if (!signal.aborted) controller.close();
      };
      stopping.addEventListener('abort', end, { once: true });
      if (signal.aborted) end();
      else signal.addEventListener('abort', end, { once: true });
    },
    cancel: () => end(),
  });
  return new Response(body, {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-cache, no-transform',
      'X-Accel-Buffering': 'no',
    },
  });
}
