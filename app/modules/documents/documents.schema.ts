// The document aggregate as stored: card, lifecycle, pointer to the current version, route, issued files, outbox.
// The text itself lives in immutable versions (canonical bytes); what was agreed is named by their SHA-256.
import { z } from 'zod';
import { CardSchema } from '~/modules/templates';
import { AssigneeSchema, RouteInstanceSchema, StepStateSchema } from '~/modules/workflows';
import { DomainEventSchema } from '~/shared/domain-event';
import { AcquaintanceSchema } from './acquaintance/acquaintance.schema';
import { DocumentBodySchema } from './body/body.schema';
import { CheckSkipSchema } from './checks/check-skips';
import { BasisSchema, DiscussionSchema } from './discussion/discussion.schema';
import { LIFECYCLE_STATES } from './lifecycle';
import { RemarkHeadSchema, SuggestionHeadSchema } from './remarks/remarks.schema';
import { VersionLabelSchema } from './versions/version-labels';

export const LifecycleStateSchema = z.enum(LIFECYCLE_STATES);

export const VisibilitySchema = z.enum(['participants', 'organisation', 'installation', 'public']);
export type Visibility = z.infer<typeof VisibilitySchema>;

export const ParticipantSchema = z.object({
  /** `user:<id>`, `org:<id>`, or `guest:<id>` of a personal link. */
  subject: z.string(),
  /** What he does in this document (sharing/participants.ts). */
  role: z.string(),
  /** Of a moderator: block ids of his sections; absent or empty = all. */
  sections: z.array(z.string()).max(500).optional(),
  /** Of an approver without an account: the place in the route that his personal link was sent for. */
  place: z.object({ routeId: z.string(), stepId: z.string(), assigneeKey: z.string() }).optional(),
});
export type Participant = z.infer<typeof ParticipantSchema>;

/** Consent of an organisation to stand in the document with its name and logo; absent = not asked. */
export const NameConsentSchema = z.object({
  /** `org:<id>`, or `name:<name>` of an organisation that is not in the directory. */
  subject: z.string(),
  /** As it was named when asked. */
  name: z.string(),
  status: z.enum(['asked', 'given', 'refused']),
  askedAt: z.date(),
  /** The answer: who recorded it, when, by which way. */
  answer: z
    .object({
      at: z.date(),
      byId: z.string(),
      byName: z.string(),
      way: z.enum(['product', 'letter']),
      letter: z.object({ number: z.string(), date: z.string() }).nullable(),
    })
    .nullable(),
});
export type NameConsent = z.infer<typeof NameConsentSchema>;

const ReleaseRefSchema = z.object({ id: z.string(), release: z.string() });

export const VersionRefSchema = z.object({
  number: z.number().int().min(1),
  sha256: z.string().length(64),
  at: z.date(),
  authorId: z.string(),
  authorName: z.string(),
});

/** What a version's bytes hold: canonical JSON of this, hashed as stored. */
export const VersionContentSchema = z.object({
  schemaVersion: z.literal(1),
  template: ReleaseRefSchema,
  fields: z.record(z.string(), z.unknown()),
  card: CardSchema,
  body: DocumentBodySchema,
});
export type VersionContent = z.infer<typeof VersionContentSchema>;

export const VersionSchema = z.object({
  schemaVersion: z.literal(1),
  _id: z.string(),
  documentId: z.string(),
  number: z.number().int().min(1),
  sha256: z.string().length(64),
  /** The version it was made from; null for the first. The lineage is walked back along it from the current one. */
  baseSha256: z.string().length(64).nullable(),
  bytes: z.instanceof(Uint8Array),
  authorId: z.string(),
  authorName: z.string(),
  note: z.string(),
  /** Made by the program at a step of the document's life. */
  automatic: z.boolean().default(false),
  at: z.date(),
});
export type Version = z.infer<typeof VersionSchema>;

export const ISSUED_FORMATS = ['pdf', 'docx', 'html', 'json'] as const;
export const IssuedFileSchema = z.object({
  format: z.enum(ISSUED_FORMATS),
  name: z.string(),
  mediaType: z.string(),
  sha256: z.string().length(64),
  /** SHA-256 of the plain text, the same for every format of one version: tells a re-saved file from a changed one. */
  textSha256: z.string().length(64),
  size: z.number().int().min(0),
  at: z.date(),
});
export type IssuedFile = z.infer<typeof IssuedFileSchema>;

export const RegistrationSchema = z.object({
  register: z.string(),
  year: z.number().int(),
  ordinal: z.number().int().min(1),
  /** As printed, e.g. «12-Р». */
  number: z.string(),
});

