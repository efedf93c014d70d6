// Russian text: agreement with numbers, dates, names, declension, typography. Pure and isomorphic.
export * from './dates';
export * from './format-field-value';
export * from './look-alikes';
export * from './names';
export { declinePhrase } from './noun-phrase';
export type { Case, NounGender } from './paradigms';
export * from './plural';
export * from './typography';
