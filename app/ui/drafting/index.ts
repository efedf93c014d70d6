export { ConflictList, type ConflictListProps } from './conflict-list';
export type { PresenceView } from './live-connection';
export { PresenceLine, SessionNotice, SessionWords } from './session-line';
export {
  type DraftSession,
  type DraftSessionOptions,
  type OpenedDraft,
  type SessionEditor,
  useDraftSession,
} from './use-draft-session';
