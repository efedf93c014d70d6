// Without zod, so that pages may use the names without carrying the schemas to the browser.

/** States of a document (DESIGN §7): fixed in code; the kind's data give the words and which may be skipped. */
export const LIFECYCLE_STATES = [
  'draft',
  'discussion',
  'in-approval',
  'approved',
  'adopted',
  'issued',
  'superseded',
  'lapsed',
  'returned',
  'rejected',
  'withdrawn',
] as const;
export type LifecycleState = (typeof LIFECYCLE_STATES)[number];
