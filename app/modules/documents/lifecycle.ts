// Names without zod, so that pages may use them without carrying the schemas to the browser.

export { LIFECYCLE_STATES, type LifecycleState } from '~/modules/templates';

/** Kinds the product ships; others are data (a template folder and a workflow file). */
export const DOCUMENT_KINDS = [
  'resolution',
  'regulation',
  'ethics-code',
  'mediation-agreement',
  'protocol',
] as const;
