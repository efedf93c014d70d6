// A warm worker that renders templates one by one with a deadline and a memory cap. A job that breaks them gets a
// clear error and its worker is replaced; the jobs behind it go on. Idle, it does not keep the process alive.
import type { Worker, WorkerOptions } from 'node:worker_threads';
import { fail } from './errors';
import type { RenderJob, RenderOutput } from './render-source.server';
import type { WorkerReply, WorkerRequest } from './worker.server';

/** Structural twin of platform/workers' StartWorker. */
export type StartTemplateWorker = (name: 'template', options?: WorkerOptions) => Worker;

export interface RendererLimits {
  /** From handing a job to a ready worker to its answer, milliseconds. */
  readonly deadlineMs: number;
  readonly memoryMb: number;
  /** Longest HTML of a body, characters. */
  readonly maxLength: number;
  readonly startMs: number;
}
const DEFAULT_RENDERER_LIMITS: RendererLimits = {
  deadlineMs: 2_000,
  memoryMb: 96,
  maxLength: 6_000_000,
  startMs: 30_000,
};

export interface TemplateRenderer {
  /** Throws templates/render-… ; `id` names the template in errors. */
  render(id: string, job: Omit<RenderJob, 'maxLength'>): Promise<RenderOutput>;
  /** Starts the worker ahead of the first render. */
  warmUp(): Promise<void>;
  close(): Promise<void>;
}

interface Live {
  readonly worker: Worker;
  readonly ready: Promise<void>;
  onReply: ((reply: WorkerReply) => void) | null;
  onDeath: ((error: unknown) => void) | null;
}
interface State {
  readonly startWorker: StartTemplateWorker;
  readonly limits: RendererLimits;
  live: Live | null;
  tail: Promise<unknown>;
  nextId: number;
  closed: boolean;
}

export function createTemplateRenderer(input: {
  startWorker: StartTemplateWorker;
  limits?: Partial<RendererLimits> | undefined;
}): TemplateRenderer {
  const state: State = {
    startWorker: input.startWorker,
    limits: { ...DEFAULT_RENDERER_LIMITS, ...input.limits },
    live: null,
    tail: Promise.resolve(),
    nextId: 1,
    closed: false,
  };
  return {
    render(id, job) {
      const run = state.tail.then(() => renderOne(state, id, { ...job, maxLength: state.limits.maxLength }));
      // The queue goes on whatever became of this job; its caller gets the error.
      state.tail = run.catch(() => undefined);
      return run;
    },
    warmUp: async () => {
      const live = ensureLive(state);
      live.worker.ref();
      await live.ready;
      if (!live.onReply) live.worker.unref();
    },
    close: async () => {
      state.closed = true;
      await state.live?.worker.terminate();
      state.live = null;
    },
  };
}

async function renderOne(state: State, id: string, job: RenderJob): Promise<RenderOutput> {
  const live = ensureLive(state);
  live.worker.ref();
  try {
    await live.ready;
    return await exchange(state, live, id, job);
  } finally {
    if (state.live === live) live.worker.unref();
  }
}

function ensureLive(state: State): Live {
  if (state.closed) throw fail('renderer-closed');
  state.live ??= start(state);
  return state.live;
}

function start(state: State): Live {
  const worker = state.startWorker('template', {
    resourceLimits: { maxOldGenerationSizeMb: state.limits.memoryMb, stackSizeMb: 4 },
  });
  let settle: { resolve: () => void; reject: (error: unknown) => void } | undefined;
  const ready = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  // Whoever awaits `ready` gets the rejection; without a waiter it must not end the process.
  ready.catch(() => undefined);
  const live: Live = { worker, ready, onReply: null, onDeath: null };
  const die = (error: unknown) => {
    if (state.live === live) state.live = null;
    settle?.reject(fail('renderer-unavailable', { reason: reasonOf(error) }, error));
    live.onDeath?.(error);
  };
  const late = setTimeout(() => {
    die(new Error(`no answer in ${state.limits.startMs} ms`));
    void worker.terminate();
  }, state.limits.startMs);
  worker.on('message', (reply: WorkerReply) => {
    if (reply.type === 'ready') {
      clearTimeout(late);
      settle?.resolve();
    } else live.onReply?.(reply);
  });
  worker.on('error', die);
  worker.on('exit', (code) => {
    clearTimeout(late);
    die(new Error(`exit code ${code}`));
  });
  return live;
}

function exchange(state: State, live: Live, id: string, job: RenderJob): Promise<RenderOutput> {
  const { deadlineMs, maxLength } = state.limits;
  const request: WorkerRequest = { id: state.nextId++, job };
  return new Promise<RenderOutput>((resolve, reject) => {
    const timer = setTimeout(() => {
      finish();
      if (state.live === live) state.live = null;
      void live.worker.terminate();
      reject(fail('render-deadline', { id, seconds: String(deadlineMs / 1000).replace('.', ',') }));
    }, deadlineMs);
    const finish = () => {
      clearTimeout(timer);
      live.onReply = null;
      live.onDeath = null;
    };
    live.onDeath = (error) => {
      finish();
      const memory = (error as { code?: unknown }).code === 'ERR_WORKER_OUT_OF_MEMORY';
      reject(
        memory
          ? fail('render-memory', { id }, error)
          : fail('renderer-unavailable', { reason: reasonOf(error) }, error),
      );
    };
    live.onReply = (reply) => {
      if (reply.type === 'ready' || reply.id !== request.id) return;
      finish();
      if (reply.type === 'done') resolve(reply.output);
      else if (reply.type === 'too-large') {
        reject(fail('render-too-large', { id, length: reply.length, limit: maxLength }));
      } else reject(fail('render-failed', { id, reason: reply.reason }));
    };
    live.worker.postMessage(request);
  });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
