// Collection names and indexes only: the shapes are in identity.schema.ts, and zod parses what is read.
import type { Connection } from 'mongoose';
import { type LooseModel, looseModel } from '~/platform/storage/loose-model.server';

export interface IdentityModels {
  readonly users: LooseModel;
  readonly organisations: LooseModel;
  readonly sessions: LooseModel;
  readonly attempts: LooseModel;
  readonly installation: LooseModel;
  readonly invitations: LooseModel;
  readonly personalLinks: LooseModel;
  readonly challenges: LooseModel;
  readonly guestSessions: LooseModel;
}

export function identityModels(connection: Connection): IdentityModels {
  return {
    users: looseModel(connection, 'User', 'users', (schema) => {
      schema.index({ emailLower: 1 }, { unique: true });
      schema.index({ 'memberships.organisationId': 1, _id: 1 });
      schema.index({ 'outbox.id': 1 }, { sparse: true });
    }),
    organisations: looseModel(connection, 'Organisation', 'organisations', (schema) => {
      schema.index({ name: 1, _id: 1 });
      schema.index({ 'outbox.id': 1 }, { sparse: true });
    }),
    sessions: looseModel(connection, 'Session', 'sessions', (schema) => {
      schema.index({ tokenHash: 1 }, { unique: true });
      schema.index({ userId: 1, lastSeenAt: -1 });
      schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
    }),
    attempts: looseModel(connection, 'SignInAttempts', 'signInAttempts', (schema) => {
      schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
    }),
    installation: looseModel(connection, 'Installation', 'installation', () => undefined),
    invitations: looseModel(connection, 'Invitation', 'invitations', (schema) => {
      schema.index({ tokenHash: 1 }, { unique: true });
      schema.index({ 'membership.organisationId': 1, createdAt: -1 });
      schema.index({ 'outbox.id': 1 }, { sparse: true });
    }),
    personalLinks: looseModel(connection, 'PersonalLink', 'personalLinks', (schema) => {
      schema.index({ tokenHash: 1 }, { unique: true });
      schema.index({ 'target.id': 1, createdAt: 1 });
      schema.index({ 'outbox.id': 1 }, { sparse: true });
    }),
    challenges: looseModel(connection, 'Challenge', 'challenges', (schema) => {
      schema.index({ tokenHash: 1 }, { unique: true });
      schema.index({ subjectId: 1, createdAt: -1 });
      schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
    }),
    guestSessions: looseModel(connection, 'GuestSession', 'guestSessions', (schema) => {
      schema.index({ tokenHash: 1 }, { unique: true });
      schema.index({ linkId: 1 });
      schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
    }),
  };
}

/** Creates the indexes; idempotent. Unique e-mail is a correctness rule, so this runs before the first command. */
export async function ensureIdentityIndexes(models: IdentityModels): Promise<void> {
  for (const model of Object.values(models)) await model.createIndexes();
}
