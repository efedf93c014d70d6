// Collection names and indexes only: the shapes are in knowledge.schema.ts, and zod parses what is read.
import type { Connection } from 'mongoose';
import { type LooseModel, looseModel } from '~/platform/storage/loose-model.server';

export interface KnowledgeModels {
  readonly acts: LooseModel;
  readonly editions: LooseModel;
  readonly provisions: LooseModel;
  readonly backlinks: LooseModel;
  readonly actImports: LooseModel;
}

export function knowledgeModels(connection: Connection): KnowledgeModels {
  return {
    acts: looseModel(connection, 'Act', 'acts', (schema) => {
      schema.index({ titleLower: 1, _id: 1 });
      schema.index({ number: 1, date: 1 });
      schema.index({ 'outbox.id': 1 }, { sparse: true });
    }),
    editions: looseModel(connection, 'Edition', 'editions', (schema) => {
      schema.index({ actId: 1, validFrom: 1 });
    }),
    provisions: looseModel(connection, 'Provision', 'provisions', (schema) => {
      schema.index({ editionId: 1, path: 1 }, { unique: true });
      schema.index({ editionId: 1, order: 1 });
      schema.index({ editionId: 1, parent: 1, order: 1 });
    }),
    backlinks: looseModel(connection, 'Backlink', 'backlinks', (schema) => {
      schema.index({ actId: 1, path: 1 });
      schema.index({ 'source.type': 1, 'source.id': 1 });
      schema.index({ status: 1, 'source.type': 1 });
    }),
    actImports: looseModel(connection, 'ActImport', 'actImports', (schema) => {
      schema.index({ by: 1, at: -1 });
      schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
    }),
  };
}

/** Creates the indexes; idempotent. The unique path is a correctness rule, so this runs before the first import. */
export async function ensureKnowledgeIndexes(models: KnowledgeModels): Promise<void> {
  for (const model of Object.values(models)) await model.createIndexes();
}
