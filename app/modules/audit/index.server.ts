// The module bound to its dependencies.
import type { Db } from 'mongodb';
import type { Clock } from '~/platform/clock';
import { createLease } from '~/platform/jobs/index.server';
import { canonicalJson } from '~/shared/canonical-json';
import type { Context } from '~/shared/context';
import type { DomainEvent, EventListener } from '~/shared/domain-event';
import type { IdSource } from '~/shared/ids';
import type { StreamedFile } from '~/shared/streamed-file';
import { mutex } from '~/shared/turns';
import { AuditRepository } from './audit.repository.server';
import type { AuditHead, AuditReport } from './audit.schema';
import type { AuditKey } from './audit-key.server';
import { erasePersonal } from './commands/erase-personal.server';
import {
  type DescribeEntry,
  type ExportInput,
  exportEntries,
  exportJournal,
} from './export/export-entries.server';
import {
  type AuditLine,
  type ListEntriesInput,
  listEntries,
  type MayReadAggregate,
} from './queries/list-entries.server';
import { type JournalFilter, type JournalPage, listJournal } from './queries/list-journal.server';
import { sealPending } from './sealer.server';
import { type VerifyInput, verifyChain } from './verify.server';

export { type AuditKey, loadAuditKey } from './audit-key.server';
export type { DescribeEntry } from './export/export-entries.server';
export { EXPORT_FORMATS, type ExportFormat } from './export/export-format';
export * from './index';
export type { AuditLine, ListEntriesInput, MayReadAggregate } from './queries/list-entries.server';

export interface AuditDeps {
  readonly db: Db;
  readonly key: AuditKey;
  readonly clock: Clock;
  readonly newId: IdSource;
  readonly mayReadAggregate?: MayReadAggregate;
  /** Words of events for an export; their codes stand there without it. */
  readonly describe?: DescribeEntry;
  /** All event types with short names, for filters. */
  readonly eventGroups?: readonly EventGroup[];
}

export interface EventGroup {
  readonly label: string;
  readonly events: readonly { readonly type: string; readonly name: string }[];
}

export interface AuditModule {
  /** Makes the indexes. Idempotent. */
  prepare(): Promise<void>;
  /** For the outbox dispatcher: stages every event and seals. Idempotent by event id. */
  readonly listener: EventListener;
  /** For what has no aggregate in the store (a refused sign-in, an export). Idempotent by event id. */
  record(event: DomainEvent): Promise<void>;
  /** Seals what another process staged and left. For a timer. Returns how many entries were added. */
  seal(): Promise<number>;
  verify(input?: VerifyInput): Promise<AuditReport>;
  /** The end of the chain, for approval sheets and the daily letter; null while it is empty. */
  headHash(): Promise<AuditHead | null>;
  listEntries(
    ctx: Context,
    input: ListEntriesInput,
  ): Promise<{ lines: AuditLine[]; nextBefore: number | null }>;
  /** The whole journal, 50 entries a page. Throws `audit/forbidden`. */
  listJournal(ctx: Context, input: JournalFilter): Promise<JournalPage>;
  readonly eventGroups: readonly EventGroup[];
  /** One aggregate's entries as a file; who may have them and the note of it are its owner's work. System only. */
  exportEntries(ctx: Context, input: ExportInput): Promise<StreamedFile>;
  /** The journal as a file, noted in the journal. Throws `audit/export-forbidden`. */
  exportJournal(ctx: Context, input: Omit<ExportInput, 'aggregate'>): Promise<StreamedFile>;
  erasePersonal(ctx: Context, input: { personId: string }): Promise<number>;
}

const LEASE_MS = 30_000;

export function createAuditModule({
  db,
  key,
  clock,
  newId,
  mayReadAggregate,
  describe = () => null,
  eventGroups = [],
}: AuditDeps): AuditModule {
  const repository = new AuditRepository(db);
  const lease = createLease({ db, name: 'audit-sealer', ttlMs: LEASE_MS, clock, newId });
  const alone = mutex();
  const seal = () => alone(() => sealPending({ repository, key, lease }));
  const recordAll = async (events: readonly DomainEvent[]) => {
    // What has no canonical form must fail here, where it holds up only its own aggregate.
    for (const { data } of events) canonicalJson(data);
    await repository.stage(events, clock.now());
    await seal();
  };
  const record = (event: DomainEvent) => recordAll([event]);
  return {
    prepare: () => repository.prepare(),
    listener: { name: 'audit', events: ['*'], handle: record, handleAll: recordAll },
    record,
    seal,
    verify: (input) => verifyChain({ repository, key }, input),
    async headHash() {
      const head = await repository.findHead();
      return head.seq === 0 ? null : head;
    },
    listEntries: listEntries({ repository, mayReadAggregate }),
    listJournal: listJournal({ repository, describe }),
    eventGroups,
    exportEntries: exportEntries({ repository, describe }),
    exportJournal: exportJournal({ repository, describe, record }),
    erasePersonal: erasePersonal({ repository }),
  };
}
