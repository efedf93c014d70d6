// What is opened by a secret link: invitations of colleagues, personal links of people without an account, and the
// short-lived steps in between (a second step of sign-in, a code sent by mail). Secrets are stored as hashes only.
import { z } from 'zod';
import { aggregate, MembershipSchema } from './identity.schema';

const hash = z.string().length(64);
const moment = z.date();

/** Joining an organisation; accepted once. */
export const InvitationSchema = z.object({
  ...aggregate,
  _id: z.string(),
  tokenHash: hash,
  email: z.string(),
  emailLower: z.string(),
  membership: MembershipSchema,
  invitedBy: z.object({ id: z.string(), name: z.string() }),
  createdAt: moment,
  sentAt: moment,
  /** How many letters have gone out; each carries a link of its own, the former ones die. */
  letters: z.number().int(),
  expiresAt: moment,
  acceptedAt: moment.nullable(),
  userId: z.string().nullable(),
  revokedAt: moment.nullable(),
});
export type Invitation = z.infer<typeof InvitationSchema>;

/** One thing shown to one named person without an account. */
export const PersonalLinkSchema = z.object({
  ...aggregate,
  _id: z.string(),
  tokenHash: hash,
  /** What it opens; documents are the only kind yet. */
  target: z.object({ type: z.literal('document'), id: z.string(), versionSha256: hash }),
  person: z.object({
    name: z.string(),
    organisation: z.string(),
    position: z.string(),
    email: z.string(),
  }),
  role: z.string(),
  issuedBy: z.object({ id: z.string(), name: z.string() }),
  createdAt: moment,
  letters: z.number().int(),
  expiresAt: moment,
  openedAt: moment.nullable(),
  revokedAt: moment.nullable(),
});
export type PersonalLink = z.infer<typeof PersonalLinkSchema>;

/** A step that waits for a code: the second step of a sign-in, or the code of a personal link. */
export const ChallengeSchema = z.object({
  schemaVersion: z.literal(1),
  _id: z.string(),
  kind: z.enum(['sign-in', 'link']),
  /** Hash of the secret in the cookie of the browser that began. */
  tokenHash: hash,
  /** User or link. */
  subjectId: z.string(),
  /** Keyed hash of the code that was sent; null where an authenticator makes the codes. */
  codeHash: z.string().nullable(),
  failures: z.number().int(),
  createdAt: moment,
  expiresAt: moment,
});
export type Challenge = z.infer<typeof ChallengeSchema>;

export const GuestSessionSchema = z.object({
  schemaVersion: z.literal(1),
  _id: z.string(),
  tokenHash: hash,
  linkId: z.string(),
  createdAt: moment,
  expiresAt: moment,
});
export type GuestSession = z.infer<typeof GuestSessionSchema>;
