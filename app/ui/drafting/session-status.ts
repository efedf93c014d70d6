// What a person is told about his text. Pure.
import { isUnsent } from './draft-session';
import type { SessionState, TroubleKind } from './session-state';

export interface SessionStatus {
  readonly kind: 'idle' | 'saved' | 'unsent' | 'saving' | TroubleKind;
  /** Milliseconds of the last save of this visit. */
  readonly savedAt: number | null;
  /** The server's words about a refusal. */
  readonly message: string;
  /** Does the browser keep what is unsent? */
  readonly storage: 'kept' | 'refused';
}

export function describeSession(state: SessionState, storage: 'kept' | 'refused'): SessionStatus {
  const { savedAt, trouble } = state;
  const told = { savedAt, storage, message: trouble?.message ?? '' };
  if (trouble) return { ...told, kind: trouble.kind };
  if (state.sending) return { ...told, kind: 'saving' };
  if (isUnsent(state)) return { ...told, kind: 'unsent' };
  return { ...told, kind: savedAt === null ? 'idle' : 'saved' };
}
