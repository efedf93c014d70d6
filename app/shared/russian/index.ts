// Russian text: agreement with numbers, dates, names, declension, typography. Pure and isomorphic.
export * from './dates';
export * from './format-field-value';
export * from './look-alikes';
export * from './names';
export {
  type Case,
  declinePhrase,
  type NounGender,
} from './noun-phrase';
export * from './plural';
export * from './typography';
