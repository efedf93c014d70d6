import type { DocumentsDeps } from '../documents.deps';
import { renameVersion } from './commands/rename-version.server';
import { restoreVersion } from './commands/restore-version.server';
import { compareVersions, renderComparison } from './queries/compare-versions.server';
import { getVersionPaper, renderVersionFile } from './queries/get-version.server';
import { listVersions } from './queries/list-versions.server';

export const versionsCommands = (deps: DocumentsDeps) => ({
  renameVersion: renameVersion(deps),
  restoreVersion: restoreVersion(deps),
});
export const versionsQueries = (deps: DocumentsDeps) => ({
  listVersions: listVersions(deps),
  compareVersions: compareVersions(deps),
  renderComparison: renderComparison(deps),
  getVersionPaper: getVersionPaper(deps),
  renderVersionFile: renderVersionFile(deps),
});
