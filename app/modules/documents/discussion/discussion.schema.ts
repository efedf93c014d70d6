// A discussion as it lies in its document, and a proposal as it lies in its own collection. Proposals are aggregates
// of their own: a hall that sends a hundred at once must not queue up for one document.
import { z } from 'zod';
import { DomainEventSchema } from '~/shared/domain-event';

/** What was put before the people: it stays what it was until another version is put up. */
const ShownVersionSchema = z.object({
  number: z.number().int().min(1),
  sha256: z.string().length(64),
  at: z.date(),
});

export const DiscussionSchema = z.object({
  /** Address of the public page, `/d/<code>`; random, so an unlisted page cannot be guessed. */
  code: z.string().min(8),
  /** Key of the form tokens (form-token.server.ts). Never leaves the server. */
  formKey: z.string(),
  /** «Открытая страница»: without it nobody but the document's readers sees anything. */
  openPage: z.boolean(),
  version: ShownVersionSchema,
  /** ISO day, the last on which proposals are taken. */
  until: z.iso.date(),
  /** Where it is talked about: «зал 2», «ул. Мостовая, 3»; may be empty. */
  place: z.string(),
  notes: z.string(),
  startedAt: z.date(),
  closedAt: z.date().nullable(),
});
export type Discussion = z.infer<typeof DiscussionSchema>;

/** «Принята за основу» (custom of round tables): how, when, on which version, and who objected. */
export const BasisSchema = z.object({
  date: z.iso.date(),
  result: z.enum(['no-objection', 'voted']),
  votes: z
    .object({
      for: z.number().int().min(0),
      against: z.number().int().min(0),
      abstained: z.number().int().min(0),
    })
    .nullable(),
  /** Who objected and to what, in words; for the record, never printed. */
  objections: z.string(),
  /** As the kind's data say it: «Принята за основу». */
  word: z.string(),
  version: z.object({ number: z.number().int().min(1), sha256: z.string().length(64) }),
  byId: z.string(),
  at: z.date(),
});
export type Basis = z.infer<typeof BasisSchema>;

export const PROPOSAL_KINDS = ['change', 'add', 'exclude', 'new-point', 'question'] as const;
export type ProposalKind = (typeof PROPOSAL_KINDS)[number];
export const PROPOSAL_STATUSES = [
  'new',
  'accepted',
  'partly',
  'declined',
  'answered',
  'withdrawn',
  'hidden',
] as const;
export type ProposalStatus = (typeof PROPOSAL_STATUSES)[number];
/** `answered` is for questions: there is nothing to accept or to decline. */
export const OUTCOMES = ['accepted', 'partly', 'declined', 'answered'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** A consent as it must be proven: to which text, when, how, and when it was taken back. */
const ConsentSchema = z.object({
  textVersion: z.string(),
  textSha256: z.string().length(64),
  at: z.date(),
  /** `form`: ticked by the person; `secretary`: on paper or by word of mouth, written down by the secretary. */
  how: z.enum(['form', 'secretary']),
  withdrawnAt: z.date().nullable(),
});
export type Consent = z.infer<typeof ConsentSchema>;

/** Where the proposal points: to a block, to a new point (after or inside a block), or to the whole. */
export const ProposalPlaceSchema = z.object({
  kind: z.enum(['block', 'new', 'whole']),
  block: z.string().nullable(),
  /** As it was called in the version people saw: «п. 7»; kept, since numbers move. */
  label: z.string(),
  /** Position in that version, for sorting by point. */
  order: z.number().int(),
  /** Title of the section (секция, площадка) it stands in; null outside sections. */
  section: z.string().nullable(),
});
export type ProposalPlace = z.infer<typeof ProposalPlaceSchema>;

const ScanSchema = z.object({
  sha256: z.string().length(64),
  name: z.string(),
  mediaType: z.string(),
  size: z.number().int(),
});

export const ProposalSchema = z.object({
  schemaVersion: z.literal(1),
  _id: z.string(),
  version: z.number().int().min(1),
  documentId: z.string(),
  /** «№ 5» within its document, in order of arrival. */
  number: z.number().int().min(1),
  shownVersion: z.object({ number: z.number().int(), sha256: z.string().length(64) }),
  place: ProposalPlaceSchema,
  kind: z.enum(PROPOSAL_KINDS),
  text: z.string().min(1).max(10_000),
  reason: z.string().max(5000),
  /** Not personal data: printed in the summary. */
  organisation: z.string().nullable(),
  /** Name and e-mail of a private person, sealed with the key file (platform/secrets); null = без указания автора. */
  authorSealed: z.string().nullable(),
  hasName: z.boolean(),
  consents: z.object({ processing: ConsentSchema.nullable(), publishName: ConsentSchema.nullable() }),
  source: z.object({
    channel: z.enum(['form', 'oral', 'paper', 'mail']),
    /** Who wrote it down; null for the form. */
    enteredByName: z.string().nullable(),
    scan: ScanSchema.nullable(),
  }),
  status: z.enum(PROPOSAL_STATUSES),
  decision: z
    .object({
      outcome: z.enum(OUTCOMES),
      reason: z.string(),
      wording: z.string(),
      byId: z.string(),
      byName: z.string(),
      at: z.date(),
    })
    .nullable(),
  /** Proposals that say the same carry one id. */
  groupId: z.string().nullable(),
  /** The block of the draft that came of it: item ↔ proposal. */
  taken: z.object({ block: z.string(), mode: z.enum(['change', 'new']), at: z.date() }).nullable(),
  hidden: z.object({ reason: z.string(), byName: z.string(), at: z.date() }).nullable(),
  /** SHA-256 of the personal code; null when written down by the secretary. */
  receiptSha256: z.string().nullable(),
  /** One form, one proposal: a second tap on «Отправить» finds the first. */
  formNonce: z.string().nullable(),
  at: z.date(),
  eventSeq: z.number().int().min(0),
  outbox: z.array(DomainEventSchema),
});
export type Proposal = z.infer<typeof ProposalSchema>;

/** What is sealed of a private person. */
export const SealedAuthorSchema = z.object({ name: z.string(), email: z.string() });
export type SealedAuthor = z.infer<typeof SealedAuthorSchema>;
