// Unsent work of an earlier visit comes back: after a reload, a crash, a closed laptop. Pure but for the one question
// to the server about the body that the work was based on.
import {
  applyBodyPatch,
  type BodyPatch,
  type DocumentBody,
  findBlock,
  makeBodyPatch,
  mergeBodies,
} from '~/modules/documents';
import type { Transport, WorkRecord } from './session-ports';
import type { KnownBody, Pending, ReportedConflict, SessionState } from './session-state';

export interface RestoredWork {
  readonly state: SessionState;
  /** Did anything come back? Then the person is told. */
  readonly restored: boolean;
}

/** A fresh state of a tab. */
export function openState(
  client: string,
  opened: KnownBody & Pick<SessionState, 'conflicts' | 'changes'>,
): SessionState {
  const { body, sha256, revision, conflicts, changes } = opened;
  return {
    client,
    base: { body, sha256, revision },
    local: body,
    n: 0,
    pending: null,
    sending: false,
    touched: false,
    fetching: false,
    conflicts,
    reported: [],
    resolved: [],
    changes,
    trouble: null,
    attempts: 0,
    retryAt: 0,
    firstChangeAt: 0,
    lastChangeAt: 0,
    savedAt: null,
    heard: revision,
  };
}

/** The body the record was based on: the opened one, its own copy, or the server's memory. */
async function baseOf(
  record: WorkRecord,
  opened: KnownBody,
  transport: Transport,
): Promise<KnownBody | null> {
  if (record.baseSha256 === opened.sha256) return opened;
  const body = record.baseBody ?? (await transport.bodyAt(record.baseSha256).catch(() => null));
  return body ? { body, sha256: record.baseSha256, revision: 0 } : null;
}

function pendingOf(record: WorkRecord, base: KnownBody): Pending | null {
  if (!record.pending) return null;
  const { patch, ...rest } = record.pending;
  return { ...rest, sent: applyBodyPatch(base.body, patch) };
}

/**
 * What can be told without the base: blocks that were written and are not in the text are put at its end, other
 * wordings of blocks wait for a choice.
 */
export function salvage(
  body: DocumentBody,
  patch: BodyPatch,
): { body: DocumentBody; reported: ReportedConflict[] } {
  const reported: ReportedConflict[] = [];
  const added = patch.blocks.filter((block) => {
    const place = findBlock(body, block.id);
    if (!place) return true;
    reported.push({
      conflict: { kind: 'changed', blockId: block.id, base: null, left: place.block, right: block },
      rightName: '',
    });
    return false;
  });
  return { body: { ...body, blocks: [...body.blocks, ...added] }, reported };
}

async function restoreOne(
  state: SessionState,
  record: WorkRecord,
  transport: Transport,
  now: number,
): Promise<SessionState> {
  const times = { firstChangeAt: now, lastChangeAt: now };
  const base = await baseOf(record, state.base, transport);
  const resolved = [...state.resolved, ...record.resolved];
  const reported = [...state.reported, ...record.reported];
  if (!base) {
    const saved = salvage(state.local, record.patch);
    return { ...state, ...times, local: saved.body, reported: [...reported, ...saved.reported], resolved };
  }
  const theirs = applyBodyPatch(base.body, record.patch);
  const alone = state.local === state.base.body && !state.pending;
  // The first record goes on as it was: its unanswered save is repeated under its own name and number.
  if (alone) {
    return { ...state, ...times, base, local: theirs, pending: pendingOf(record, base), reported, resolved };
  }
  const merged = mergeBodies(base.body, state.local, theirs);
  const more = merged.conflicts.flatMap((conflict): ReportedConflict[] =>
    conflict.kind === 'hoisted' ? [] : [{ conflict, rightName: '' }],
  );
  const local = applyBodyPatch(state.local, makeBodyPatch(state.local, merged.body));
  return { ...state, ...times, local, reported: [...reported, ...more], resolved };
}

/** The state with all that was left unsent, oldest first. */
export async function restoreWork(
  opened: SessionState,
  records: readonly WorkRecord[],
  transport: Transport,
  now: number,
): Promise<RestoredWork> {
  let state = opened;
  for (const record of [...records].sort((a, b) => a.at - b.at)) {
    try {
      state = await restoreOne(state, record, transport, now);
    } catch {
      // A record that does not fit its base (another program, a broken disk) gives what it can.
      const saved = salvage(state.local, record.patch);
      state = {
        ...state,
        local: saved.body,
        reported: [...state.reported, ...saved.reported],
        firstChangeAt: now,
        lastChangeAt: now,
      };
    }
  }
  return { state, restored: state !== opened };
}
