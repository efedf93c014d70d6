// What a rule gives when it recognised an act at a token.
import type { ActReference } from './citation.types';
import type { RuleName } from './rule-catalogue';

export interface ActMatch {
  act: ActReference;
  /** Name in CITATION_RULES. */
  rule: RuleName;
  /** The token after the act. */
  next: number;
  /** Counts only when units are named too: «Закона», «УК», «настоящего Договора». */
  needsUnits: boolean;
}
