// Worker «template»: renders one job at a time. It is stopped from outside at its deadline or memory cap.
import { parentPort } from 'node:worker_threads';
import { type RenderJob, type RenderOutput, renderJob, TooLarge } from './render-source.server';

export interface WorkerRequest {
  readonly id: number;
  readonly job: RenderJob;
}
export type WorkerReply =
  | { readonly type: 'ready' }
  | { readonly type: 'done'; readonly id: number; readonly output: RenderOutput }
  | { readonly type: 'too-large'; readonly id: number; readonly length: number }
  | { readonly type: 'failed'; readonly id: number; readonly reason: string };

const port = parentPort;
if (!port) throw new Error('worker.server.ts runs as a worker thread only');

port.on('message', (request: WorkerRequest) => port.postMessage(answer(request)));
port.postMessage({ type: 'ready' } satisfies WorkerReply);

function answer({ id, job }: WorkerRequest): WorkerReply {
  try {
    return { type: 'done', id, output: renderJob(job) };
  } catch (error) {
    if (error instanceof TooLarge) return { type: 'too-large', id, length: error.length };
    return { type: 'failed', id, reason: russianReason(error) };
  }
}

/** Handlebars' own messages name the value and the place; the reader gets both in Russian. */
function russianReason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const missing = /^"([^"]+)" not defined in .* - (\d+):\d+$/s.exec(message);
  if (missing) {
    return `в строке ${missing[2]} нет значения «${missing[1]}»: заполните поле или поставьте в шаблоне условие {{#if}}.`;
  }
  if (error instanceof RangeError) return 'слишком глубокая вложенность.';
  return `ошибка разметки (${message.split('\n')[0]?.slice(0, 200) ?? ''}).`;
}
