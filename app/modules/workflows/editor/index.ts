// The route editor: pure edit rules, words, diagram, simulator.
export { checkDraft, type DraftProblem, hasErrors } from './check-draft';
export {
  answersOf,
  type Choice,
  type FieldChoice,
  type RouteChoices,
  routeChoices,
  settleClauses,
} from './choices';
export { type Diagram, type DiagramStep, diagramOf } from './diagram';
export { draftOf, draftValue } from './draft-value';
export { draftYaml } from './draft-yaml';
export { asksServer, clauseFieldId, type Edited, editDraft, writesRoute } from './edit-draft';
export {
  type Play,
  type RouteEditorView,
  RouteFormSchema,
  routeEditorView,
} from './editor-view';
export * from './editor-words';
export type { RehearsalLine } from './rehearsal-lines';
export {
  ANSWERS,
  type Answer,
  type Rehearsal,
  type RehearsalInput,
  rehearse,
} from './rehearse';
export {
  type EditorField,
  type RouteDraft,
  RouteDraftSchema,
  type StepDraft,
  typedDraft,
} from './route-draft';
export { clauseKind, operatorsOf, readCondition, writeCondition } from './sentence';
