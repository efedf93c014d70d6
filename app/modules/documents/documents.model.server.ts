// Collection names and indexes only: the shapes are in documents.schema.ts, and zod parses what is read.
import type { Connection } from 'mongoose';
import { type LooseModel, looseModel } from '~/platform/storage/loose-model.server';

export interface DocumentModels {
  documents: LooseModel;
  versions: LooseModel;
  remarks: LooseModel;
  suggestions: LooseModel;
  returnedFiles: LooseModel;
  registerEntries: LooseModel;
  drafts: LooseModel;
  draftBodies: LooseModel;
  draftRevisions: LooseModel;
  formDrafts: LooseModel;
  imports: LooseModel;
  /** Proposals to a document under discussion; each is an aggregate of its own. */
  proposals: LooseModel;
  /** Who decides for whom, by period. */
  substitutions: LooseModel;
}

export function documentModels(connection: Connection): DocumentModels {
  return {
    documents: looseModel(connection, 'Document', 'documents', (schema) => {
      schema.index({ acl: 1, updatedAt: -1, _id: 1 });
      schema.index({ acl: 1, titleLower: 1, _id: 1 });
      schema.index({ 'route.pending': 1, 'route.firstDueAt': 1, _id: 1 });
      schema.index(
        { owner: 1, 'route.firstDueAt': 1, _id: 1 },
        { partialFilterExpression: { state: 'in-approval' } },
      );
      schema.index(
        { verifyCode: 1 },
        { unique: true, partialFilterExpression: { verifyCode: { $type: 'string' } } },
      );
      schema.index(
        { 'publication.slug': 1 },
        { unique: true, partialFilterExpression: { 'publication.slug': { $type: 'string' } } },
      );
      schema.index(
        { 'publication.at': -1 },
        { partialFilterExpression: { 'publication.slug': { $type: 'string' } } },
      );
      schema.index({ 'outbox.id': 1 }, { sparse: true });
      schema.index({ 'route.nextTimerAt': 1, _id: 1 }, { sparse: true });
      schema.index({ 'issued.sha256': 1 });
      schema.index(
        { supersededFrom: 1 },
        { partialFilterExpression: { supersededFrom: { $type: 'string' } } },
      );
      schema.index({ acquaintanceWaits: 1 });
      schema.index(
        { 'discussion.code': 1 },
        { unique: true, partialFilterExpression: { 'discussion.code': { $type: 'string' } } },
      );
    }),
    versions: looseModel(connection, 'Version', 'versions', (schema) => {
      // Not unique: a version whose author lost the race stays as an orphan that no lineage reaches.
      schema.index({ documentId: 1, number: 1, sha256: 1 });
    }),
    remarks: looseModel(connection, 'Remark', 'remarks', (schema) => {
      schema.index({ documentId: 1, at: 1, _id: 1 });
    }),
    suggestions: looseModel(connection, 'Suggestion', 'suggestions', (schema) => {
      schema.index({ documentId: 1, at: 1, _id: 1 });
    }),
    returnedFiles: looseModel(connection, 'ReturnedFile', 'returnedFiles', (schema) => {
      schema.index({ documentId: 1, at: -1 });
    }),
    registerEntries: looseModel(connection, 'RegisterEntry', 'registerEntries', (schema) => {
      schema.index({ documentId: 1 }, { unique: true });
      schema.index({ register: 1, year: 1, ordinal: -1 });
    }),
    drafts: looseModel(connection, 'Draft', 'drafts', () => undefined),
    draftBodies: looseModel(connection, 'DraftBody', 'draftBodies', (schema) => {
      schema.index({ documentId: 1, revision: 1 });
    }),
    draftRevisions: looseModel(connection, 'DraftRevision', 'draftRevisions', (schema) => {
      schema.index({ documentId: 1, revision: -1 });
      schema.index({ at: 1 }, { expireAfterSeconds: 14 * 86_400 });
    }),
    formDrafts: looseModel(connection, 'FormDraft', 'formDrafts', (schema) => {
      schema.index({ userId: 1, updatedAt: -1 });
      schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
    }),
    imports: looseModel(connection, 'Import', 'imports', (schema) => {
      schema.index({ userId: 1, createdAt: -1 });
      schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
    }),
    proposals: looseModel(connection, 'DiscussionProposal', 'discussionProposals', (schema) => {
      schema.index({ documentId: 1, number: 1 }, { unique: true });
      schema.index(
        { documentId: 1, formNonce: 1 },
        { unique: true, partialFilterExpression: { formNonce: { $type: 'string' } } },
      );
      schema.index(
        { receiptSha256: 1 },
        { unique: true, partialFilterExpression: { receiptSha256: { $type: 'string' } } },
      );
      schema.index({ 'outbox.id': 1 }, { sparse: true });
    }),
    substitutions: looseModel(connection, 'Substitution', 'substitutions', (schema) => {
      schema.index({ personId: 1, until: 1 });
      schema.index({ substituteId: 1, until: 1 });
      schema.index({ 'outbox.id': 1 }, { sparse: true });
    }),
  };
}

/** Creates the indexes; run once at start, idempotent. */
export async function ensureDocumentIndexes(models: DocumentModels): Promise<void> {
  for (const model of Object.values(models)) await model.createIndexes();
}
