// The guided form made from a template's fields: pure and isomorphic.
export { type FormReading, placeErrors, readFieldsForm, typedOf, withoutRestricted } from './form-values';
export {
  applyListIntent,
  type ListIntent,
  type ListIntentKind,
  listIntent,
  parseListIntent,
} from './intents';
export {
  decidingPaths,
  type FormSection,
  formProgress,
  formSections,
  type SectionProgress,
  sectionAnchor,
} from './sections';
export {
  asList,
  asMap,
  asText,
  controlId,
  emptyForm,
  FORM_CASES,
  type FormCase,
  isBlank,
  joinPath,
  nextName,
  orderName,
  readTyped,
  type Typed,
  type TypedEntry,
  type TypedList,
  type TypedMap,
  valueName,
  writeTyped,
} from './typed';