export const AdoptionSchema = z.object({
  /** ISO day; what it means (event, approval, end of count) is the kind's data. */
  date: z.string(),
  /** Status word as printed: «принята», «утверждено», «подписан». */
  word: z.string(),
  /** Whole line, e.g. «Принята участниками круглого стола «…» 25 сентября 2023 г.»; empty where a mark says it. */
  line: z.string(),
  byId: z.string(),
  at: z.date(),
});

export const PublicationSchema = z.object({ slug: z.string(), at: z.date(), url: z.string() });

export const DocumentSchema = z.object({
  schemaVersion: z.literal(1),
  _id: z.string(),
  /** Optimistic version of the aggregate; approvers' decisions do not use it (they commute). */
  version: z.number().int().min(1),
  kind: z.string(),
  template: ReleaseRefSchema,
  workflow: ReleaseRefSchema,
  owner: z.string(),
  participants: z.array(ParticipantSchema),
  nameConsents: z.array(NameConsentSchema).default([]),
  visibility: VisibilitySchema,
  /** Tokens that may read it, computed by identity's one function at every write. */
  acl: z.array(z.string()),
  title: z.string(),
  /** Lower-cased title for search in lists (the store has no collation). */
  titleLower: z.string(),
  state: LifecycleStateSchema,
  currentVersion: VersionRefSchema,
  route: RouteInstanceSchema.nullable(),
  /** Routes that were withdrawn, stopped or ended before this one: their decisions stay on record. */
  pastRoutes: z.array(RouteInstanceSchema).default([]),
  remarks: z.array(RemarkHeadSchema),
  /** Absent in documents made before discussions were. */
  discussion: DiscussionSchema.nullable().default(null),
  basis: BasisSchema.nullable().default(null),
  /** Heads of suggested changes; their words are in the collection `suggestions`. */
  suggestions: z.array(SuggestionHeadSchema).default([]),
  /** Names given to versions afterwards; absent in older documents, as the skips. */
  versionLabels: z.array(VersionLabelSchema).default([]),
  /** Problems of the check that a person looked at and left, with a reason. */
  checkSkips: z.array(CheckSkipSchema).default([]),
  registration: RegistrationSchema.nullable(),
  adoption: AdoptionSchema.nullable(),
  issued: z.array(IssuedFileSchema),
  verifyCode: z.string().nullable(),
  publication: PublicationSchema.nullable(),
  /** Document that takes this one's place; set when that one is issued. */
  supersededBy: z.string().nullable(),
  /** ISO day from which it does: until then this one is in force. */
  supersededFrom: z.iso.date().nullable().default(null),
  /** Document whose new edition this one is. */
  supersedes: z.string().nullable().default(null),
  /** The new edition that somebody began; named before it is made, so that there is one at a time. */
  nextEdition: z.string().nullable().default(null),
  /** ISO day from which an issued new edition is in force. */
  inForceFrom: z.iso.date().nullable().default(null),
  /** «Лист ознакомления»: who was asked to read the text in force, and who has. */
  acquaintance: z.array(AcquaintanceSchema).default([]),
  /** Ids of those who have not: what a person is asked for is found by it. */
  acquaintanceWaits: z.array(z.string()).default([]),
  /** Number of the last event of this aggregate: an omission in the audit chain shows as a gap. */
  eventSeq: z.number().int().min(0),
  outbox: z.array(DomainEventSchema),
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type Document = z.infer<typeof DocumentSchema>;

/** What «На согласовании» shows of a document: a part of it, read by a projection. */
export const PendingDocumentSchema = z.object({
  _id: z.string(),
  title: z.string(),
  kind: DocumentSchema.shape.kind,
  workflow: z.object({ release: z.string() }),
  currentVersion: VersionRefSchema.pick({ number: true, authorName: true }),
  route: RouteInstanceSchema.pick({ versionSha256: true, timeZone: true, firstDueAt: true }).extend({
    steps: z.array(
      StepStateSchema.pick({ id: true, status: true }).extend({
        assignees: z.array(
          AssigneeSchema.pick({ key: true, state: true, token: true, userId: true, name: true, dueAt: true }),
        ),
      }),
    ),
  }),
});
export type PendingDocument = z.infer<typeof PendingDocumentSchema>;
export type AskedRoute = Pick<PendingDocument['route'], 'steps'>;

const asked = (part: string) => [`route.steps.assignees.${part}`, 1] as const;

/** The projection that {@link PendingDocumentSchema} reads. */
export const PENDING_PARTS = {
  title: 1,
  kind: 1,
  'workflow.release': 1,
  'currentVersion.number': 1,
  'currentVersion.authorName': 1,
  'route.versionSha256': 1,
  'route.timeZone': 1,
  'route.firstDueAt': 1,
  'route.steps.id': 1,
  'route.steps.status': 1,
  ...Object.fromEntries(['key', 'state', 'token', 'userId', 'name', 'dueAt'].map(asked)),
} as const;
