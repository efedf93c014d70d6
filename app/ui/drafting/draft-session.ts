// The machine of one tab: what is typed, what is sent, what comes back. Pure; session-driver.ts runs its effects.
// Law, tested on simulated networks (loss, repetition, disorder, offline, reload): when everybody is online and idle,
// all have the same body, and every word that anyone typed is in it or in a conflict that waits for a choice.
// How: `base` is always a body the server has acknowledged, a save is repeated under one number until it is answered,
// and whatever comes in is merged three ways into what is typed meanwhile; what cannot be merged is reported.
import { applyBodyPatch, type DocumentBody, mergeBodies } from '~/modules/documents';
import {
  type Effect,
  FIRST_RETRY_MS,
  type KnownBody,
  LAST_RETRY_MS,
  LONGEST_MS,
  PAUSE_MS,
  type Pending,
  type ReportedConflict,
  type SessionEvent,
  type SessionState,
  type Transition,
  type UpdateAnswer,
} from './session-state';

const stay = (state: SessionState, ...effects: Effect[]): Transition => ({ state, effects });

/** Has the tab something that the server has not acknowledged? */
export const isUnsent = (state: SessionState): boolean =>
  state.touched ||
  state.pending !== null ||
  state.local !== state.base.body ||
  state.reported.length > 0 ||
  state.resolved.length > 0;

/** When the machine wants its next tick; null = it waits for an event. */
export function wakeAt(state: SessionState): number | null {
  if (state.sending) return null;
  if (state.pending) return state.retryAt;
  if (!isUnsent(state)) return state.trouble?.kind === 'offline' && !state.fetching ? state.retryAt : null;
  // A refused text waits for a change of it, or for a person's «try again».
  if (state.lastChangeAt === 0) return null;
  return Math.max(state.retryAt, Math.min(state.lastChangeAt + PAUSE_MS, state.firstChangeAt + LONGEST_MS));
}

function send(state: SessionState): Transition {
  const pending: Pending = state.pending ?? {
    client: state.client,
    n: state.n + 1,
    sent: state.local,
    conflicts: state.reported,
    resolved: state.resolved,
    whole: false,
    withBase: false,
  };
  const fresh = state.pending === null;
  const next: SessionState = {
    ...state,
    pending,
    n: fresh ? pending.n : state.n,
    sending: true,
    ...(fresh ? { reported: [], resolved: [], firstChangeAt: 0, lastChangeAt: 0 } : {}),
  };
  return stay(next, { type: 'send', pending, base: state.base }, { type: 'keep', withBase: false });
}

/** Sends when there is something and nothing is on its way. */
function sendIfDue(state: SessionState, now: number, force: boolean): Transition {
  const due = wakeAt(state);
  if (state.sending || !isUnsent(state)) return catchUp(state, now);
  if (force || (due !== null && due <= now)) return send(state);
  return stay(state);
}

/** Asks for what others wrote, when nothing of one's own is on its way. */
function catchUp(state: SessionState, now: number): Transition {
  const behind = state.heard > state.base.revision || state.trouble?.kind === 'offline';
  if (!behind || state.fetching || isUnsent(state) || now < state.retryAt) return stay(state);
  return stay({ ...state, fetching: true }, { type: 'fetch', since: state.base.sha256 });
}

/** What came in, merged into what is typed meanwhile. `from` is the body that both grew from. */
function rebase(state: SessionState, from: DocumentBody, to: KnownBody, name: string): Transition {
  const { local } = state;
  if (local === from) {
    const next = { ...state, base: to, local: to.body };
    return stay(next, ...(to.body === from ? [] : [{ type: 'show', body: to.body } as const]));
  }
  const merged = mergeBodies(from, local, to.body);
  const reported = merged.conflicts.flatMap((conflict): ReportedConflict[] =>
    conflict.kind === 'hoisted' ? [] : [{ conflict, rightName: name }],
  );
  // Patches keep objects: equal bodies become one object again, so that «unsent» is a comparison of two pointers.
  const settled = sameText(merged.body, to.body) ? to.body : merged.body;
  const next = { ...state, base: to, local: settled, reported: [...state.reported, ...reported] };
  return stay(next, ...(sameText(settled, local) ? [] : [{ type: 'show', body: settled } as const]));
}

function answered(
  state: SessionState,
  event: Extract<SessionEvent, { type: 'answered' }>,
  now: number,
): Transition {
  const { pending } = state;
  if (!pending || event.n !== pending.n) return stay(state);
  if (event.answer.status === 'base-unknown') {
    return send({ ...state, sending: false, pending: { ...pending, withBase: true } });
  }
  const { patch, revision, sha256, conflicts, changes, updatedBy } = event.answer;
  const to: KnownBody = { body: applyBodyPatch(pending.sent, patch), sha256, revision };
  const before = { ...state, pending: null, sending: false, conflicts, changes };
  const { state: next, effects } = rebase(before, pending.sent, to, updatedBy);
  const done: SessionState = {
    ...next,
    trouble: null,
    attempts: 0,
    retryAt: 0,
    savedAt: now,
    heard: Math.max(state.heard, revision),
    ...(isUnsent(next) ? timesOf(next, now) : { firstChangeAt: 0, lastChangeAt: 0 }),
  };
  return stay(done, ...effects, isUnsent(done) ? { type: 'keep', withBase: false } : { type: 'forget' });
}

const timesOf = (state: SessionState, now: number) => ({
  firstChangeAt: state.firstChangeAt || now,
  lastChangeAt: state.lastChangeAt || now,
});

