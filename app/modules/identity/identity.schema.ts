// Stored shapes of the identity module: the only schema; models hold names and indexes.
import { z } from 'zod';
import type { Role } from '~/shared/context';
import { DomainEventSchema } from '~/shared/domain-event';

export const ROLES = [
  'administrator',
  'editor',
  'drafter',
  'secretary',
  'approver',
  'chair',
  'inspector',
  'moderator',
  'reader',
] as const satisfies readonly Role[];
export const RoleSchema = z.enum(ROLES);

/** Fields of every aggregate: optimistic version, numbering of events, events not yet handed over. */
export const aggregate = {
  schemaVersion: z.literal(1),
  version: z.number().int().min(1),
  eventSeq: z.number().int().min(0),
  outbox: z.array(DomainEventSchema),
};

const PersonNameSchema = z.object({
  surname: z.string().min(1),
  name: z.string().min(1),
  patronymic: z.string().min(1).optional(),
});

export const MembershipSchema = z.object({
  organisationId: z.string(),
  /** As printed: «руководитель проекта». */
  position: z.string().optional(),
  roles: z.array(RoleSchema),
});

const form = z.string().trim().min(1).max(600);
/** Oblique cases of a name or a position, as their bearer confirmed them. */
export const CaseFormsSchema = z.object({
  genitive: form,
  dative: form,
  accusative: form,
  instrumental: form,
  prepositional: form,
});
export type CaseForms = z.infer<typeof CaseFormsSchema>;

export const OrganisationSchema = z.object({
  ...aggregate,
  _id: z.string(),
  /** Full name as printed. */
  name: z.string().min(1),
  shortName: z.string().min(1),
  /** IANA name, e.g. `Europe/Moscow`: deadlines and working days are counted by it. */
  timeZone: z.string().min(1),
  /** The organisation that runs this installation; exactly one. */
  host: z.boolean(),
  /** Fictional, from «учебные данные». */
  sample: z.boolean(),
  createdAt: z.date(),
  logo: z
    .object({ sha256: z.string().length(64), mediaType: z.string() })
    .nullable()
    .default(null),
  /** Confirmed by its administrator; `of` is the name they were confirmed for, another name makes them void. */
  forms: z.object({ of: z.string(), name: CaseFormsSchema, confirmedAt: z.date() }).nullable().default(null),
});
export type Organisation = z.infer<typeof OrganisationSchema>;

/** Case forms that the person has confirmed; `of` and `position` say for which words, others make them void. */
const PersonFormsSchema = z.object({
  of: z.string(),
  gender: z.enum(['male', 'female']),
  name: CaseFormsSchema,
  /** Surname with initials: «Иванова И.И.». */
  short: CaseFormsSchema,
  positions: z.array(z.object({ position: z.string(), cases: CaseFormsSchema })),
  confirmedAt: z.date(),
});
export type PersonForms = z.infer<typeof PersonFormsSchema>;

const TotpSchema = z.object({
  /** Encrypted with the key file `totp.key`, bound to the user's id. */
  sealedSecret: z.string(),
  /** null until the person has shown a code of it. */
  enabledAt: z.date().nullable(),
  /** The newest time step whose code was taken: none is taken twice. */
  lastStep: z.number().int(),
  recovery: z.array(z.object({ hash: z.string(), usedAt: z.date().nullable() })),
});
export type Totp = z.infer<typeof TotpSchema>;

export const UserSchema = z.object({
  ...aggregate,
  _id: z.string(),
  email: z.string(),
  /** Lower-cased, unique: the store has no collation. */
  emailLower: z.string(),
  name: PersonNameSchema,
  /** argon2id, PHC string. */
  passwordHash: z.string(),
  memberships: z.array(MembershipSchema),
  status: z.enum(['active', 'disabled']),
  sample: z.boolean(),
  createdAt: z.date(),
  lastSignInAt: z.date().nullable(),
  forms: PersonFormsSchema.nullable().default(null),
  totp: TotpSchema.nullable().default(null),
});
export type User = z.infer<typeof UserSchema>;

export const SessionSchema = z.object({
  schemaVersion: z.literal(1),
  _id: z.string(),
  /** SHA-256 of the token; the token itself is only in the person's cookie. */
  tokenHash: z.string().length(64),
  userId: z.string(),
  createdAt: z.date(),
  lastSeenAt: z.date(),
  /** Ends unless used before this moment. */
  idleExpiresAt: z.date(),
  /** Ends at this moment however much it is used. */
  expiresAt: z.date(),
  userAgent: z.string(),
  address: z.string(),
});
export type Session = z.infer<typeof SessionSchema>;

/** Failed sign-ins of one e-mail, known or not: the answer to a guesser is the same for both. */
export const SignInAttemptsSchema = z.object({
  /** SHA-256 of the lower-cased e-mail. */
  _id: z.string(),
  failures: z.number().int(),
  /** Lockouts in a row; each doubles the next one. */
  lockouts: z.number().int(),
  lockedUntil: z.date().nullable(),
  expiresAt: z.date(),
});
export type SignInAttempts = z.infer<typeof SignInAttemptsSchema>;

/**
 * The claim of the first set-up, `_id: 'installation'`. Its insertion decides the race of two set-ups; it carries
 * all that is needed to finish after a crash, and loses the password hash once finished.
 */
export const InstallationSchema = z.object({
  schemaVersion: z.literal(1),
  _id: z.literal('installation'),
  organisationId: z.string(),
  userId: z.string(),
  at: z.date(),
  pending: z.object({ organisation: OrganisationSchema, user: UserSchema }).nullable(),
});
export type Installation = z.infer<typeof InstallationSchema>;
