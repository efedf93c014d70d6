import type { DocumentsDeps } from '../documents.deps';
import { agreeToMany } from './commands/agree-to-many.server';
import { attachLetter } from './commands/attach-letter.server';
import {
  addApprover,
  delegateDecision,
  removeApprover,
  replaceApprover,
} from './commands/change-people.server';
import { appointSubstitute, cancelSubstitute } from './commands/change-substitutes.server';
import { enterLetterDecision } from './commands/enter-letter.server';
import { sendDigests } from './commands/send-digests.server';
import { sendRouteNotice } from './commands/send-notice.server';
import { sendRouteOutcome } from './commands/send-outcome.server';
import { stopRoute } from './commands/stop-route.server';
import { getLetterScan } from './queries/get-letter-scan.server';
import { getRouting } from './queries/get-routing.server';
import { listAppointable, listColleagues, listPossibleSubstitutes } from './queries/list-colleagues.server';
import { listSubstitutions } from './queries/list-substitutions.server';
import { listWaited } from './queries/list-waited.server';
import { getRoutePaper } from './queries/route-papers.server';

export const routingCommands = (deps: DocumentsDeps) => ({
  addApprover: addApprover(deps),
  removeApprover: removeApprover(deps),
  replaceApprover: replaceApprover(deps),
  delegateDecision: delegateDecision(deps),
  stopRoute: stopRoute(deps),
  agreeToMany: agreeToMany(deps),
  enterLetterDecision: enterLetterDecision(deps),
  attachLetter: attachLetter(deps),
  appointSubstitute: appointSubstitute(deps),
  cancelSubstitute: cancelSubstitute(deps),
  sendRouteNotice: sendRouteNotice(deps),
  sendRouteOutcome: sendRouteOutcome(deps),
  sendDigests: sendDigests(deps),
});

export const routingQueries = (deps: DocumentsDeps) => ({
  getRouting: getRouting(deps),
  getRoutePaper: getRoutePaper(deps),
  listWaited: listWaited(deps),
  listPossibleSubstitutes: listPossibleSubstitutes(deps),
  listAppointable: listAppointable(deps),
  getLetterScan: getLetterScan(deps),
  listSubstitutions: listSubstitutions(deps),
  listColleagues: listColleagues(deps),
});
