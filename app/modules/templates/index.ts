// Isomorphic face of the module: schemas, field checks and paths. Parsing and rendering are in index.server.ts.
export { type Card, CardSchema, type Subject } from './card.schema';
export type {
  FieldDeclaration,
  FieldMap,
  FieldType,
  GroupField,
  ListField,
  ScalarField,
} from './field.schema';
export { normalizeFieldValues } from './field-values';
export * from './form';
export { LIFECYCLE_STATES, type LifecycleState } from './lifecycle-states';
export { type FieldPath, listFieldPaths, readFieldPath } from './scope';
export type { FieldValues, Lifecycle, Template, TemplateDefinition } from './template.schema';
export { type FieldError, validateFields } from './validate-fields';
