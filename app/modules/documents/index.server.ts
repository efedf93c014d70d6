// Server face: binds commands and queries to their dependencies.
import type { Connection } from 'mongoose';
import { acquaintanceCommands, acquaintanceQueries } from './acquaintance/index.server';
import { checksCommands, checksQueries } from './checks/index.server';
import { adoptDocument } from './commands/adopt-document.server';
import { answerRemark } from './commands/answer-remark.server';
import { createDocument } from './commands/create-document.server';
import { decideDocument } from './commands/decide-document.server';
import { issueDocument } from './commands/issue-document.server';
import { publishDocument } from './commands/publish-document.server';
import { runRouteTimers } from './commands/run-route-timers.server';
import { saveVersion } from './commands/save-version.server';
import { submitDocument } from './commands/submit-document.server';
import { withdrawDocument } from './commands/withdraw-document.server';
import { discussionCommands, discussionQueries } from './discussion/index.server';
import { createProposalsRepository } from './discussion/proposals.repository.server';
import type { DocumentsDeps } from './documents.deps';
import { documentModels, ensureDocumentIndexes } from './documents.model.server';
import { createDocumentsRepository } from './documents.repository.server';
import { applyToDraft, getDraftContent } from './drafting/apply-to-draft.server';
import { discardDraft } from './drafting/commands/discard-draft.server';
import { saveDraft } from './drafting/commands/save-draft.server';
import { saveDraftAsVersion } from './drafting/commands/save-draft-as-version.server';
import { createDraftsRepository } from './drafting/drafts.repository.server';
import { announcePresence, followDraft, tellRevision } from './drafting/live.server';
import { getDraftBody, getDraftUpdate } from './drafting/queries/get-draft-update.server';
import { getEditing } from './editing/get-editing.server';
import { renderDraftPdf } from './editing/render-draft-pdf.server';
import { getExtract, makeExtract } from './extract/index.server';
import { getFieldsForm, reviewFields, saveFields } from './fields/document-fields.server';
import { createImportsRepository } from './importing/imports.repository.server';
import { importCommands, importQueries } from './importing/index.server';
import { getDocument } from './queries/get-document.server';
import { getDocumentHead } from './queries/get-document-head.server';
import { getLocalAct } from './queries/get-local-act.server';
import { exportHistory, getHistory } from './queries/history.server';
import { countApprovalTasks, listApprovalTasks } from './queries/list-approval-tasks.server';
import { listDocuments } from './queries/list-documents.server';
import { nameDocuments } from './queries/name-documents.server';
import {
  getIssuedFile,
  getPublicDocument,
  getPublicTag,
  listPublished,
  verifyDocument,
} from './queries/public-documents.server';
import { getSearchSource } from './queries/search-records.server';
import { createRegisterRepository } from './register.repository.server';
import { remarkCommands, remarkQueries } from './remarks/index.server';
import { createRemarksRepository } from './remarks/remarks.repository.server';
import { routingCommands, routingQueries } from './routing/index.server';
import { createSubstitutionsRepository } from './routing/substitutions.repository.server';
import {
  addParticipant,
  changeParticipant,
  removeParticipant,
} from './sharing/commands/change-participants.server';
import {
  issuePersonalLink,
  resendPersonalLink,
  revokePersonalLink,
} from './sharing/commands/change-personal-links.server';
import { changeVisibility } from './sharing/commands/change-visibility.server';
import { answerNameConsent, askNameConsent } from './sharing/commands/record-consents.server';
import { getSharing, searchSubjects } from './sharing/queries/get-sharing.server';
import { listNameConsents } from './sharing/queries/list-name-consents.server';
import { createFormDraftsRepository } from './starting/form-drafts.repository.server';
import { discardForm, keepForm } from './starting/keep-form.server';
import { getImportStart } from './starting/start-import.server';
import {
  getFormDraft,
  getStartForm,
  listFormDrafts,
  listStartTemplates,
  previewTemplate,
} from './starting/start-queries.server';
import { startEdition } from './succession/start-edition.server';
import { succeedFormer, supersedeDue } from './succession/succeed.server';
import { compareFile, findCodeOfFile } from './verification/compare-file.server';
import { readVersionContent } from './version-content.server';
import { versionsCommands, versionsQueries } from './versions/index.server';

