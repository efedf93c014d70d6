// All rules in the order in which their findings are shown and their fixes applied.
import type { BlockRule, CheckRule } from './check.types';
import { ambiguousCitation } from './rules/citations';
import { impossibleDate, pastDue } from './rules/dates';
import { duplicate } from './rules/duplicates';
import { emptyBlock } from './rules/empty-block';
import { itemWithoutVerb, longItem, noAddressee } from './rules/items';
import { mixedAlphabet } from './rules/mixed-alphabet';
import { lapsedNorm, missingNorm, unloadedNorm } from './rules/norms';
import { placeholders } from './rules/placeholders';
import { danglingRef, textualRef } from './rules/references';
import { missingConsent, requiredField, requiredSection } from './rules/required';
import { unknownAbbreviation, unusedTerm } from './rules/terms';
import { typedNumber } from './rules/typed-number';
import { noBreakSpaces, typography } from './rules/typography';
import { unbalancedBrackets } from './rules/unbalanced-brackets';
import { unbalancedQuotes } from './rules/unbalanced-quotes';

export const CHECK_RULES: readonly CheckRule[] = [
  requiredField,
  requiredSection,
  placeholders,
  danglingRef,
  impossibleDate,
  emptyBlock,
  itemWithoutVerb,
  duplicate,
  textualRef,
  missingNorm,
  lapsedNorm,
  ambiguousCitation,
  pastDue,
  unusedTerm,
  missingConsent,
  mixedAlphabet,
  typedNumber,
  unbalancedQuotes,
  unbalancedBrackets,
  noAddressee,
  longItem,
  unknownAbbreviation,
  unloadedNorm,
  typography,
  noBreakSpaces,
];

export const isFixable = (
  rule: CheckRule,
): rule is BlockRule & Required<Pick<BlockRule, 'fix' | 'fixLabel'>> =>
  rule.scope === 'block' && rule.fix !== undefined;
