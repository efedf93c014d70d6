export type {
  ContentAuthor,
  ContentCommit,
  ContentState,
  ContentStore,
  OfferedSeed,
  SaveContent,
} from './content-store';
export type { Release, ReleaseKind, ReleaseStore } from './release-store';
