export { ConflictList, type ConflictListProps } from './conflict-list';
export { DuplicatesPanel } from './duplicates-panel';
export type { PresenceView } from './live-connection';
export { SectionBar } from './section-bar';
export { sectionEditor, sectionOf } from './section-view';
export { PresenceLine, SessionNotice, SessionWords } from './session-line';
export {
  type DraftSession,
  type DraftSessionOptions,
  type OpenedDraft,
  type SessionEditor,
  useDraftSession,
} from './use-draft-session';
