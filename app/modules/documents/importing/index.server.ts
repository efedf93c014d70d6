// Binds the commands and queries of importing; documents/index.server.ts spreads them.
import type { DocumentsDeps } from '../documents.deps';
import { createFromImport } from './commands/create-from-import.server';
import { discardImport } from './commands/discard-import.server';
import { stageImport } from './commands/stage-import.server';
import { getImport, listImports } from './queries/get-import.server';

export const importCommands = (deps: DocumentsDeps) => ({
  stageImport: stageImport(deps),
  createFromImport: createFromImport(deps),
  discardImport: discardImport(deps),
});

export const importQueries = (deps: DocumentsDeps) => ({
  getImport: getImport(deps),
  listImports: listImports(deps),
});
