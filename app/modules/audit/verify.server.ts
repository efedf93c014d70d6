// The examination of the chain. It reads what is stored without trusting it: every field is compared with what was sealed.
import { sha256Hex } from '~/shared/sha256.server';
import type { AuditRepository } from './audit.repository.server';
import {
  type AuditBody,
  AuditBodySchema,
  type AuditEntry,
  AuditEntrySchema,
  type AuditFinding,
  type AuditHead,
  type AuditReport,
  type FindingKind,
  GENESIS_HASH,
} from './audit.schema';
import type { AuditKey } from './audit-key.server';
import { commitmentOf, isMacRight } from './seal.server';
import { personalIdOf } from './sealer.server';

export interface VerifyInput {
  /** Heads that were told outside the database. The more, the earlier a rewriting shows. */
  readonly heads?: readonly AuditHead[];
}

export interface VerifyDeps {
  readonly repository: AuditRepository;
  readonly key: AuditKey;
}

const TEXTS: Record<FindingKind, string> = {
  changed: 'Запись изменена после внесения',
  forged: 'Запись внесена без ключа журнала: подделка',
  missing: 'Записи удалены из середины журнала',
  reordered: 'Запись стоит не на своём месте',
  'broken-link': 'Запись не продолжает предыдущую',
  'cut-tail': 'Журнал обрезан: известна более поздняя запись',
  rewritten: 'Журнал переписан: на этом месте была другая запись',
  omitted: 'Пропущены события объекта',
  repeated: 'Номер события объекта повторён',
  'personal-changed': 'Персональные данные рядом с записью подменены',
};

/** Reads the whole chain. Never throws because of what it finds: every finding is in the report. */
export async function verifyChain(
  { repository, key }: VerifyDeps,
  input: VerifyInput = {},
): Promise<AuditReport> {
  const examination = new Examination(key, input.heads ?? []);
  let sound: AuditBody[] = [];
  const examinePersonal = async () => {
    await examination.addPersonal(sound, repository);
    sound = [];
  };
  for await (const stored of repository.readChain()) {
    const body = examination.add(stored);
    if (body) sound.push(body);
    if (sound.length === PERSONAL_BATCH) await examinePersonal();
  }
  await examinePersonal();
  return examination.report();
}

const PERSONAL_BATCH = 200;

class Examination {
  readonly #key: AuditKey;
  readonly #heads: readonly AuditHead[];
  readonly #findings: AuditFinding[] = [];
  /** Per aggregate: the number expected next, and numbers that came before it with their place in the chain. */
  readonly #numbers = new Map<string, { next: number; ahead: Map<number, number> }>();
  #last: AuditHead = { seq: 0, hash: GENESIS_HASH };
  #entries = 0;

  constructor(key: AuditKey, heads: readonly AuditHead[]) {
    this.#key = key;
    this.#heads = heads;
  }

  /** Returns the body when the entry is what was sealed. */
  add(stored: Record<string, unknown>): AuditBody | null {
    this.#entries += 1;
    const seq = Number(stored.seq);
    if (seq !== this.#last.seq + 1) this.#find('missing', seq, `№ ${this.#last.seq + 1}–${seq - 1}`);
    const hasGap = seq !== this.#last.seq + 1;
    const previous = this.#last;
    const entry = AuditEntrySchema.safeParse(stored);
    this.#last = { seq, hash: typeof stored.hash === 'string' ? stored.hash : '' };
    const body = entry.success ? readBody(entry.data) : null;
    if (!entry.success || !body) {
      this.#find('changed', seq);
      return null;
    }
    this.#judge(entry.data, body);
    if (body.seq === seq && !hasGap && body.prevHash !== previous.hash) this.#find('broken-link', seq);
    this.#checkHeads(entry.data);
    this.#countNumber(body);
    return body;
  }

  async addPersonal(bodies: readonly AuditBody[], repository: AuditRepository): Promise<void> {
    const committed = new Map<string, { seq: number; field: string; commitment: string | undefined }>();
    for (const { eventId, seq, commitments } of bodies) {
      for (const [field, commitment] of Object.entries(commitments)) {
        committed.set(personalIdOf(eventId, field), { seq, field, commitment });
      }
    }
    for (const { id, salt, value } of await repository.listPersonal([...committed.keys()])) {
      const known = committed.get(id);
      if (!known || salt === undefined || value === undefined) continue;
      if (commitmentOf(salt, value) !== known.commitment)
        this.#find('personal-changed', known.seq, known.field);
    }
  }

  report(): AuditReport {
    for (const head of this.#heads) {
      if (head.seq > this.#last.seq)
        this.#find('cut-tail', head.seq, `последняя найденная — № ${this.#last.seq}`);
    }
    for (const [name, { next, ahead }] of this.#numbers) {
      const [after, seq] = [...ahead].sort(([x], [y]) => x - y)[0] ?? [];
      if (after !== undefined && seq !== undefined)
        this.#find('omitted', seq, `${name}, события ${next}–${after - 1}`);
    }
    const head = this.#entries === 0 ? null : this.#last;
    return { ok: this.#findings.length === 0, entries: this.#entries, head, findings: this.#findings };
  }

  #judge(entry: AuditEntry, body: AuditBody): void {
    if (!isMacRight(entry, this.#key)) this.#find('forged', entry.seq);
    if (body.seq !== entry.seq) this.#find('reordered', entry.seq, `внесена под № ${body.seq}`);
    else if (!isMirrored(entry, body)) this.#find('changed', entry.seq);
  }

  #checkHeads(entry: AuditEntry): void {
    for (const head of this.#heads) {
      if (head.seq === entry.seq && head.hash !== entry.hash) this.#find('rewritten', entry.seq);
    }
  }

  #countNumber({ seq, aggregate }: AuditBody): void {
    const name = `${aggregate.type} ${aggregate.id}`;
    const known = this.#numbers.get(name) ?? { next: 1, ahead: new Map<number, number>() };
    this.#numbers.set(name, known);
    const isRepeated = aggregate.seq < known.next || known.ahead.has(aggregate.seq);
    if (isRepeated) this.#find('repeated', seq, `${name}, событие ${aggregate.seq}`);
    else known.ahead.set(aggregate.seq, seq);
    while (known.ahead.delete(known.next)) known.next += 1;
  }

  #find(kind: FindingKind, seq: number, detail?: string): void {
    this.#findings.push({ kind, seq, message: `№ ${seq}: ${TEXTS[kind]}${detail ? ` (${detail})` : ''}.` });
  }
}

function readBody(entry: AuditEntry): AuditBody | null {
  if (sha256Hex(entry.body) !== entry.hash) return null;
  const body = AuditBodySchema.safeParse(JSON.parse(entry.body));
  return body.success ? body.data : null;
}

// The fields that queries use must say what the sealed body says.
function isMirrored(entry: AuditEntry, body: AuditBody): boolean {
  const { aggregate } = entry;
  return (
    entry.eventId === body.eventId &&
    entry.type === body.type &&
    entry.actorId === body.actorId &&
    entry.prevHash === body.prevHash &&
    entry.at.toISOString() === body.at &&
    aggregate.type === body.aggregate.type &&
    aggregate.id === body.aggregate.id &&
    aggregate.seq === body.aggregate.seq
  );
}
