// The running route as stored inside the document: steps, people, decisions (append-only), timers, history.
// A decision names the SHA-256 of the version it was made on and a snapshot of the person; it is never changed away.
import { z } from 'zod';

export const DECISION_KINDS = ['agree', 'agree-with-remarks', 'return', 'reject'] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];
export const CHANNELS = ['product', 'link', 'letter', 'silence'] as const;
export type Channel = (typeof CHANNELS)[number];

export const ROUTE_STATUSES = [
  'running',
  'approved',
  'returned',
  'rejected',
  'withdrawn',
  'stopped',
] as const;
export type RouteStatus = (typeof ROUTE_STATUSES)[number];

/** Who, as printed, at the moment of the decision. */
export const PersonSnapshotSchema = z.object({
  userId: z.string().nullable(),
  /** Full name where known («Орлова Любовь Петровна»), else as given. */
  name: z.string(),
  position: z.string().nullable(),
  organisation: z.string().nullable(),
  /** «Общественной организации «…»» as a person confirmed it; null = computed. */
  organisationGenitive: z.string().nullable(),
});
export type PersonSnapshot = z.infer<typeof PersonSnapshotSchema>;

/** An incoming letter: prints as «письмо … от … № …». */
export const LetterSchema = z.object({
  number: z.string().min(1),
  /** ISO day. */
  date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  /** SHA-256 of the scan. */
  scanSha256: z.string().optional(),
  enteredBy: z.object({ userId: z.string(), name: z.string() }),
});

/** The ground of an approval other than a signature: an act, or a protocol of a collegial body. */
export const GroundSchema = z.discriminatedUnion('kind', [
  /** «УТВЕРЖДЕНО приказом директора от 05.04.2026 № 82»: `act` in the nominative. */
  z.object({ kind: z.literal('act'), act: z.string().min(1), date: z.string(), number: z.string().min(1) }),
  /** «УТВЕРЖДЕНО общим собранием (протокол от 12.12.2025 № 12)»: `body` in the nominative. */
  z.object({
    kind: z.literal('protocol'),
    body: z.string().min(1),
    date: z.string(),
    number: z.string().min(1),
  }),
]);

export const DecisionSchema = z.object({
  /** `<instance>:<round>:<step>:<assignee>`: one decision a round. */
  id: z.string(),
  stepId: z.string(),
  assigneeKey: z.string(),
  round: z.number().int(),
  kind: z.enum(DECISION_KINDS),
  versionSha256: z.string(),
  versionNumber: z.number().int(),
  at: z.date(),
  person: PersonSnapshotSchema,
  channel: z.enum(CHANNELS),
  remark: z.string().nullable(),
  letter: LetterSchema.nullable(),
  ground: GroundSchema.nullable(),
  /** «за …»: the assignee for whom a substitute decided. */
  onBehalfOf: z.string().nullable(),
  /** Came when the step was already settled: recorded, changes no passed step. */
  late: z.boolean(),
  /** When the author answered the remark. */
  answeredAt: z.date().nullable(),
});
export type Decision = z.infer<typeof DecisionSchema>;

export const ASSIGNEE_STATES = ['waiting', 'asked', 'decided', 'dropped', 'removed', 'delegated'] as const;

export const AssigneeSchema = z.object({
  key: z.string(),
  kind: z.enum(['user', 'role', 'external']),
  /** Index token: `user:<id>`, `role:<role>@<organisation>` or `link:<instance>:<key>`. */
  token: z.string(),
  userId: z.string().nullable(),
  name: z.string(),
  position: z.string().nullable(),
  organisation: z.string().nullable(),
  organisationGenitive: z.string().nullable(),
  email: z.string().nullable(),
  state: z.enum(ASSIGNEE_STATES),
  /** The decision that counts now, in `decisions`; may be of an earlier round when carried over. */
  decisionId: z.string().nullable(),
  /** Hash and number the decision was carried over to, if it was made on an earlier version. */
  carried: z.boolean(),
  askedAt: z.date().nullable(),
  dueAt: z.date().nullable(),
  escalatedAt: z.date().nullable(),
  /** Sections the person answers for; null = the whole document. */
  scope: z.array(z.string()).nullable(),
  /** `field` comes from the document's fields and is read again with a new version; `manual` was added on the way. */
  origin: z.enum(['workflow', 'field', 'manual']),
  delegatedFrom: z.string().nullable(),
  /** Till when the decision is handed over to this one; null for everybody else. */
  delegatedUntil: z.date().nullable().default(null),
  /** Why the state is removed or dropped. */
  reason: z.string().nullable(),
});
export type Assignee = z.infer<typeof AssigneeSchema>;

export const STEP_STATUSES = ['waiting', 'active', 'done', 'returned', 'rejected', 'skipped'] as const;
export const StepStateSchema = z.object({
  id: z.string(),
  status: z.enum(STEP_STATUSES),
  startedAt: z.date().nullable(),
  dueAt: z.date().nullable(),
  assignees: z.array(AssigneeSchema),
});
export type StepState = z.infer<typeof StepStateSchema>;

export const TimerSchema = z.object({
  id: z.string(),
  at: z.date(),
  kind: z.enum(['due', 'remind', 'escalate', 'delegation-end']),
  stepId: z.string(),
  assigneeKeys: z.array(z.string()),
});
export type Timer = z.infer<typeof TimerSchema>;

export const HistoryEntrySchema = z.object({
  at: z.date(),
  kind: z.string(),
  stepId: z.string().nullable(),
  assigneeKey: z.string().nullable(),
  actor: z.string().nullable(),
  note: z.string().nullable(),
});

/** Sorts behind every real term. */
export const NO_TERM = new Date('9999-12-31T00:00:00Z');

export const RouteInstanceSchema = z.object({
  schemaVersion: z.literal(1),
  id: z.string(),
  /** The release the instance stays on. */
  workflow: z.object({ id: z.string(), release: z.string() }),
  organisationId: z.string(),
  timeZone: z.string(),
  status: z.enum(ROUTE_STATUSES),
  round: z.number().int().min(1),
  versionSha256: z.string(),
  versionNumber: z.number().int(),
  /** How the request announced that silence means consent («письмо от 01.09.2026 № 5»); null = it did not. */
  silenceAnnounced: z.string().nullable(),
  startedAt: z.date(),
  finishedAt: z.date().nullable(),
  steps: z.array(StepStateSchema),
  decisions: z.array(DecisionSchema),
  /** Tokens of those asked now: the multikey index behind «На согласовании». */
  pending: z.array(z.string()),
  /** Earliest term of those asked now, {@link NO_TERM} without one: the order of that list. */
  firstDueAt: z.date(),
  timers: z.array(TimerSchema),
  /** Earliest timer, for an index. */
  nextTimerAt: z.date().nullable(),
  history: z.array(HistoryEntrySchema),
});
export type RouteInstance = z.infer<typeof RouteInstanceSchema>;
