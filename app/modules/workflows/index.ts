// Approval routes: definitions as data, a pure engine, marks, sheets and views. Isomorphic.
export { type ApprovalSheet, type ApprovalSheetRow, buildApprovalSheet } from './approval-sheet';
export { checkCondition, conditionHolds, describeCondition, type TemplateField } from './condition';
export * from './editor';
export { type Bindings, type PersonCard, seedFromValue } from './engine/assignees';
export { ALLOWED_DECISIONS } from './engine/decide';
export { currentDecision, isAgreement, mayHaveLetter } from './engine/outcome';
export { type StartRouteInput, startRoute } from './engine/start-route';
export { transition } from './engine/transition';
export { WORKFLOW_ERRORS } from './errors';
export { WORKFLOW_EVENT_NAMES, workflowSentence } from './event-words';
export {
  type AssigneeSeed,
  type RouteEffect,
  type RouteEvent,
  type RouteEventInput,
  RouteEventSchema,
} from './events.schema';
export {
  type Assignee,
  AssigneeSchema,
  CHANNELS,
  type Channel,
  DECISION_KINDS,
  type Decision,
  type DecisionKind,
  type RouteInstance,
  RouteInstanceSchema,
  type RouteStatus,
  type StepState,
  StepStateSchema,
} from './instance.schema';
export {
  type ApprovalMark,
  adoptedWord,
  approvedWord,
  buildMarks,
  type MarkSubject,
  markWarnings,
} from './marks';
export { type ParsedWorkflow, type ParseWorkflowInput, parseWorkflow } from './parse-workflow';
export {
  dueText,
  presentRoute,
  type RouteAssigneeView,
  type RouteStepView,
  type RouteView,
} from './present-route';
export { type PreviewInput, type PreviewStep, previewRoute, type RoutePreview } from './preview-route';
export { ROLE_WORDS, roleToken } from './roles';
export { fireTimers, type SimulationEntry, type SimulationStep, simulateRoute } from './simulate-route';
export { type ConsentVerb, channelWord, consentVerb, decisionWord, ruleWord } from './words';
export {
  type StepKind,
  type StepRule,
  stepOf,
  type WorkflowDefinition,
  type WorkflowStep,
} from './workflow.schema';
