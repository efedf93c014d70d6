import type { Context } from '~/shared/context';
import { canReadAudit } from '../audit.policy';
import type { AuditRepository, EntryFilter } from '../audit.repository.server';
import { type AuditBody, AuditBodySchema, type AuditEntry, type PersonalValue } from '../audit.schema';
import { fail } from '../errors';
import { personalIdOf } from '../sealer.server';

/** May the actor read the journal of this aggregate? Given by who owns it; by default nobody beyond the policy. */
export type MayReadAggregate = (ctx: Context, aggregate: { type: string; id: string }) => Promise<boolean>;

export interface ListEntriesDeps {
  readonly repository: AuditRepository;
  readonly mayReadAggregate?: MayReadAggregate | undefined;
}

export interface ListEntriesInput extends EntryFilter {
  /** Default 50, at most 200. */
  readonly limit?: number;
}

/** An entry for people: names where they were not erased. */
export interface AuditLine {
  readonly seq: number;
  readonly type: string;
  readonly at: Date;
  readonly actorId: string;
  /** null when erased. */
  readonly actorName: string | null;
  readonly aggregate: { readonly type: string; readonly id: string; readonly seq: number };
  readonly data: Readonly<Record<string, unknown>>;
  readonly personal: Readonly<Record<string, string | null>>;
  readonly hash: string;
}

/** Newest first; `nextBefore` is the `before` of the next page, null at the end. Throws `audit/forbidden`. */
export const listEntries =
  ({ repository, mayReadAggregate }: ListEntriesDeps) =>
  async (
    ctx: Context,
    input: ListEntriesInput,
  ): Promise<{ lines: AuditLine[]; nextBefore: number | null }> => {
    const mayRead =
      canReadAudit(ctx.actor) ||
      (input.aggregate && (await mayReadAggregate?.(ctx, input.aggregate))) ||
      false;
    if (!mayRead) throw fail('forbidden');
    const limit = Math.min(Math.max(input.limit ?? 50, 1), 200);
    const entries = await repository.listEntries(input, limit + 1);
    const shown = entries.slice(0, limit);
    const lines = await presentEntries(repository, shown);
    return { lines, nextBefore: entries.length > limit ? (shown.at(-1)?.seq ?? null) : null };
  };

async function presentEntries(
  repository: AuditRepository,
  entries: readonly AuditEntry[],
): Promise<AuditLine[]> {
  const bodies = entries.map((entry) => AuditBodySchema.parse(JSON.parse(entry.body)));
  const ids = bodies.flatMap((body) =>
    Object.keys(body.commitments).map((field) => personalIdOf(body.eventId, field)),
  );
  const values = new Map((await repository.listPersonal(ids)).map((value) => [value.id, value]));
  return entries.map((entry, i) => presentEntry(entry, bodies[i] as AuditBody, values));
}

function presentEntry(
  entry: AuditEntry,
  body: AuditBody,
  values: ReadonlyMap<string, PersonalValue>,
): AuditLine {
  const personal: Record<string, string | null> = {};
  for (const field of Object.keys(body.commitments)) {
    personal[field] = values.get(personalIdOf(body.eventId, field))?.value ?? null;
  }
  const { 'actor.name': actorName = null, ...rest } = personal;
  const { seq, type, at, actorId, aggregate, hash } = entry;
  return { seq, type, at, actorId, actorName, aggregate, data: body.data, personal: rest, hash };
}
