// The journal, or one aggregate's part of it, as a file for a third party: in order of numbers, page by page.
import type { Context } from '~/shared/context';
import { type DomainEvent, newEvent } from '~/shared/domain-event';
import type { StreamedFile } from '~/shared/streamed-file';
import { canExportJournal } from '../audit.policy';
import type { AuditRepository } from '../audit.repository.server';
import { type AuditBody, AuditBodySchema, type AuditEntry, type PersonalValue } from '../audit.schema';
import { fail } from '../errors';
import type { AuditLine } from '../queries/list-entries.server';
import { personalIdOf } from '../sealer.server';
import { EXPORT_WRITERS, type ExportEnd, type ExportedEntry, type ExportFormat } from './export-format';

/** An event in words; null when the owner of such events has none. */
export type DescribeEntry = (
  line: Pick<AuditLine, 'type' | 'at' | 'actorName' | 'data' | 'personal'>,
) => string | null;

export interface ExportDeps {
  readonly repository: AuditRepository;
  readonly describe: DescribeEntry;
}

export interface ExportInput {
  readonly format: ExportFormat;
  readonly aggregate?: { readonly type: string; readonly id: string } | undefined;
  /** First number wanted; default 1. */
  readonly from?: number | undefined;
}

const PAGE = 500;
/** Entries of one file; the rest is asked for by number. */
export const EXPORT_LIMIT = 100_000;

/** Begins an export. Entries sealed after that moment do not get in. Throws `audit/export-forbidden`. */
export const exportEntries =
  (deps: ExportDeps) =>
  async (ctx: Context, input: ExportInput): Promise<StreamedFile> => {
    if (!canExportJournal(ctx.actor)) throw fail('export-forbidden');
    const head = await deps.repository.findHead();
    const frame = { aggregate: input.aggregate ?? null, exportedAt: ctx.now().toISOString(), head };
    const writer = EXPORT_WRITERS[input.format];
    async function* chunks(): AsyncGenerator<string> {
      yield writer.start(frame);
      const end: { entries: number; nextFrom: number | null } = { entries: 0, nextFrom: null };
      for await (const page of readPages(deps, input, head.seq, end)) {
        const first = end.entries - page.length;
        yield page.map((entry, i) => writer.entry(entry, first + i)).join('');
      }
      yield writer.end(frame, end);
    }
    const name = `${input.aggregate ? 'history' : 'journal'}-${frame.exportedAt.slice(0, 10)}.${input.format}`;
    return { name, mediaType: writer.mediaType, chunks: chunks() };
  };

/** Pages up to the head; counts into `end` what it gave and where the next file goes on. */
async function* readPages(
  deps: ExportDeps,
  { aggregate, from = 1 }: ExportInput,
  through: number,
  end: { -readonly [K in keyof ExportEnd]: ExportEnd[K] },
): AsyncGenerator<ExportedEntry[]> {
  for (let next = from; next <= through; ) {
    const page = await deps.repository.listForward({ aggregate, from: next, through }, PAGE);
    if (page.length === 0) return;
    end.entries += page.length;
    yield await presentPage(deps, page);
    if (page.length < PAGE) return;
    next = (page.at(-1)?.seq ?? through) + 1;
    if (end.entries >= EXPORT_LIMIT && next <= through) {
      end.nextFrom = next;
      return;
    }
  }
}

async function presentPage(deps: ExportDeps, page: readonly AuditEntry[]): Promise<ExportedEntry[]> {
  const bodies = page.map(({ body }) => AuditBodySchema.parse(JSON.parse(body)));
  const ids = bodies.flatMap(({ eventId, commitments }) =>
    Object.keys(commitments).map((field) => personalIdOf(eventId, field)),
  );
  const kept = new Map((await deps.repository.listPersonal(ids)).map((value) => [value.id, value]));
  return page.map((entry, i) => presentEntry(deps, entry, bodies[i] as AuditBody, kept));
}

function presentEntry(
  { describe }: ExportDeps,
  entry: AuditEntry,
  { eventId, commitments, data }: AuditBody,
  kept: ReadonlyMap<string, PersonalValue>,
): ExportedEntry {
  const personal: Record<string, { value: string; salt: string } | null> = {};
  const values: Record<string, string | null> = {};
  for (const field of Object.keys(commitments)) {
    const { value, salt } = kept.get(personalIdOf(eventId, field)) ?? {};
    personal[field] = value === undefined || salt === undefined ? null : { value, salt };
    values[field] = value ?? null;
  }
  const { 'actor.name': actorName = null, ...rest } = values;
  const { seq, prevHash, hash, mac, keyId, body, type, at, aggregate } = entry;
  const text = describe({ type, at, actorName, data, personal: rest }) ?? type;
  const sealed = { seq, prevHash, hash, mac, keyId, body };
  return { ...sealed, at: at.toISOString(), actorName, type, text, aggregate, personal };
}

/** The whole journal for its administrator; that he took it stands in the journal before the first byte leaves. */
export const exportJournal = (deps: ExportDeps & { record(event: DomainEvent): Promise<void> }) => {
  const open = exportEntries(deps);
  return async (ctx: Context, input: Omit<ExportInput, 'aggregate'>): Promise<StreamedFile> => {
    const file = await open(ctx, input);
    const { format, from = 1 } = input;
    const aggregate = { type: 'audit-export', id: ctx.newId('exp'), seq: 1 };
    await deps.record(newEvent(ctx, { type: 'audit.exported', aggregate, data: { format, from } }));
    return file;
  };
};
