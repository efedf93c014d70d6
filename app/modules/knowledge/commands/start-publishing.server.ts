// A long act is published beside the request: whoever asked sees how far it is, may leave the page and come back.
import { isAppError } from '~/shared/app-error';
import type { Context } from '~/shared/context';
import { actIdOf } from '../act-id';
import type { Publishing } from '../import.schema';
import type { KnowledgeDeps } from '../knowledge.deps';
import { assertMayEdit } from '../knowledge.policy';
import { type PublishActInput, PublishActInputSchema, publishAct } from './publish-act.server';

/** An act of ordinary length is there within this time, and its refusals stand beside the form. */
const PATIENCE_MS = 1500;
/** A publishing not heard of for so long was killed with its process; the button starts it again. */
export const SILENT_MS = 60_000;
const TOLD_EVERY_MS = 400;

export interface StartedPublishing {
  readonly actId: string;
  /** False while it goes on; the import's preview tells how far it is. */
  readonly isDone: boolean;
}

/**
 * Publishes a staged import, waiting a moment for the end. Refusals of `publishAct` within that moment are thrown;
 * later ones are kept with the import. Asked twice, it publishes once. `patienceMs` is for tests.
 */
export const startPublishing =
  (deps: KnowledgeDeps) =>
  async (
    ctx: Context,
    raw: PublishActInput,
    patienceMs: number = PATIENCE_MS,
  ): Promise<StartedPublishing> => {
    assertMayEdit(ctx.actor, 'публиковать акты');
    const input = PublishActInputSchema.parse(raw);
    const staged = await deps.imports.get(input.importId, ctx.actor.id);
    const actId = actIdOf(input.card);
    const begun: Publishing = { actId, at: ctx.now(), done: 0, total: 0, failure: null };
    const silentSince = new Date(ctx.now().getTime() - SILENT_MS);
    if (!(await deps.imports.beginPublishing(staged._id, ctx.actor.id, begun, silentSince)))
      return { actId: staged.publishing?.actId ?? actId, isDone: false };
    const work = publishAndTell(deps, ctx, raw, begun);
    let timer: NodeJS.Timeout | undefined;
    const tired = new Promise<false>((resolve) => {
      timer = setTimeout(resolve, patienceMs, false);
    });
    // Its end after the moment is told by the import itself.
    work.catch(() => undefined);
    const isDone = await Promise.race([work, tired]).finally(() => clearTimeout(timer));
    return { actId, isDone };
  };

async function publishAndTell(
  deps: KnowledgeDeps,
  ctx: Context,
  input: PublishActInput,
  begun: Publishing,
): Promise<true> {
  let last = begun;
  let told = performance.now();
  let telling = Promise.resolve();
  const tell = (change: Partial<Publishing>) => {
    last = { ...last, ...change, at: ctx.now() };
    const now = last;
    telling = telling.then(() => deps.imports.tellPublishing(input.importId, now));
    return telling;
  };
  try {
    await publishAct(deps)(ctx, input, (done, total) => {
      if (performance.now() - told < TOLD_EVERY_MS) return;
      told = performance.now();
      // A number not told is no reason to stop: the next one will be.
      tell({ done, total }).catch(() => undefined);
    });
    return true;
  } catch (error) {
    const failure = isAppError(error) && error.kind !== 'internal' ? error.message : UNEXPECTED;
    await tell({ failure });
    throw error;
  }
}

const UNEXPECTED =
  'Публикация прервалась из-за ошибки программы; в базе ничего не изменилось. Повторите, а если не поможет, сообщите администратору.';
