// The guided form made from a template's fields: pure and isomorphic.
export {
  ACCOUNT_FIELD,
  type Account,
  type ForeignAccount,
  foreignAccounts,
  withoutAccounts,
} from './accounts';
export { type FormReading, placeErrors, readFieldsForm, typedOf, withoutRestricted } from './form-values';
export {
  applyListIntent,
  fillField,
  fillIntent,
  type ListIntent,
  type ListIntentKind,
  listIntent,
  parseFillIntent,
  parseListIntent,
  pickName,
  type Taken,
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
