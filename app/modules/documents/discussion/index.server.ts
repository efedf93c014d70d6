// Binds the commands and queries of discussions; the module's face spreads them into its own.
import type { DocumentsDeps } from '../documents.deps';
import { enterProposal } from './commands/enter-proposal.server';
import {
  decideProposals,
  eraseProposalAuthor,
  groupProposals,
  hideProposal,
  revealAuthors,
  ungroupProposals,
} from './commands/moderate-proposals.server';
import { withdrawConsent, withdrawProposal } from './commands/own-proposal.server';
import { recordBasis } from './commands/record-basis.server';
import {
  changeDiscussionTerm,
  closeDiscussion,
  putUpVersion,
  startDiscussion,
} from './commands/run-discussion.server';
import { submitProposal } from './commands/submit-proposal.server';
import { takeProposal } from './commands/take-proposal.server';
import { getDiscussion, getProposalScan } from './queries/moderation.server';
import { getDiscussionPage, getProposalForm, getReceipt } from './queries/open-page.server';
import {
  getPoster,
  getPosterFile,
  getProjectFile,
  getSummary,
  getSummaryFile,
} from './queries/papers.server';

export const discussionCommands = (deps: DocumentsDeps) => ({
  startDiscussion: startDiscussion(deps),
  changeDiscussionTerm: changeDiscussionTerm(deps),
  closeDiscussion: closeDiscussion(deps),
  putUpVersion: putUpVersion(deps),
  recordBasis: recordBasis(deps),
  submitProposal: submitProposal(deps),
  withdrawProposal: withdrawProposal(deps),
  withdrawConsent: withdrawConsent(deps),
  enterProposal: enterProposal(deps),
  decideProposals: decideProposals(deps),
  groupProposals: groupProposals(deps),
  ungroupProposals: ungroupProposals(deps),
  hideProposal: hideProposal(deps),
  eraseProposalAuthor: eraseProposalAuthor(deps),
  revealAuthors: revealAuthors(deps),
  takeProposal: takeProposal(deps),
});

export const discussionQueries = (deps: DocumentsDeps) => ({
  getDiscussionPage: getDiscussionPage(deps),
  getProposalForm: getProposalForm(deps),
  getReceipt: getReceipt(deps),
  getDiscussion: getDiscussion(deps),
  getProposalScan: getProposalScan(deps),
  getProjectFile: getProjectFile(deps),
  getSummary: getSummary(deps),
  getSummaryFile: getSummaryFile(deps),
  getPoster: getPoster(deps),
  getPosterFile: getPosterFile(deps),
});

export { isScanType } from './commands/enter-proposal.server';
export { EnteredProposalSchema, ProposalFormSchema } from './proposal.inputs';
