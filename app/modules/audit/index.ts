export { canErasePersonal, canExportJournal, canReadAudit } from './audit.policy';
export type { AuditFinding, AuditHead, AuditReport, FindingKind } from './audit.schema';
export type { JournalLine, JournalPage } from './queries/list-journal.server';