/** What the module makes for itself. */
type OwnDeps =
  | 'repository'
  | 'imports'
  | 'registers'
  | 'drafts'
  | 'formDrafts'
  | 'proposals'
  | 'remarks'
  | 'substitutions';
export type DocumentsOptions = Omit<DocumentsDeps, OwnDeps> & {
  readonly connection: Connection;
};

/** Binds the module. Call `prepare()` once at start. */
export function createDocumentsModule({ connection, ...outside }: DocumentsOptions) {
  const models = documentModels(connection);
  const repository = createDocumentsRepository(models);
  const deps: DocumentsDeps = {
    ...outside,
    repository,
    registers: createRegisterRepository(models),
    remarks: createRemarksRepository(models),
    drafts: createDraftsRepository(models),
    formDrafts: createFormDraftsRepository(models),
    imports: createImportsRepository(models),
    proposals: createProposalsRepository(models),
    substitutions: createSubstitutionsRepository(models),
  };
  return {
    /** Makes the indexes; idempotent. */
    prepare: () => ensureDocumentIndexes(models),
    commands: {
      createDocument: createDocument(deps),
      saveVersion: saveVersion(deps),
      /** The server's way to change a text or its fields: see drafting/README.md. */
      applyToDraft: applyToDraft(deps),
      saveDraft: saveDraft(deps),
      saveDraftAsVersion: saveDraftAsVersion(deps),
      discardDraft: discardDraft(deps),
      announcePresence: announcePresence(deps),
      runRouteTimers: runRouteTimers(deps),
      submitDocument: submitDocument(deps),
      decideDocument: decideDocument(deps),
      answerRemark: answerRemark(deps),
      withdrawDocument: withdrawDocument(deps),
      adoptDocument: adoptDocument(deps),
      issueDocument: issueDocument(deps),
      publishDocument: publishDocument(deps),
      startEdition: startEdition(deps),
      makeExtract: makeExtract(deps),
      succeedFormer: succeedFormer(deps),
      supersedeDue: supersedeDue(deps),
      ...acquaintanceCommands(deps),
      keepForm: keepForm(deps),
      discardForm: discardForm(deps),
      saveFields: saveFields(deps),
      ...versionsCommands(deps),
      ...checksCommands(deps),
      ...discussionCommands(deps),
      ...remarkCommands(deps),
      ...routingCommands(deps),
      ...importCommands(deps),
      addParticipant: addParticipant(deps),
      changeParticipant: changeParticipant(deps),
      removeParticipant: removeParticipant(deps),
      changeVisibility: changeVisibility(deps),
      issuePersonalLink: issuePersonalLink(deps),
      resendPersonalLink: resendPersonalLink(deps),
      revokePersonalLink: revokePersonalLink(deps),
      askNameConsent: askNameConsent(deps),
      answerNameConsent: answerNameConsent(deps),
    },
    queries: {
      getExtract: getExtract(deps),
      listDocuments: listDocuments(deps),
      nameDocuments: nameDocuments(deps),
      listApprovalTasks: listApprovalTasks(deps),
      countApprovalTasks: countApprovalTasks(deps),
      getDocument: getDocument(deps),
      getDocumentHead: getDocumentHead(deps),
      getHistory: getHistory(deps),
      exportHistory: exportHistory(deps),
      getDraftContent: getDraftContent(deps),
      getDraftUpdate: getDraftUpdate(deps),
      getDraftBody: getDraftBody(deps),
      followDraft: followDraft(deps),
      getEditing: getEditing(deps),
      renderDraftPdf: renderDraftPdf(deps),
      getPublicDocument: getPublicDocument(deps),
      getPublicTag: getPublicTag(deps),
      listPublished: listPublished(deps),
      verifyDocument: verifyDocument(deps),
      compareFile: compareFile(deps),
      findCodeOfFile: findCodeOfFile(deps),
      getIssuedFile: getIssuedFile(deps),
      listStartTemplates: listStartTemplates(deps),
      getStartForm: getStartForm(deps),
      listFormDrafts: listFormDrafts(deps),
      getFormDraft: getFormDraft(deps),
      previewTemplate: previewTemplate(deps),
      getFieldsForm: getFieldsForm(deps),
      reviewFields: reviewFields(deps),
      ...versionsQueries(deps),
      ...checksQueries(deps),
      ...discussionQueries(deps),
      ...remarkQueries(deps),
      ...routingQueries(deps),
      ...acquaintanceQueries(deps),
      ...importQueries(deps),
      getImportStart: getImportStart(deps),
      getSharing: getSharing(deps),
      searchSubjects: searchSubjects(deps),
      listNameConsents: listNameConsents(deps),
    },
    /** For indexing: no actor, the records carry their own access tokens. */
    getSearchSource: getSearchSource(deps),
    /** For the knowledge base: a published document with its printed lines. */
    getLocalAct: getLocalAct(deps),
    listIds: () => repository.listIds(),
    /** The body that a version holds; for the command line and the samples. */
    readVersion: async (documentId: string) => {
      const document = await repository.getById(documentId);
      return readVersionContent(await repository.getVersion(documentId, document.currentVersion.sha256));
    },
  };
}
export { tellRevision };

