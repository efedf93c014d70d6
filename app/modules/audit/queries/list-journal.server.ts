// The journal of the whole site, page by page, for its administrator.
import type { Context } from '~/shared/context';
import { canExportJournal } from '../audit.policy';
import type { AuditRepository, EntryFilter } from '../audit.repository.server';
import { fail } from '../errors';
import type { DescribeEntry } from '../export/export-entries.server';
import { listEntries } from './list-entries.server';

export interface JournalLine {
  /** Number in the chain. */
  readonly seq: number;
  readonly at: string;
  /** null when erased. */
  readonly actorName: string | null;
  readonly text: string;
  /** The document that it is about; null for anything else. */
  readonly documentId: string | null;
}
export interface JournalPage {
  readonly lines: readonly JournalLine[];
  /** `before` of the next page; null at the end. */
  readonly nextBefore: number | null;
}

export type JournalFilter = Pick<EntryFilter, 'type' | 'actorId' | 'within' | 'before'>;

/** Newest first. Throws `audit/forbidden`: those who may take the journal as a file may also read it here. */
export const listJournal = (deps: { repository: AuditRepository; describe: DescribeEntry }) => {
  const list = listEntries(deps);
  return async (ctx: Context, input: JournalFilter): Promise<JournalPage> => {
    if (!canExportJournal(ctx.actor)) throw fail('forbidden');
    const { lines, nextBefore } = await list(ctx, { ...input, limit: 50 });
    return {
      lines: lines.map((line) => ({
        seq: line.seq,
        at: line.at.toISOString(),
        // Which part of the program acted stands in the export.
        actorName: line.actorId.startsWith('system:') ? 'Программа' : line.actorName,
        text: deps.describe(line) ?? line.type,
        documentId:
          line.aggregate.type === 'document'
            ? line.aggregate.id
            : typeof line.data.documentId === 'string'
              ? line.data.documentId
              : null,
      })),
      nextBefore,
    };
  };
};