function updated(state: SessionState, update: UpdateAnswer, now: number): Transition {
  const before = { ...state, fetching: false };
  // A save has begun or another body is the base meanwhile: its answer brings the same and more.
  if (state.pending || update.since !== state.base.sha256) return stay(before);
  const { patch, sha256, revision, conflicts, changes } = update;
  const body = patch ? applyBodyPatch(state.base.body, patch) : update.body;
  if (!body) return stay(before);
  const heard = { ...before, conflicts, changes, trouble: null, attempts: 0, retryAt: 0 };
  const { state: next, effects } = rebase(
    heard,
    state.base.body,
    { body, sha256, revision },
    update.updatedBy ?? '',
  );
  const times = isUnsent(next) ? timesOf(next, now) : {};
  return stay({ ...next, ...times, heard: Math.max(state.heard, revision) }, ...effects);
}

function retryDelay(attempts: number): number {
  return Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts, 10));
}

function failed(
  state: SessionState,
  event: Extract<SessionEvent, { type: 'save-failed' }>,
  now: number,
): Transition {
  const { pending } = state;
  if (!pending || pending.n !== event.n) return stay(state);
  const idle = { ...state, sending: false };
  switch (event.kind) {
    case 'patch':
      if (!pending.whole) return send({ ...idle, pending: { ...pending, whole: true, withBase: true } });
      return refused(idle, pending, event.message);
    case 'refused':
      return refused(idle, pending, event.message);
    default: {
      const kind = event.kind === 'network' ? 'offline' : event.kind;
      const next: SessionState = {
        ...idle,
        trouble: { kind, message: event.message },
        attempts: state.attempts + 1,
        retryAt: now + (kind === 'offline' ? retryDelay(state.attempts) : LAST_RETRY_MS),
      };
      return stay(next, { type: 'keep', withBase: true });
    }
  }
}

/** The server did not take it and never will as it is: it is unsent again, and waits for a change or a retry. */
function refused(state: SessionState, pending: Pending, message: string): Transition {
  const next: SessionState = {
    ...state,
    pending: null,
    reported: [...pending.conflicts, ...state.reported],
    resolved: [...pending.resolved, ...state.resolved],
    trouble: { kind: 'refused', message },
    attempts: state.attempts + 1,
    retryAt: 0,
    firstChangeAt: 0,
    lastChangeAt: 0,
  };
  return stay(next, { type: 'keep', withBase: true });
}

/** The editor was read. A text equal to the acknowledged one is nothing to send. */
function changed(state: SessionState, body: DocumentBody, now: number): Transition {
  const local = !state.pending && sameText(body, state.base.body) ? state.base.body : body;
  if (local === state.local && !state.touched) return stay(state);
  const next = { ...state, local, touched: false };
  if (!isUnsent(next)) return stay({ ...next, firstChangeAt: 0, lastChangeAt: 0 }, { type: 'forget' });
  return stay(state.touched ? next : { ...next, ...timesOf(state, now) });
}

function settled(
  state: SessionState,
  event: Extract<SessionEvent, { type: 'settled' }>,
  now: number,
): Transition {
  const next: SessionState = {
    ...state,
    local: event.body,
    resolved: [...state.resolved, event.id],
    conflicts: state.conflicts.filter(({ id }) => id !== event.id),
    firstChangeAt: state.firstChangeAt || now,
    lastChangeAt: now,
  };
  const { state: sent, effects } = sendIfDue(next, now, next.trouble === null && next.pending === null);
  return stay(
    sent,
    ...(event.body === state.local ? [] : [{ type: 'show', body: event.body } as const]),
    ...effects,
  );
}

/** Bodies of the same blocks (by identity at the top) in the same mode say the same. */
function sameText(a: DocumentBody, b: DocumentBody): boolean {
  if (a === b) return true;
  if (a.numbering !== b.numbering || a.blocks.length !== b.blocks.length) return false;
  return a.blocks.every((block, i) => block === b.blocks[i]);
}

/** One step of the machine. `now` in milliseconds. */
export function transition(state: SessionState, event: SessionEvent, now: number): Transition {
  switch (event.type) {
    case 'touched':
      return stay({ ...state, touched: true, firstChangeAt: state.firstChangeAt || now, lastChangeAt: now });
    case 'changed':
      return changed(state, event.body, now);
    case 'settled':
      return settled(state, event, now);
    case 'tick':
      return sendIfDue(state, now, false);
    case 'flush':
      return sendIfDue(state, now, true);
    case 'retry':
      return sendIfDue({ ...state, retryAt: 0, attempts: 0 }, now, true);
    case 'heard': {
      const next = { ...state, heard: Math.max(state.heard, event.revision) };
      // What others wrote comes with the answer of a save; sending early keeps conflicts few.
      const behind = next.heard > next.base.revision;
      return sendIfDue(next, now, behind && !next.trouble && next.pending === null);
    }
    case 'answered':
      return answered(state, event, now);
    case 'save-failed':
      return failed(state, event, now);
    case 'updated':
      return updated(state, event.update, now);
    case 'update-failed':
      return updateFailed(state, event, now);
  }
}

function updateFailed(
  state: SessionState,
  { kind, message }: Extract<SessionEvent, { type: 'update-failed' }>,
  now: number,
): Transition {
  const trouble = { kind: kind === 'network' || kind === 'patch' ? ('offline' as const) : kind, message };
  const retryAt = now + retryDelay(state.attempts);
  return stay({ ...state, fetching: false, trouble, attempts: state.attempts + 1, retryAt });
}
