// Binds the commands and queries of remarks and suggestions; documents/index.server.ts spreads them.
import type { DocumentsDeps } from '../documents.deps';
import { decideSuggestions } from './commands/decide-suggestions.server';
import { deleteRemark, editRemark } from './commands/edit-remark.server';
import { makeRemark } from './commands/make-remark.server';
import { replyRemark } from './commands/reply-remark.server';
import { reopenRemark, resolveRemark } from './commands/resolve-remark.server';
import { suggestChange } from './commands/suggest-change.server';
import { exportWorkingCopy } from './exchange/export-working-copy.server';
import { getReturnedFile } from './exchange/get-returned-file.server';
import { receiveFile } from './exchange/receive-file.server';
import { takeFile } from './exchange/take-file.server';
import { getRemarks } from './queries/get-remarks.server';

export const remarkCommands = (deps: DocumentsDeps) => ({
  makeRemark: makeRemark(deps),
  replyRemark: replyRemark(deps),
  editRemark: editRemark(deps),
  deleteRemark: deleteRemark(deps),
  resolveRemark: resolveRemark(deps),
  reopenRemark: reopenRemark(deps),
  suggestChange: suggestChange(deps),
  decideSuggestions: decideSuggestions(deps),
  receiveFile: receiveFile(deps),
  takeFile: takeFile(deps),
});

export const remarkQueries = (deps: DocumentsDeps) => ({
  getRemarks: getRemarks(deps),
  exportWorkingCopy: exportWorkingCopy(deps),
  getReturnedFile: getReturnedFile(deps),
});
