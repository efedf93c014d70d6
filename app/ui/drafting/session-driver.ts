// Runs the machine: reads the editor when somebody needs its text, carries out effects, keeps time. No React, no DOM.
import {
  applyBodyPatch,
  type ConflictChoice,
  type DocumentBody,
  makeBodyPatch,
  settleConflict,
  tidyBody,
} from '~/modules/documents';
import type { IdSource } from '~/shared/ids';
import { transition, wakeAt } from './draft-session';
import {
  type EditorPort,
  type SaveRequest,
  type Timer,
  type Transport,
  TransportError,
  type WorkRecord,
  type WorkStore,
} from './session-ports';
import type { Effect, FailureKind, KnownBody, Pending, SessionEvent, SessionState } from './session-state';

export interface DriverOptions {
  readonly documentId: string;
  readonly userId: string;
  readonly transport: Transport;
  readonly store: WorkStore;
  readonly timer: Timer;
  readonly editor: EditorPort;
  readonly newId: IdSource;
  /** After every step. `storage`: does the browser keep what is unsent? */
  readonly onChange: (state: SessionState, storage: 'kept' | 'refused') => void;
}

/** Typing is kept in the browser at most so long after it happened. */
const KEEP_MS = 1500;

/** Members of the body that are equal become the very objects of the known one. */
export const sharing = (known: DocumentBody, body: DocumentBody): DocumentBody =>
  applyBodyPatch(known, makeBodyPatch(known, body));

export type SessionDriver = ReturnType<typeof createSessionDriver>;

export function createSessionDriver(initial: SessionState, options: DriverOptions) {
  const { timer, editor, store, transport } = options;
  let state = initial;
  let storage: 'kept' | 'refused' = 'kept';
  let baseKept: string | null = null;
  let leaving = false;
  let stopped = false;
  let cancelWake = () => {};
  let cancelKeep: (() => void) | null = null;

  function dispatch(event: SessionEvent): void {
    if (stopped) return;
    // Whoever sends needs the text as it stands. Whoever merges needs it even when nothing was announced: the last
    // keys may not have been told yet, and showing a merge without them would take them back.
    const merges = event.type === 'answered' || event.type === 'updated';
    if (merges || (state.touched && event.type !== 'touched')) step(readEditor());
    step(event);
    options.onChange(state, storage);
    schedule();
  }

  function step(event: SessionEvent): void {
    const { state: next, effects } = transition(state, event, timer.now());
    state = next;
    for (const effect of effects) run(effect);
  }

  function readEditor(): SessionEvent {
    return { type: 'changed', body: sharing(state.local, tidyBody(editor.read(), options.newId)) };
  }

  function schedule(): void {
    cancelWake();
    const at = wakeAt(state);
    cancelWake =
      at === null ? () => {} : timer.after(Math.max(0, at - timer.now()), () => dispatch({ type: 'tick' }));
  }

  function run(effect: Effect): void {
    switch (effect.type) {
      case 'send':
        sendSave(effect.pending, effect.base);
        break;
      case 'fetch':
        fetchUpdate(effect.since);
        break;
      case 'show':
        editor.show(effect.body);
        break;
      case 'keep':
        keep(effect.withBase);
        break;
      case 'forget':
        forget();
        break;
    }
  }

  function sendSave(pending: Pending, base: KnownBody): void {
    const { n } = pending;
    transport.save(requestOf(pending, base), leaving).then(
      (answer) => dispatch({ type: 'answered', n, answer }),
      (error: unknown) => dispatch({ type: 'save-failed', n, ...failureOf(error) }),
    );
  }

  function fetchUpdate(since: string): void {
    transport.update(since).then(
      (update) => dispatch({ type: 'updated', update }),
      (error: unknown) => dispatch({ type: 'update-failed', ...failureOf(error) }),
    );
  }

  function keep(withBase: boolean): void {
    cancelKeep?.();
    cancelKeep = null;
    const always = withBase || baseKept === state.base.sha256;
    if (withBase) baseKept = state.base.sha256;
    store.put(recordOf(state, options, always, timer.now())).then(tellStorage, () => tellStorage(false));
  }

  function tellStorage(kept: boolean): void {
    const now = kept ? 'kept' : 'refused';
    if (now === storage) return;
    storage = now;
    options.onChange(state, storage);
  }

  function forget(): void {
    cancelKeep?.();
    cancelKeep = null;
    baseKept = null;
    void store.remove(keyOf(state.client, options)).catch(() => tellStorage(false));
  }

  function keepSoon(): void {
    cancelKeep ??= timer.after(KEEP_MS, () => {
      cancelKeep = null;
      if (state.touched) step(readEditor());
      keep(false);
      options.onChange(state, storage);
      schedule();
    });
  }

  return {
    get state() {
      return state;
    },
    dispatch,
    touch(): void {
      dispatch({ type: 'touched' });
      keepSoon();
    },
    settle(id: string, choice: ConflictChoice): void {
      const found = state.conflicts.find((one) => one.id === id);
      if (!found) return;
      step(readEditor());
      const body = sharing(state.local, settleConflict(state.local, found.conflict, choice, options.newId));
      dispatch({ type: 'settled', id, body });
    },
    /** The page is going away: what is unsent is kept and sent with a request that outlives it. */
    leave(): void {
      leaving = true;
      step(readEditor());
      dispatch({ type: 'flush' });
      if (state.local !== state.base.body || state.pending) keep(true);
      leaving = false;
    },
    stop(): void {
      stopped = true;
      cancelWake();
      cancelKeep?.();
    },
  };
}

function requestOf(pending: Pending, base: KnownBody): SaveRequest {
  const { client, n, sent, conflicts, resolved, whole, withBase } = pending;
  return {
    client,
    n,
    baseSha256: base.sha256,
    ...(whole ? { body: sent } : { patch: makeBodyPatch(base.body, sent) }),
    ...(withBase ? { baseBody: base.body } : {}),
    conflicts,
    resolved,
  };
}

function failureOf(error: unknown): { kind: FailureKind; message: string } {
  return error instanceof TransportError
    ? { kind: error.kind, message: error.message }
    : { kind: 'network', message: '' };
}

export const keyOf = (client: string, { documentId, userId }: Pick<DriverOptions, 'documentId' | 'userId'>) =>
  `${userId}:${documentId}:${client}`;

function recordOf(
  state: SessionState,
  options: Pick<DriverOptions, 'documentId' | 'userId'>,
  withBase: boolean,
  at: number,
): WorkRecord {
  const { base, pending } = state;
  const pendingRecord = () => {
    if (!pending) return null;
    const { sent, ...rest } = pending;
    return { ...rest, patch: makeBodyPatch(base.body, sent) };
  };
  return {
    key: keyOf(state.client, options),
    documentId: options.documentId,
    userId: options.userId,
    client: state.client,
    at,
    baseSha256: base.sha256,
    baseBody: withBase ? base.body : null,
    patch: makeBodyPatch(base.body, state.local),
    pending: pendingRecord(),
    reported: state.reported,
    resolved: state.resolved,
  };
}
