import type { DocumentsDeps } from '../documents.deps';
import { fixProblems } from './commands/fix-problems.server';
import { skipProblem, unskipProblem } from './commands/skip-problem.server';
import { getChecks, previewFixes } from './queries/get-checks.server';

export const checksCommands = (deps: DocumentsDeps) => ({
  fixProblems: fixProblems(deps),
  skipProblem: skipProblem(deps),
  unskipProblem: unskipProblem(deps),
});
export const checksQueries = (deps: DocumentsDeps) => ({
  getChecks: getChecks(deps),
  previewFixes: previewFixes(deps),
});
