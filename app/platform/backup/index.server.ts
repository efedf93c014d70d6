export { type BackupOptions, type BackupPlan, type BackupReport, createBackup } from './create-backup.server';
export type { KeyState } from './keys.server';
export type { CollectionPart, Manifest } from './manifest.schema';
export { type RestoreOptions, type RestoreReport, restoreBackup } from './restore-backup.server';
export { databaseOf } from './restore-target.server';
export { assertNoUnfinishedRestore } from './unfinished.server';
export { type ArchiveSink, walkArchive } from './walk-archive.server';