export type DocumentsModule = ReturnType<typeof createDocumentsModule>;

export {
  AskToReadInputSchema,
  RemoveReaderInputSchema,
} from './acquaintance/acquaintance.inputs';
export { EnteredProposalSchema, isScanType, ProposalFormSchema } from './discussion/index.server';
export type { DirectoryPerson, SharingPort, SubjectCard } from './documents.deps';
export { DOCUMENT_EVENT_NAMES } from './event-names';
export { ExtractInputSchema } from './extract/extract.inputs';
export { sentenceOf } from './history.present';
export { CreateFromImportInputSchema } from './importing/commands/create-from-import.server';
export { StageImportInputSchema } from './importing/commands/stage-import.server';
export { type ReadUpload, readUpload } from './importing/read-upload.server';
export type { CitedNorm, NormsPort } from './norms.port';
export type { DocumentSearchSource } from './queries/search-records.server';
export { type RenderInput, renderFromTemplate } from './render-from-template.server';
export { AgreeToManyInputSchema } from './routing/commands/agree-to-many.server';
export type { NoticeRequest } from './routing/commands/send-notice.server';
export type { OutcomeRequest } from './routing/commands/send-outcome.server';
export { afterQuietHours } from './routing/notices';
export {
  AddApproverInputSchema,
  AppointSubstituteInputSchema,
  AttachLetterInputSchema,
  DelegateInputSchema,
  GroundInputSchema,
  LetterDecisionInputSchema,
  RemoveApproverInputSchema,
  ReplaceApproverInputSchema,
  StopRouteInputSchema,
} from './routing/routing.inputs';
export {
  AddParticipantInputSchema,
  AnswerConsentInputSchema,
  AskConsentInputSchema,
  ChangeParticipantInputSchema,
  ChangeVisibilityInputSchema,
  IssueLinkInputSchema,
  LinkInputSchema,
  RemoveParticipantInputSchema,
} from './sharing/sharing.inputs';
export { organisationsToDraftFor } from './starting/start-queries.server';
export { COMPARED_BYTES, codeInFile } from './verification/compare-file.server';
export { checkTemplateBody } from './version-content.server';

/** Collections whose records carry an outbox. */
export const DOCUMENT_OUTBOX_COLLECTIONS = ['documents', 'discussionProposals', 'substitutions'] as const;

declare module '~/platform/http/load-context' {
  interface ServiceRegistry {
    readonly documents: DocumentsModule;
  }
}
